import { beforeAll, describe, expect, test } from 'vitest';
import type { Arguments } from '../../../src/lib/db/db.ts';
import { aDistrict, aMeasure, aReport, daysAgo, insert, type ReportWish } from '../fixtures.ts';
import type { World } from '../harness.ts';

type Asked = Omit<Arguments<'report_clusters'>, 'p_district'>;
const EVERYWHERE: Asked = {
	p_west: 11.8,
	p_south: 51.4,
	p_east: 12,
	p_north: 51.6,
	p_cell: 0.01
};

/** The map and the home page of a district. */
export function home({ people, sql }: World): void {
	describe('clusters on the map', () => {
		let district: string;
		const at = (longitude: number, latitude: number, wish: ReportWish = {}) =>
			aReport(sql, { district, ...wish, contribution: { longitude, latitude } });
		const clusters = async (asked: Partial<Asked> = {}, person = people.guest) => {
			const { data, error } = await person.db.rpc('report_clusters', {
				p_district: district,
				...EVERYWHERE,
				...asked
			});
			expect(error).toBeNull();
			return data ?? [];
		};
		const total = (found: { count: number }[]) => found.reduce((sum, { count }) => sum + count, 0);

		let single: string;
		beforeAll(async () => {
			district = await aDistrict(sql);
			for (let step = 0; step < 30; step++)
				await at(11.9 + (step % 6) * 0.004, 51.47 + Math.floor(step / 6) * 0.004);
			single = await at(11.945, 51.495, { category: 'noise', status: 'done' });
			await at(11.945, 51.495, { state: 'pending' });
			await aReport(sql, { district });
		});

		test('add up to what is public and has a place, however large their cells', async () => {
			for (const p_cell of [0.0001, 0.005, 0.02, 1])
				expect(total(await clusters({ p_cell }))).toBe(31);
			expect(await clusters({ p_cell: 1 })).toHaveLength(1);
			expect(await clusters({ p_cell: 0.0001 })).toHaveLength(31);
		});

		test('are the same for a moderator, who sees more elsewhere', async () => {
			expect(total(await clusters({}, people.admin))).toBe(31);
		});

		test('keep to the box', async () => {
			const box = { p_west: 11.899, p_east: 11.909, p_south: 51.469, p_north: 51.475 };
			const found = await clusters(box);
			expect(total(found)).toBe(6);
			for (const { west, east, south, north, longitude, latitude } of found) {
				expect(west).toBeGreaterThanOrEqual(box.p_west);
				expect(east).toBeLessThanOrEqual(box.p_east);
				expect(south).toBeGreaterThanOrEqual(box.p_south);
				expect(north).toBeLessThanOrEqual(box.p_north);
				expect(longitude).toBeGreaterThanOrEqual(west);
				expect(longitude).toBeLessThanOrEqual(east);
				expect(latitude).toBeGreaterThanOrEqual(south);
				expect(latitude).toBeLessThanOrEqual(north);
			}
			expect(await clusters({ p_west: 0, p_east: 1 })).toEqual([]);
		});

		test('of one report say which it is, of several do not', async () => {
			const found = await clusters();
			expect(found.find(({ id }) => id === single)).toMatchObject({
				count: 1,
				longitude: 11.945,
				latitude: 51.495,
				category: 'noise',
				status: 'done',
				excerpt: 'Die Lampe am Spielplatz ist kaputt.'
			});
			for (const { count, id, category, excerpt } of found.filter((each) => each.count > 1)) {
				expect(count).toBeGreaterThan(1);
				expect([id, category, excerpt]).toEqual([null, null, null]);
			}
		});

		test('are filtered as the list is', async () => {
			expect(total(await clusters({ p_categories: ['noise'] }))).toBe(1);
			expect(total(await clusters({ p_statuses: ['received'] }))).toBe(30);
			expect(total(await clusters({ p_spheres: ['image'] }))).toBe(0);
			expect(total(await clusters({ p_since: daysAgo(1) }))).toBe(0);
			expect(total(await clusters({ p_words: 'lampe' }))).toBe(31);
		});
	});

	describe('the home page of a district', () => {
		const homeOf = async (p_district: string) => {
			const { data, error } = await people.guest.db.rpc('district_home', { p_district });
			expect(error).toBeNull();
			return data as unknown as {
				counts: Record<string, number>;
				reports: Record<string, unknown>[];
				answered: Record<string, unknown>[];
				measures: Record<string, unknown>[];
			};
		};

		test('is there for a district in which nothing happened yet', async () => {
			expect(await homeOf(await aDistrict(sql))).toEqual({
				counts: { reports: 0, open: 0, done: 0 },
				reports: [],
				answered: [],
				measures: []
			});
		});

		test('counts what is public and shows the newest of each', async () => {
			const district = await aDistrict(sql);
			const reports: string[] = [];
			for (const status of ['done', 'not_ours', 'planned', 'checking', 'done', 'done'] as const)
				reports.push(
					await aReport(sql, {
						district,
						status,
						contribution: { published_at: daysAgo(20 - reports.length) }
					})
				);
			for (const state of ['pending', 'hidden', 'removed'] as const)
				await aReport(sql, { district, state, status: 'done' });
			reports.push(await aReport(sql, { district, status: 'done' }));
			const inDistrict = { district_id: district, is_public: true };
			const measure = await aMeasure(sql, { ...inDistrict, status: 'running' });
			await aMeasure(sql, { ...inDistrict, status: 'stopped' });
			await aMeasure(sql, { ...inDistrict, is_public: false });
			await insert(sql, 'public.measure_spheres', { measure_id: measure, sphere: 'living' });
			await insert(sql, 'public.measure_sources', {
				measure_id: measure,
				contribution_id: reports[0]
			});

			const page = await homeOf(district);
			expect(page.counts).toEqual({ reports: 7, open: 2, done: 4 });
			const newest = reports.toReversed();
			expect(page.reports.map(({ id }) => id)).toEqual(newest.slice(0, 6));
			expect(page.answered.map(({ id }) => id)).toEqual([newest[0], newest[1], newest[2]]);
			expect(Object.keys(page.reports[0] ?? {}).sort()).toEqual(
				[
					...['category', 'excerpt', 'id', 'language', 'latitude', 'listed_at', 'longitude'],
					...['measures', 'photo', 'photo_height', 'photo_width', 'place', 'sphere', 'state'],
					'status'
				].sort()
			);
			expect(page.measures).toEqual([
				{
					id: measure,
					title: { de: 'Neue Lampen am Spielplatz' },
					summary: {},
					status: 'running',
					edited_at: expect.any(String),
					spheres: ['living'],
					sources: 1
				}
			]);
		});
	});
}
