import { beforeAll, describe, expect, test } from 'vitest';
import { aDistrict, aMeasure, aProposal, aReply, aReport, aTopic, insert } from '../fixtures.ts';
import type { Person, World } from '../harness.ts';

interface Hit {
	id: string;
	title: string | null;
	language: string;
	origin: string | null;
	found: string[];
	number: number;
	thread: { id: string; number: number; title: string; language: string } | null;
}
interface Answer {
	near: boolean;
	groups: { kind: string; count: number; hits: Hit[] }[];
}

export function search({ people, sql }: World): void {
	const { guest } = people;
	const ask = async (
		p_district: string,
		p_words: string,
		more: { p_reader?: string; p_kind?: string; p_before?: number; p_limit?: number } = {},
		person: Person = guest
	) => {
		const { data, error } = await person.db.rpc('search_district', {
			p_district,
			p_words,
			p_reader: 'de',
			...more
		});
		expect(error).toBeNull();
		return data as unknown as Answer;
	};
	const hits = async (...asked: Parameters<typeof ask>) =>
		(await ask(...asked)).groups.flatMap((group) => group.hits);
	const ids = async (...asked: Parameters<typeof ask>) =>
		(await hits(...asked)).map(({ id }) => id);
	const translate = (contribution_id: string, language: string, body: string, title?: string) =>
		insert(sql, 'public.translations', {
			...{ contribution_id, language, body, title, version: 1 },
			...{ origin: 'machine', provider: 'test' }
		});

	describe('search', () => {
		let district: string;
		const made: Record<string, string> = {};
		beforeAll(async () => {
			district = await aDistrict(sql);
			const say = async (language: string, body: string, title = 'Ohne Titel') => {
				made[language] = await aTopic(sql, { district, contribution: { language, body, title } });
			};
			await say('de', 'Die „Spielplätze“ am Bruchsee sind abends dunkel.');
			await say('en', 'The benches were repainted.');
			await say('ar', 'المصباح في الملعب معطل');
			await say('ru', 'На дорогах много ям');
			await say('tr', 'Çocukların parkı');
			await say('ro', 'Copiii se joacă în curțile noastre');
			await say('fr', 'Les réunions des habitants');
			await say('uk', 'Яма на дорозі біля школи');
			await say('fa', 'چراغ‌های خیابان خراب است');
			await say('ku', 'Zarok li baxçeyê dilîzin');
			await say('pl', 'Ławki przy ulicy w Łodzi');
			await say('vi', 'Đường này rất tối');
		});
		const named = async (words: string, reader: string) => {
			const found = await ids(district, words, { p_reader: reader });
			return Object.keys(made).filter((name) => found.includes(made[name] ?? ''));
		};

		test.for([
			['a stem of German', 'Spielplatz', 'de', ['de']],
			['a stem of English', 'repaint bench', 'en', ['en']],
			['a stem of Arabic, without the article', 'ملعب', 'ar', ['ar']],
			['a stem of Russian', 'дорога', 'ru', ['ru']],
			['a stem of Turkish', 'çocuk', 'tr', ['tr']],
			['a stem of Romanian', 'curte', 'ro', ['ro']],
			['a stem of French', 'réunion', 'fr', ['fr']],
			['another form in Ukrainian', 'школа', 'uk', ['uk']],
			['a Persian word typed without its joiner', 'چراغهای', 'fa', ['fa']],
			['a Persian word with Arabic letters', 'خيابان', 'fa', ['fa']],
			['the beginning of a Kurdish word', 'baxçe', 'ku', ['ku']],
			['a Polish word without accents', 'lawki', 'pl', ['pl']],
			['another form of a Polish word', 'ulica', 'pl', ['pl']],
			['a Vietnamese word without accents', 'duong', 'vi', ['vi']],
			['capital letters beyond Latin', 'ЯМА БІЛЯ', 'uk', ['uk']],
			['a slip of the pen', 'Spielpaltz', 'de', ['de']],
			['words of any language, whoever reads', 'спортзал', 'de', []],
			['two words, one not there', 'Spielplatz Nashorn', 'de', []],
			['fillers beside a word', 'die am Bruchsee', 'de', ['de']]
		] as const)('finds %s', async ([, words, reader, expected]) => {
			expect(await named(words, reader)).toEqual(expected);
		});

		test('says which words fit, as they stand there', async () => {
			const [hit] = await hits(district, 'spielplatz');
			expect(hit?.found).toEqual(['spielplätze']);
		});

		test('finds a translation, shows it and says that it is one', async () => {
			const topic = await aTopic(sql, {
				district,
				contribution: { language: 'vi', body: 'Xe đạp' }
			});
			await translate(topic, 'de', 'Ein Lastenrad für alle', 'Fahrradverleih');
			const [hit] = await hits(district, 'Lastenräder');
			expect(hit).toMatchObject({
				id: topic,
				language: 'de',
				origin: 'machine',
				found: ['lastenrad']
			});
			// Found in the original, it is shown in the original.
			expect((await hits(district, 'xe đạp'))[0]).toMatchObject({ language: 'vi', origin: null });
			await sql('delete from public.translations where contribution_id = $1', [topic]);
			expect(await ids(district, 'Lastenräder')).toEqual([]);
		});

		test('groups every kind there is, a reply with its thread', async () => {
			const here = await aDistrict(sql);
			const word = { contribution: { body: 'Mauersegler am Haus' }, district: here };
			const topic = await aTopic(sql, word);
			const proposal = await aProposal(sql, { ...word, proposal: { summary: 'Nistkästen' } });
			const report = await aReport(sql, word);
			const reply = await aReply(sql, topic, word);
			const measure = await aMeasure(sql, {
				...{ district_id: here, is_public: true, title: { en: 'Boxes' } },
				description: { de: 'Für Mauersegler', en: 'For Mauersegler' }
			});
			const { groups } = await ask(here, 'mauersegler');
			expect(groups.map(({ kind, count, hits: [first] }) => [kind, count, first?.id])).toEqual([
				['proposal', 1, proposal],
				['topic', 1, topic],
				['reply', 1, reply],
				['report', 1, report],
				['measure', 1, measure]
			]);
			expect(groups[2]?.hits[0]?.thread).toMatchObject({ id: topic, number: 1, language: 'de' });
			expect(await ids(here, 'nistkasten')).toEqual([proposal]);
			// What is taken from sight is found no more, nor what was said in a place that is.
			await sql(`update public.contributions set state = 'hidden' where id = $1`, [topic]);
			await sql('update public.measures set is_public = false where id = $1', [measure]);
			expect((await ids(here, 'mauersegler')).sort()).toEqual([proposal, report].sort());
		});

		test.for(['pending', 'hidden', 'removed', 'draft'] as const)(
			'shows nothing that is %s, to nobody',
			async (state) => {
				const here = await aDistrict(sql);
				await aReport(sql, { district: here, state, author: people.resident.id });
				for (const person of [guest, people.resident, people.admin])
					expect(await ids(here, 'Lampe Spielplatz', {}, person)).toEqual([]);
			}
		);

		test('stays in its district and follows a text that is changed', async () => {
			const other = await aDistrict(sql);
			expect(await ids(other, 'Spielplatz')).toEqual([]);
			const topic = await aTopic(sql, { district: other });
			await sql(`update public.contributions set body = 'Ein Lindenbaum' where id = $1`, [topic]);
			expect(await ids(other, 'Linde')).toEqual([topic]);
			expect(await ids(other, 'aufräumen')).toEqual([]);
			await sql('delete from public.contributions where id = $1', [topic]);
			expect(await ids(other, 'Linde')).toEqual([]);
		});

		test('gives one kind page by page, completely and without repetition', async () => {
			const here = await aDistrict(sql);
			const all: string[] = [];
			for (let n = 0; n < 7; n++) all.unshift(await aTopic(sql, { district: here }));
			const seen: Hit[] = [];
			for (let n = 0; n < 4; n++) {
				const page = await hits(here, 'Grillplatz', {
					...{ p_kind: 'topic', p_limit: 2 },
					...(seen.length ? { p_before: seen.at(-1)?.number } : {})
				});
				seen.push(...page.slice(0, 2));
			}
			expect(seen.map(({ id }) => id)).toEqual(all);
		});

		test('finds the newest first among very many, and the rare one below them', async () => {
			const here = await aDistrict(sql);
			const rare = await aTopic(sql, { district: here, contribution: { body: 'Der Eisvogel' } });
			await sql(
				`insert into public.contributions (id, district_id, kind, sphere, language, title, body, state, published_at)
				select gen_random_uuid(), $1, 'topic', 'living', 'de', 'Eines von vielen', 'Baum ' || n, 'public', now()
				from generate_series(1, 640) as n`,
				[here]
			);
			expect(await ids(here, 'Eisvogel')).toEqual([rare]);
			const topics = (await ask(here, 'Baum')).groups.find(({ kind }) => kind === 'topic');
			expect(topics?.count).toBe(51);
			expect(await ids(here, 'Baum 640', { p_kind: 'topic' })).toHaveLength(1);
		});

		test.for([
			...["' & | !( :* <->", '%_%', '\\', `'; drop table x; --`, '\u202e\u2066', '   ', '🙂🙂'],
			...['a'.repeat(50_000), 'Wort '.repeat(10_000), "O'Brien \\' \\\\", '=halle-neustadt/topic']
		])('takes hostile words as words: %#', async (words) => {
			expect((await ask(district, words)).groups.flatMap((group) => group.hits)).toEqual([]);
		});
	});

	describe('similar contributions', () => {
		const similar = async (p_district: string, p_text: string, p_reader: string) => {
			const { data, error } = await guest.db.rpc('similar_contributions', {
				p_district,
				p_text,
				p_reader
			});
			expect(error).toBeNull();
			return (data as unknown as Hit[]).map(({ id }) => id);
		};
		let district: string;
		let lamp: string;
		let arabic: string;
		beforeAll(async () => {
			district = await aDistrict(sql);
			lamp = await aProposal(sql, {
				district,
				contribution: { title: 'Neue Laternen', body: 'Am Spielplatz fehlen Laternen.' }
			});
			arabic = await aReport(sql, {
				district,
				contribution: { language: 'ar', body: 'المصباح في الملعب معطل' }
			});
			await aTopic(sql, { district });
			await aReport(sql, {
				...{ district, state: 'pending' },
				contribution: { body: 'Laterne am Spielplatz kaputt' }
			});
		});

		test('share telling words in any form', async () => {
			expect(await similar(district, 'Die Laterne beim Spielplatz geht nicht', 'de')).toEqual([
				lamp
			]);
			expect(await similar(district, 'Laterne', 'de')).toEqual([lamp]);
		});

		test('are found across languages by their translations', async () => {
			const text = 'The playground lamp is broken';
			expect(await similar(district, text, 'en')).toEqual([]);
			await translate(arabic, 'en', 'The lamp at the playground is broken');
			expect(await similar(district, text, 'en')).toEqual([arabic]);
		});

		test('are none for a text without a word, of fillers, or without end', async () => {
			for (const text of ['', '🙂 !!', 'und die mit', "' | ' & !", 'x'.repeat(50_000)])
				expect(await similar(district, text, 'de')).toEqual([]);
		});
	});
}
