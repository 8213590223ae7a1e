import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/lib/db/database.types.ts';
import {
	A,
	aMeasure,
	aReport,
	B,
	counts,
	insert,
	mailsAbout,
	rows,
	type Values
} from '../fixtures.ts';
import { ROLES, type World } from '../harness.ts';

const TITLE = { de: 'Neue Lampen am Spielplatz' };
const FORGED = {
	version: 70,
	created_at: '2001-01-01T00:00:00+00:00',
	edited_at: '2099-01-01T00:00:00+00:00'
};

/** Whoever writes to the tables of measures themselves, without the functions, leaves the same traces. */
export function measureDoors(world: World): void {
	const { people, sql } = world;
	const { manager, managerB, admin, resident } = people;
	const { db } = manager;
	const measure = async (id: string) =>
		(await rows(sql, 'select * from public.measures where id = $1', [id]))[0];
	const logOf = (id: string) =>
		rows(
			sql,
			`select * from public.decisions
			where measure_id = $1 or detail ->> 'measure' = $1::text order by id`,
			[id]
		);
	const anOrganisation = async (district_id: string) =>
		(
			await insert(sql, 'public.organisations', {
				district_id,
				name: 'Verein',
				kind: 'association'
			})
		).id as string;
	const change = async (id: string, values: Values) => {
		const path = `/rest/v1/measures?id=eq.${id}`;
		return manager.ask(path, { method: 'PATCH', body: JSON.stringify(values) });
	};
	const now = Date.now();
	const expectRecent = (time: unknown) =>
		expect(Math.abs(Date.parse(`${time}`) - now)).toBeLessThan(3_600_000);

	describe('a measure written straight into its table', () => {
		test('is logged, and its book-keeping is our own', async () => {
			const id = randomUUID();
			const forged = { ...FORGED, created_by: resident.id };
			const { error } = await db
				.from('measures')
				.insert({ id, district_id: A, title: TITLE, ...forged });
			expect(error).toBeNull();
			const made = await measure(id);
			expect(made).toMatchObject({ created_by: manager.id, version: 1 });
			expectRecent(made?.created_at);
			expectRecent(made?.edited_at);
			expect(await logOf(id)).toMatchObject([
				{
					action: 'create_measure',
					district_id: A,
					actor_id: manager.id,
					detail: { title: TITLE, status: 'idea', budget_cents: null, spheres: [] }
				}
			]);
		});

		test('is logged with what was changed, and counts its version itself', async () => {
			const id = await aMeasure(sql, { created_by: admin.id });
			const before = await measure(id);
			await change(id, { ...FORGED, created_by: resident.id, budget_cents: 500, status: 'idea' });
			const after = await measure(id);
			expect(after).toEqual({
				...before,
				budget_cents: 500,
				version: 2,
				edited_at: expect.any(String)
			});
			expectRecent(after?.edited_at);
			expect(after?.edited_at).not.toBe(before?.edited_at);
			expect(await logOf(id)).toMatchObject([
				{ action: 'edit_measure', actor_id: manager.id, detail: {} }
			]);
			expect((await logOf(id))[0]?.detail).toEqual({ budget_cents: { from: null, to: 500 } });
		});

		test('keeps its id and its district, even for an admin', async () => {
			const id = await aMeasure(sql);
			for (const values of [{ id: randomUUID() }, { district_id: B }])
				for (const person of [manager, admin])
					expect((await person.db.from('measures').update(values).eq('id', id)).error?.code).toBe(
						'42501'
					);
			expect(await measure(id)).toMatchObject({ district_id: A, version: 1 });
			expect(await logOf(id)).toEqual([]);
		});

		test('is refused by the form of whoever read it before', async () => {
			const id = await aMeasure(sql);
			await change(id, { budget_cents: 1 });
			const late = { id, version: 1, title: TITLE, spheres: [], status: 'idea', is_public: false };
			expect((await db.rpc('save_measure', { p_measure: late })).error?.hint).toBe('version_old');
		});

		test('leaves its title and its sources in the log when it is deleted', async () => {
			const id = await aMeasure(sql);
			const source = await aReport(sql);
			await db.rpc('add_source', { p_measure: id, p_contribution: source });
			await db.from('measure_spheres').insert({ measure_id: id, sphere: 'living' });
			const [{ count } = {}] = await sql('select count(*)::int from public.decisions');
			expect((await db.from('measures').delete().eq('id', id)).error).toBeNull();
			expect(await measure(id)).toBeUndefined();
			expect(await logOf(id)).toMatchObject([
				{
					action: 'delete_measure',
					district_id: A,
					measure_id: null,
					actor_id: manager.id,
					detail: { measure: id, title: TITLE, sources: [source] }
				}
			]);
			// What hung on it goes without a line of its own.
			expect(await sql('select count(*)::int from public.decisions')).toEqual([
				{ count: (count as number) + 1 }
			]);
		});

		test.for(ROLES)('leaves no trace where it was not allowed: %s', async (role) => {
			if (['manager', 'admin', 'server'].includes(role)) return;
			const id = await aMeasure(sql, { is_public: true });
			const contribution_id = await aReport(sql, { email: 'g@example.org' });
			const before = await counts(sql);
			const other = people[role].db;
			await other.from('measures').update({ budget_cents: 1 }).eq('id', id);
			await other.from('measures').delete().eq('id', id);
			await other.from('measure_spheres').insert({ measure_id: id, sphere: 'living' });
			await other.from('measure_sources').insert({ measure_id: id, contribution_id });
			expect(await counts(sql)).toEqual(before);
		});

		test('is not logged, stamped or told about where the server writes', async () => {
			const server = people.server.db;
			const id = randomUUID();
			const source = await aReport(sql, { email: 'g@example.org' });
			const values = { ...FORGED, created_by: resident.id, title: TITLE };
			await server.from('measures').insert({ id, district_id: A, ...values });
			await server.from('measure_spheres').insert({ measure_id: id, sphere: 'living' });
			await server.from('measure_sources').insert({ measure_id: id, contribution_id: source });
			await server.from('measures').update({ is_public: true }).eq('id', id);
			expect(await measure(id)).toMatchObject(values);
			expect(await logOf(id)).toEqual([]);
			expect(await mailsAbout(sql, source)).toEqual([]);
		});

		test('outlives the account of whoever made it, as it was', async () => {
			const person = await world.newResident();
			await sql(`insert into private.district_roles values ($1, $2, 'manager')`, [person.id, A]);
			const id = randomUUID();
			await person.db.from('measures').insert({ id, district_id: A, title: TITLE });
			const before = await measure(id);
			const { error } = await person.db.rpc('erase_me', { p_address: person.email });
			expect(error).toBeNull();
			expect(await measure(id)).toEqual({ ...before, created_by: null });
			expect(await logOf(id)).toMatchObject([{ action: 'create_measure', actor_id: null }]);
		});
	});

	describe('the spheres of a measure', () => {
		test('changed alone are an edit of it, one for each request', async () => {
			const id = await aMeasure(sql);
			const spheres = (...names: string[]) => names.map((sphere) => ({ measure_id: id, sphere }));
			const add = (...names: string[]) =>
				manager.ask('/rest/v1/measure_spheres', {
					method: 'POST',
					body: JSON.stringify(spheres(...names))
				});
			expect((await add('image', 'living')).status).toBe(201);
			expect((await add('health')).status).toBe(201);
			await db.from('measure_spheres').delete().eq('measure_id', id).neq('sphere', 'health');
			expect(await measure(id)).toMatchObject({ version: 4 });
			expect((await logOf(id)).map(({ action, detail }) => [action, detail])).toEqual([
				['edit_measure', { spheres: { from: [], to: ['living', 'image'] } }],
				[
					'edit_measure',
					{ spheres: { from: ['living', 'image'], to: ['living', 'health', 'image'] } }
				],
				['edit_measure', { spheres: { from: ['living', 'health', 'image'], to: ['health'] } }]
			]);
		});
	});

	describe('the organisation of a measure', () => {
		test('is one of its own district, by every door', async () => {
			const foreign = await anOrganisation(B);
			const id = await aMeasure(sql);
			const save = (p_measure: Json) => admin.db.rpc('save_measure', { p_measure });
			const wish = {
				id: randomUUID(),
				district: A,
				title: TITLE,
				status: 'idea',
				is_public: false,
				summary: {},
				description: {},
				spheres: []
			};
			for (const { error } of [
				await admin.db.from('measures').update({ organisation_id: foreign }).eq('id', id),
				await admin.db
					.from('measures')
					.insert({ district_id: A, title: TITLE, organisation_id: foreign }),
				await save({ ...wish, organisation: foreign }),
				await save({ ...wish, id, version: 1, organisation: foreign })
			])
				expect(error?.code).toBe('23503');
			await expect(aMeasure(sql, { organisation_id: foreign })).rejects.toMatchObject({
				code: '23503'
			});
			expect(await measure(id)).toMatchObject({ organisation_id: null, version: 1 });
		});

		test('stays in the district as long as a measure names it, and may go altogether', async () => {
			const organisation = await anOrganisation(A);
			const id = await aMeasure(sql, { organisation_id: organisation });
			const named = await db.from('measures').select('organisations(name)').eq('id', id).single();
			expect(named.data).toEqual({ organisations: { name: 'Verein' } });
			const ours = admin.db.from('organisations');
			expect((await ours.update({ district_id: B }).eq('id', organisation)).error?.code).toBe(
				'23503'
			);
			await db.from('organisations').delete().eq('id', organisation);
			expect(await measure(id)).toMatchObject({ district_id: A, organisation_id: null });
			expect(await logOf(id)).toMatchObject([
				{
					action: 'edit_measure',
					actor_id: manager.id,
					detail: { organisation_id: { from: organisation, to: null } }
				}
			]);
		});
	});

	test('saving without the right is not allowed, whatever the version', async () => {
		const wish = { title: TITLE, status: 'idea', is_public: true, spheres: [] };
		for (const is_public of [true, false]) {
			const id = await aMeasure(sql, { is_public });
			for (const version of [1, 2])
				for (const person of [managerB, people.moderator, resident]) {
					const p_measure = { ...wish, id, version };
					expect((await person.db.rpc('save_measure', { p_measure })).error?.code).toBe('42501');
				}
		}
		const gone = { ...wish, id: randomUUID(), version: 1 };
		expect((await db.rpc('save_measure', { p_measure: gone })).error?.code).toBe('42501');
	});
}
