// Rows put there by the owner of the database, so that a test starts from any situation.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Json } from '../../src/lib/db/database.types.ts';
import type { Row } from '../../src/lib/db/db.ts';
import type { Sql } from '../../src/lib/server/embedded.ts';

// The two districts that the migrations bring.
export const A = 'halle-neustadt';
export const B = 'neustaedter-feld';

export type Values = Record<string, unknown>;

/** Inserts one row, columns that are not named by their defaults, and returns it as JSON writes it. */
export async function insert(sql: Sql, table: string, values: Values): Promise<Values> {
	const columns = Object.keys(values).join(', ');
	const [row] = await sql(
		`with made as (
			insert into ${table} (${columns})
			select ${columns} from jsonb_populate_record(null::${table}, $1::text::jsonb)
			returning *
		) select to_jsonb(made) as row from made`,
		[JSON.stringify(values)]
	);
	return (row as { row: Values }).row;
}

/** Rows of one table as JSON writes them. */
export async function rows(sql: Sql, query: string, parameters: unknown[] = []): Promise<Values[]> {
	const found = await sql(`select to_jsonb(found) as row from (${query}) as found`, parameters);
	return found.map((each) => each.row as Values);
}

/** How many rows each table of ours holds. */
export async function counts(sql: Sql): Promise<Record<string, number>> {
	const tables = await sql(
		`select schemaname || '.' || tablename as name from pg_tables
		where schemaname in ('public', 'private') order by 1`
	);
	const union = tables.map(({ name }) => `select '${name}' as name, count(*)::int from ${name}`);
	const all = await sql(union.join(' union all '));
	return Object.fromEntries(all.map(({ name, count }) => [name, count as number]));
}

/** A district of its own around 51.48° north and 11.92° east. Returns its id. */
export async function aDistrict(sql: Sql): Promise<string> {
	const id = `district-${randomBytes(4).toString('hex')}`;
	await insert(sql, 'public.districts', {
		id,
		name: id,
		city: 'Halle',
		population: 1000,
		longitude: 11.92,
		latitude: 51.48,
		west: 11.89,
		east: 11.95,
		south: 51.46,
		north: 51.5,
		outline: []
	});
	return id;
}

export const aCode = (): string => randomBytes(6).toString('hex').toUpperCase();

export const daysAgo = (days: number): string =>
	new Date(Date.now() - days * 86_400_000).toISOString();

export interface ReportWish {
	district?: string;
	author?: string | null;
	state?: Row<'contributions'>['state'];
	category?: Row<'reports'>['category'];
	status?: Row<'reports'>['status'];
	/** Address of a guest who wants to hear of it. */
	email?: string;
	code?: string;
	/** Further columns of the contribution. */
	contribution?: Values;
}

/** A report, made three days ago so that it does not count for today's limit. Returns its id. */
export async function aReport(sql: Sql, wish: ReportWish = {}): Promise<string> {
	const id = randomUUID();
	const { district = A, state = 'public', status = 'received', code = aCode() } = wish;
	await insert(sql, 'public.contributions', {
		id,
		district_id: district,
		kind: 'report',
		author_id: wish.author ?? null,
		sphere: 'public_space',
		language: 'de',
		body: 'Die Lampe am Spielplatz ist kaputt.',
		state,
		created_at: daysAgo(3),
		published_at: state === 'public' ? daysAgo(2) : null,
		merged_into: state === 'merged' ? await aReport(sql, { district }) : null,
		...wish.contribution
	});
	await insert(sql, 'public.reports', { id, category: wish.category ?? 'light', status });
	await insert(sql, 'public.report_updates', { report_id: id, status, created_at: daysAgo(3) });
	await sql('insert into private.follow_codes values ($1, private.hash_code($2))', [id, code]);
	if (wish.email)
		await insert(sql, 'public.report_contacts', {
			report_id: id,
			email: wish.email,
			language: 'ar',
			code
		});
	return id;
}

export interface TopicWish {
	district?: string;
	author?: string | null;
	state?: Row<'contributions'>['state'];
	/** Further columns of the contribution. */
	contribution?: Values;
	/** Further columns of the topic. */
	topic?: Values;
}

const aContribution = async (
	sql: Sql,
	kind: Row<'contributions'>['kind'],
	{ district = A, author = null, state = 'public', contribution = {} }: TopicWish
): Promise<string> => {
	const id = randomUUID();
	await insert(sql, 'public.contributions', {
		id,
		district_id: district,
		kind,
		author_id: author,
		sphere: 'living',
		language: 'de',
		title: kind === 'reply' ? null : 'Ein Grillplatz am Bruchsee',
		body: 'Wer hat Lust, mit aufzuräumen?',
		state,
		created_at: daysAgo(3),
		published_at: state === 'public' ? daysAgo(2) : null,
		merged_into: state === 'merged' ? await aTopic(sql, { district }) : null,
		...contribution
	});
	return id;
};

/** A topic of the forum, three days old. Returns its id. */
export async function aTopic(sql: Sql, wish: TopicWish = {}): Promise<string> {
	const id = await aContribution(sql, 'topic', wish);
	await insert(sql, 'public.topics', { id, ...wish.topic });
	return id;
}

/** A reply at the end of a thread. Returns its id. */
export async function aReply(
	sql: Sql,
	thread: string,
	wish: Omit<TopicWish, 'topic'> & { reply?: Values } = {}
): Promise<string> {
	const id = await aContribution(sql, 'reply', wish);
	const [last] = await sql(
		'select coalesce(max(number), 0)::int as number from public.replies where thread_id = $1',
		[thread]
	);
	await insert(sql, 'public.replies', {
		id,
		thread_id: thread,
		number: (last?.number as number) + 1,
		is_official: false,
		...wish.reply
	});
	return id;
}

/** A public process in which proposals are collected today. Returns its id. */
export async function aProcess(sql: Sql, values: Values = {}): Promise<string> {
	const made = await insert(sql, 'public.processes', {
		district_id: A,
		title: { de: 'Unser Quartier 2027' },
		is_public: true,
		...values
	});
	await sql(
		`insert into public.phases (process_id, kind, starts_on, ends_on)
		select $1, kind, current_date + 30 * (n::int - 1) - 5, current_date + 30 * n::int - 6
		from unnest(enum_range(null::public.phase_kind)) with ordinality as phase (kind, n)`,
		[made.id]
	);
	return made.id as string;
}

/** A proposal, three days old, in a process of its own unless one is named. Returns its id. */
export async function aProposal(
	sql: Sql,
	wish: Omit<TopicWish, 'topic'> & { process?: string; proposal?: Values } = {}
): Promise<string> {
	const process = wish.process ?? (await aProcess(sql, { district_id: wish.district ?? A }));
	const id = await aContribution(sql, 'proposal', wish);
	await insert(sql, 'public.proposals', {
		id,
		process_id: process,
		summary: 'Ein Platz zum Grillen für alle',
		...wish.proposal
	});
	return id;
}

export async function aMeasure(sql: Sql, values: Values = {}): Promise<string> {
	const made = await insert(sql, 'public.measures', {
		district_id: A,
		title: { de: 'Neue Lampen am Spielplatz' },
		...values
	});
	return made.id as string;
}

export async function aPhoto(sql: Sql, contribution: string, position = 0): Promise<string> {
	const id = randomUUID();
	const values = { id, contribution_id: contribution, position, width: 800, height: 600 };
	await insert(sql, 'public.attachments', values);
	return id;
}

/** An account that nobody signs in to. */
export async function anAccount(sql: Sql): Promise<string> {
	const id = randomUUID();
	await insert(sql, 'auth.users', { id, email: `${id}@example.org` });
	return id;
}

export type Submission = Record<string, Json> & { id: string; code: string };

/** What submit_report() takes: a good report in district A, but for what is given. */
export const aSubmission = (differing: Record<string, Json> = {}): Submission => ({
	id: randomUUID(),
	code: aCode(),
	district: A,
	category: 'light',
	sphere: 'public_space',
	language: 'ar',
	body: 'المصباح معطل منذ أسبوع',
	latitude: 51.481,
	longitude: 11.921,
	place: 'Am Südpark 3',
	...differing
});

/** A photo that is stored and waits for its report. */
export async function aReservedPhoto(sql: Sql, position = 0) {
	const id = randomUUID();
	await insert(sql, 'private.uploads', { id });
	return { id, position, width: 800, height: 600 };
}

/** The mails that wait because of a report, or of anything where none is named. */
export const mailsAbout = (sql: Sql, report: string | null = null): Promise<Values[]> =>
	rows(
		sql,
		`select * from private.outbox
		where $1::uuid is null or payload ->> 'report' = $1::text order by id`,
		[report]
	);

/** Gives people the names of their parts again: other suites rename them. */
export const nameAgain = (
	sql: Sql,
	people: Record<string, { id: string | null }>
): Promise<unknown> =>
	Promise.all(
		['resident', 'otherResident'].map((name) =>
			sql('update public.profiles set display_name = $1 where id = $2', [name, people[name]?.id])
		)
	);
