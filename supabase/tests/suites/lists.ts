import { beforeAll, describe, expect, test } from 'vitest';
import type { Arguments } from '../../../src/lib/db/db.ts';
import { searchQuery } from '../../../src/lib/features/reports/model.ts';
import {
	A,
	aDistrict,
	aMeasure,
	aPhoto,
	aReport,
	daysAgo,
	insert,
	type ReportWish
} from '../fixtures.ts';
import type { Person, World } from '../harness.ts';

type Filter = Omit<Arguments<'report_list'>, 'p_district'>;

export function lists({ people, sql }: World): void {
	const { guest } = people;
	const list = async (p_district: string, filter: Filter = {}, person: Person = guest) => {
		const { data, error } = await person.db.rpc('report_list', { p_district, ...filter });
		expect(error).toBeNull();
		return data ?? [];
	};
	const ids = async (...asked: Parameters<typeof list>) =>
		(await list(...asked)).map(({ id }) => id);

	describe('a list by pages', () => {
		let district: string;
		let all: string[];
		beforeAll(async () => {
			district = await aDistrict(sql);
			for (let made = 0; made < 57; made++) {
				// Thirds of them share a moment; the others are a millionth of a second apart.
				const micros = made % 3 ? made : 7;
				await aReport(sql, {
					district,
					contribution: {
						published_at: `2026-05-01T10:00:00.${String(123000 + micros)}Z`
					}
				});
			}
			const ordered = await sql(
				`select id from public.contributions where district_id = $1
				order by published_at desc, id desc`,
				[district]
			);
			all = ordered.map(({ id }) => id as string);
		});

		test.for([1, 7, 10, 57, 100])('is complete and without repetition, by %i', async (p_limit) => {
			const seen: string[] = [];
			let before: Filter = {};
			while (seen.length <= all.length) {
				const page = await list(district, { p_limit, ...before });
				seen.push(...page.map(({ id }) => id));
				const last = page.at(-1);
				if (!last || page.length < p_limit) break;
				before = { p_before: last.listed_at, p_before_id: last.id };
			}
			expect(seen).toEqual(all);
		});

		test('shows twenty when nothing else is asked, and a hundred at most', async () => {
			expect(await list(district)).toHaveLength(20);
			const crowded = await aDistrict(sql);
			for (let made = 0; made < 101; made++) await aReport(sql, { district: crowded });
			expect(await list(crowded, { p_limit: 1_000_000 })).toHaveLength(100);
		});
	});

	describe('a filtered list', () => {
		let district: string;
		const made: Record<string, string> = {};
		const put = async (name: string, wish: ReportWish) => {
			made[name] = await aReport(sql, { district, ...wish });
		};
		const named = (list: string[]) =>
			list.map((id) => Object.keys(made).find((name) => made[name] === id)).sort();

		beforeAll(async () => {
			district = await aDistrict(sql);
			await put('lamp', { category: 'light', status: 'done' });
			await put('hole', {
				category: 'road',
				status: 'planned',
				contribution: { body: 'Schlagloch vor dem Haus', sphere: 'living' }
			});
			await put('old', {
				category: 'road',
				contribution: { published_at: '2020-01-01T00:00:00Z', body: 'Яма на дорозі біля школи' }
			});
			await put('waiting', { state: 'pending', author: people.resident.id });
			await put('hidden', { state: 'hidden' });
			await put('placed', {
				category: 'noise',
				contribution: { place: 'Übergang Zollrain', sphere: 'health', body: 'Sehr laut' }
			});
			await aReport(sql, { category: 'light' });
		});

		const cases: Record<string, [filter: Filter, names: string[]]> = {
			nothing: [{}, ['hole', 'lamp', 'old', 'placed']],
			'a category': [{ p_categories: ['road'] }, ['hole', 'old']],
			'two categories': [{ p_categories: ['light', 'noise'] }, ['lamp', 'placed']],
			'no category': [{ p_categories: [] }, []],
			'a status': [{ p_statuses: ['done'] }, ['lamp']],
			'a sphere': [{ p_spheres: ['health', 'living'] }, ['hole', 'placed']],
			'a time': [{ p_since: '2026-01-01T00:00:00Z' }, ['hole', 'lamp', 'placed']],
			'a word of the text': [{ p_words: 'schlagloch' }, ['hole']],
			'the beginning of a word': [{ p_words: searchQuery('schlag') ?? '' }, ['hole']],
			'two words': [{ p_words: searchQuery('haus schlagloch') ?? '' }, ['hole']],
			'two words, one not there': [{ p_words: searchQuery('schlagloch schule') ?? '' }, []],
			'a word of the place': [{ p_words: searchQuery('zollrain') ?? '' }, ['placed']],
			'a word in another script': [{ p_words: searchQuery('яма') ?? '' }, ['old']],
			'all at once': [
				{
					p_categories: ['road'],
					p_statuses: ['planned'],
					p_spheres: ['living'],
					p_since: '2026-01-01T00:00:00Z',
					p_words: searchQuery('haus') ?? ''
				},
				['hole']
			]
		};
		test.for(Object.entries(cases))('by %s', async ([, [filter, names]]) => {
			expect(named(await ids(district, filter))).toEqual(names);
		});

		test('shows states that the reader may not see to those alone who may', async () => {
			const filter: Filter = { p_states: ['pending', 'hidden', 'removed', 'draft', 'merged'] };
			expect(await ids(district, filter, guest)).toEqual([]);
			expect(await ids(district, filter, people.moderator)).toEqual([]);
			expect(named(await ids(district, filter, people.resident))).toEqual(['waiting']);
			expect(named(await ids(district, filter, people.admin))).toEqual(['hidden', 'waiting']);
		});

		test('refuses words that are no such thing', async () => {
			for (const wrong of [{ p_categories: ['dragons'] }, { p_words: "' & | (" }]) {
				const { error } = await guest.db.rpc('report_list', { p_district: district, ...wrong });
				expect(error).not.toBeNull();
			}
		});

		test('shows a card with its first photo and the number of public measures', async () => {
			const id = await aReport(sql, {
				district,
				contribution: { body: 'x'.repeat(300), latitude: 51.48, longitude: 11.92, place: 'Hier' }
			});
			await aPhoto(sql, id, 1);
			const photo = await aPhoto(sql, id, 0);
			for (const is_public of [true, false])
				await insert(sql, 'public.measure_sources', {
					measure_id: await aMeasure(sql, { district_id: district, is_public }),
					contribution_id: id
				});
			const then = Date.parse(daysAgo(2));
			const [card] = (await list(district)).filter((each) => each.id === id);
			expect(card).toEqual({
				id,
				category: 'light',
				status: 'received',
				state: 'public',
				sphere: 'public_space',
				language: 'de',
				excerpt: 'x'.repeat(240),
				place: 'Hier',
				latitude: 51.48,
				longitude: 11.92,
				listed_at: expect.toSatisfy((time: string) => Math.abs(Date.parse(time) - then) < 1000),
				photo,
				photo_width: 800,
				photo_height: 600,
				measures: 1
			});
		});
	});

	test('a list of nowhere is empty', async () => {
		expect(await list('nowhere')).toEqual([]);
		expect(await list(A, { p_categories: [] })).toEqual([]);
	});
}
