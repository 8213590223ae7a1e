// Measures how long the database takes for the pages of the talk, with 110,000 contributions and with ten times as
// many, on PostgreSQL. Prints the table; fails where a page takes too long or grows with the number of rows.
import { rm } from 'node:fs/promises';
import postgres from 'postgres';
import { startPostgres } from '../../scripts/lib/postgres.js';
import { startEmbedded } from '../../src/lib/server/embedded.ts';
import { temporaryFolder } from '../support/server.ts';
import { addStage, NAME, RARE } from './talk-data.ts';

const TOPICS = Number(process.env.LOAD_TOPICS ?? 100_000);
const REPLIES = TOPICS * 10;
const RUNS = Number(process.env.LOAD_RUNS ?? 30);
const ROUNDS = 4;
/** Milliseconds at the 95th percentile. */
const LIMIT = 50;
/** How much dearer ten times the rows may be; less than a millisecond is noise. */
const GROWTH = 1.3;
/** Where more was said there is more to compare with, up to its limit of candidates: only its time is limited. */
const MAY_GROW = ['similar'];
const LARGE = '018d0000-0000-7000-a000-000000000001';
const SMALL = '018d0000-0000-7000-a000-000000000002';
const HERE = "'halle-neustadt'";

/** What is asked, each in several ways. */
type Cases = Record<string, string[]>;

async function casesOf(sql: postgres.Sql): Promise<Cases> {
	const one = async (query: string): Promise<string> => {
		const [row] = await sql.unsafe<{ value: string }[]>(query);
		if (!row) throw new Error(`Nothing for ${query}`);
		return row.value;
	};
	const middle = await one(
		`select activity_at::text as value from public.contributions
		where kind = 'topic' and district_id = ${HERE} order by activity_at offset ${Math.round(TOPICS / 30)} limit 1`
	);
	const report = await one(
		`select contribution_id::text as value from public.measure_sources limit 1`
	);
	const search = (words: string[], reader: string, more = '') =>
		words.map((word) => `select public.search_district(${HERE}, '${word}', '${reader}'${more})`);
	const topic = (id: string, at: number[]) =>
		at.map((number) => `select public.topic_page(${HERE}, '${id}', 'de', ${number})`);
	const story = (id: string) => [`select public.contribution_story(${HERE}, '${id}', 'ar')`];
	return {
		'board, first page': [`select public.forum_board(${HERE}, 'de')`],
		'board, first page of a sphere': [`select public.forum_board(${HERE}, 'de', 'living')`],
		'board, middle page': [
			`select public.forum_board(${HERE}, 'ar', null, '${middle}', '${LARGE}')`
		],
		'topic of 10,000, first page': topic(LARGE, [1]),
		'topic of 10,000, middle page': topic(LARGE, [4990, 5010]),
		'topic of 10,000, last page': topic(LARGE, [9999]),
		'topic of ten': topic(SMALL, [1]),
		'search, a rare word': search([RARE.word, NAME.word, 'lodz'], 'de'),
		'search, a common word': search(['Spielplatz', 'Laterne', 'Straßen', 'Container'], 'de'),
		'search, two words': search(['Spielplatz dunkel', 'Kinder Ampel', 'dark street'], 'de'),
		'search, common and rare': search([`Spielplatz ${RARE.word}`, `Straße ${NAME.word}`], 'de'),
		'search, Arabic': search(['ملعب', 'مصباح مكسور', 'المدرسة'], 'ar'),
		'search, Vietnamese without accents': search(['duong', 'san choi', 'hàng xóm'], 'vi'),
		'search, a slip of the pen': search(['Spieplats', 'Laterrne', 'контейнир'], 'uk'),
		'search, nothing there': search(['Nashornbecken', 'qwertzuiop'], 'de'),
		'search, further page of replies': search(
			['Spielplatz', 'Kinder'],
			'de',
			`, 'reply', false, ${Math.round((TOPICS + REPLIES) / 20)}`
		),
		similar: [
			[
				'Auf dem Spielplatz am Bruchsee ist seit einer Woche die Laterne kaputt, die Kinder finden den Weg nicht.',
				'de'
			],
			['مصباح مكسور في الملعب قرب المدرسة', 'ar'],
			['sân chơi rất tối, đèn đường hỏng', 'vi']
		].map(([text, lang]) => `select public.similar_contributions(${HERE}, '${text}', '${lang}')`),
		'what became of a topic of 10,000': story(LARGE),
		'what became of a report with a measure': story(report)
	};
}

const quantile = (sorted: number[], share: number) =>
	sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

interface Figures {
	p50: number;
	p95: number;
}

/** Milliseconds inside the database for one case, as a guest and as a resident in turns. */
async function round(sql: postgres.Sql, queries: string[], resident: string): Promise<Figures> {
	const taken: number[] = [];
	for (let run = -4; run < RUNS; run++) {
		const query = queries[(run + 8) % queries.length] ?? '';
		const claims = run % 2 ? '{}' : JSON.stringify({ sub: resident, role: 'authenticated' });
		await sql.begin(async (one) => {
			await one.unsafe(`set local role ${run % 2 ? 'anon' : 'authenticated'}`);
			await one`select set_config('request.jwt.claims', ${claims}, true)`;
			const [row] = await one<{ ms: number }[]>`select public.load_timed(${query}) as ms`;
			if (run >= 0) taken.push(row?.ms ?? NaN);
		});
	}
	taken.sort((a, b) => a - b);
	return { p50: quantile(taken, 0.5), p95: quantile(taken, 0.95) };
}

/** The quietest of some rounds for each case: what others do on the machine is not the database's. */
async function measure(sql: postgres.Sql, resident: string): Promise<Map<string, Figures>> {
	const figures = new Map<string, Figures>();
	const cases = Object.entries(await casesOf(sql));
	for (let n = 0; n < ROUNDS; n++)
		for (const [name, queries] of cases) {
			const now = await round(sql, queries, resident);
			const best = figures.get(name);
			if (!best || now.p95 < best.p95) figures.set(name, now);
		}
	return figures;
}

const server = await startPostgres();
const folder = await temporaryFolder();
const started = Date.now();
const say = (what: string) =>
	console.error(`${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${what}`);
try {
	const maintenance = postgres(server.url, { max: 1, onnotice: () => {} });
	const name = `viertel_load_${process.pid}`;
	await maintenance.unsafe(`create database ${name}`);
	const url = new URL(server.url);
	url.pathname = name;
	const embedded = await startEmbedded({
		folder,
		databaseUrl: url.href,
		email: { send: async () => {} }
	});
	await embedded.close();
	const sql = postgres(url.href, { max: 1, onnotice: () => {} });
	await sql`set maintenance_work_mem = '512MB'`;
	await sql`set work_mem = '64MB'`;
	await sql.unsafe(`
		create function public.load_timed(query text) returns double precision
		language plpgsql volatile set search_path = '' set work_mem = '4MB' as $$
		declare began timestamptz := clock_timestamp();
		begin
			execute query;
			return extract(epoch from clock_timestamp() - began) * 1000;
		end $$;
		grant execute on function public.load_timed to anon, authenticated`);
	// What opens a thread, reports and proposals among it.
	const tenth = { topics: Math.round((TOPICS / 10 / 9) * 16), replies: REPLIES / 10 };
	await addStage(sql, {
		from: 0,
		...tenth,
		threads: {
			large: LARGE,
			largeReplies: Math.min(10_000, tenth.replies / 8),
			small: SMALL,
			smallReplies: 10
		}
	});
	const [person] = await sql<{ id: string }[]>`select id from public.profiles limit 1`;
	say('a tenth of the rows is there');
	const few = await measure(sql, person?.id ?? '');
	say('measured');
	await addStage(sql, {
		from: tenth.topics + tenth.replies,
		topics: TOPICS * 0.9,
		replies: REPLIES * 0.9
	});
	say('all rows are there');
	const many = await measure(sql, person?.id ?? '');
	say('measured');

	const [counted] = await sql<{ topics: number; replies: number }[]>`
		select (select count(*)::int from public.topics) as topics, (select count(*)::int from public.replies) as replies`;
	console.log(
		`milliseconds in PostgreSQL, ${counted?.topics} topics and ${counted?.replies} replies, and a tenth of that\n`
	);
	const width = Math.max(...[...many.keys()].map((key) => key.length));
	console.log(
		`${''.padEnd(width)}${['p50', 'p95', 'tenth p50', 'tenth p95', 'growth'].map((head) => head.padStart(11)).join('')}`
	);
	let failed = 0;
	for (const [key, { p50, p95 }] of many) {
		const before = few.get(key) ?? { p50: NaN, p95: NaN };
		const growth = p50 / before.p50;
		const grows = growth > GROWTH && p50 - before.p50 > 1 && !MAY_GROW.includes(key);
		const bad = p95 > LIMIT || grows;
		if (bad) failed++;
		const figures = [p50, p95, before.p50, before.p95].map((ms) => ms.toFixed(2).padStart(11));
		console.log(
			`${key.padEnd(width)}${figures.join('')}${growth.toFixed(2).padStart(11)}${bad ? ' !' : ''}`
		);
	}
	console.log(
		`\nlimit: ${LIMIT} ms at the 95th percentile; ten times the rows at most ${GROWTH} times the time (by the median, a millisecond is noise)`
	);
	if (failed) process.exitCode = 1;
	await sql.end();
	await maintenance.unsafe(`drop database ${name} with (force)`);
	await maintenance.end();
} finally {
	await rm(folder, { recursive: true, force: true });
	await server.stop();
}
