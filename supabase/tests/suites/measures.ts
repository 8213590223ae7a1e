import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/lib/db/database.types.ts';
import { A, aMeasure, aReport, B, counts, insert, rows } from '../fixtures.ts';
import { ROLES, type Person, type World } from '../harness.ts';

const PLANNERS: readonly string[] = ['manager', 'admin'];

type Wish = Record<string, Json> & { id: string };
const aWish = (differing: Record<string, Json> = {}): Wish => ({
	id: randomUUID(),
	district: A,
	title: { de: 'Sitzbänke am Markt' },
	summary: { de: 'Fünf neue Bänke.' },
	description: {},
	status: 'preparing',
	is_public: false,
	starts_on: '2027-03-01',
	ends_on: '2027-09-30',
	organisation: null,
	budget_cents: 1_250_000,
	spheres: ['public_space', 'living'],
	...differing
});

const BAD: Record<string, Record<string, Json>> = {
	'a negative budget': { budget_cents: -1 },
	'a budget beyond a thousand million': { budget_cents: 100_000_000_001 },
	'a budget beyond numbers': { budget_cents: '9'.repeat(30) },
	'a budget in words': { budget_cents: 'viel' },
	'an end before the start': { starts_on: '2027-03-01', ends_on: '2027-02-28' },
	'a day that does not exist': { starts_on: '2027-02-30' },
	'no title': { title: {} },
	'a title that is not by language': { title: 'Bänke' },
	'an unknown status': { status: 'dreamt' },
	'an unknown sphere': { spheres: ['living', 'dragons'] },
	'an unknown organisation': { organisation: randomUUID() },
	'an unknown district': { district: 'nowhere' },
	'a source that does not exist': { sources: [randomUUID()] }
};

export function measures({ people, sql }: World): void {
	const { manager } = people;
	const save = (person: Person, p_measure: Wish) => person.db.rpc('save_measure', { p_measure });
	const measure = async (id: string) =>
		(await rows(sql, 'select * from public.measures where id = $1', [id]))[0];
	const spheresOf = async (id: string) =>
		(
			await sql(
				'select sphere::text from public.measure_spheres where measure_id = $1 order by 1',
				[id]
			)
		).map(({ sphere }) => sphere);
	const logOf = async (id: string) =>
		rows(sql, 'select * from public.decisions where measure_id = $1 order by id', [id]);
	const sourcesOf = async (id: string) =>
		rows(sql, 'select contribution_id from public.measure_sources where measure_id = $1', [id]);

	/** Refused, and all tables as they were. */
	const expectRefused = async (
		ask: () => PromiseLike<{ error: { code: string; hint: string } | null }>
	) => {
		const before = await counts(sql);
		const { error } = await ask();
		expect(error).not.toBeNull();
		expect(await counts(sql)).toEqual(before);
		return error;
	};

	describe('saving a measure', () => {
		test('creates it with its spheres, sources and a line in the log', async () => {
			const source = await aReport(sql);
			const wish = aWish({ sources: [source] });
			expect((await save(manager, wish)).data).toBe(wish.id);
			expect(await measure(wish.id)).toMatchObject({
				district_id: A,
				title: { de: 'Sitzbänke am Markt' },
				status: 'preparing',
				is_public: false,
				starts_on: '2027-03-01',
				budget_cents: 1_250_000,
				version: 1,
				created_by: manager.id
			});
			expect(await spheresOf(wish.id)).toEqual(['living', 'public_space']);
			expect(await sourcesOf(wish.id)).toEqual([{ contribution_id: source }]);
			expect(await logOf(wish.id)).toMatchObject([
				{
					action: 'create_measure',
					actor_id: manager.id,
					contribution_id: null,
					detail: { title: { de: 'Sitzbänke am Markt' }, spheres: ['public_space', 'living'] }
				},
				{ action: 'add_source', actor_id: manager.id, contribution_id: source }
			]);
		});

		test('changes it, counts its version up and logs what was changed', async () => {
			const wish = aWish();
			await save(manager, wish);
			const changed = { ...wish, version: 1, budget_cents: null, spheres: ['image', 'living'] };
			expect((await save(manager, changed)).error).toBeNull();
			expect(await measure(wish.id)).toMatchObject({ version: 2, budget_cents: null });
			expect(await spheresOf(wish.id)).toEqual(['image', 'living']);
			expect((await logOf(wish.id)).slice(1)).toMatchObject([
				{ action: 'edit_measure', actor_id: manager.id, contribution_id: null }
			]);
			expect((await logOf(wish.id))[1]?.detail).toEqual({
				budget_cents: { from: 1_250_000, to: null },
				spheres: { from: ['public_space', 'living'], to: ['living', 'image'] }
			});
		});

		test('refuses to write over a newer version', async () => {
			const wish = aWish();
			await save(manager, wish);
			await save(manager, { ...wish, version: 1, title: { de: 'Zuerst' } });
			const kept = [await measure(wish.id), await spheresOf(wish.id)];
			const late = { ...wish, version: 1, title: { de: 'Zu spät' }, spheres: ['image'] };
			const error = await expectRefused(() => save(manager, late));
			expect(error).toMatchObject({ code: 'PT409', hint: 'version_old' });
			expect([await measure(wish.id), await spheresOf(wish.id)]).toEqual(kept);
		});

		test('lets one of two who save in the same moment win', async () => {
			const wish = aWish();
			await save(manager, wish);
			const answers = await Promise.all(
				['Eins', 'Zwei', 'Drei'].map((de) => save(manager, { ...wish, version: 1, title: { de } }))
			);
			expect(answers.filter(({ error }) => error === null)).toHaveLength(1);
			expect(await measure(wish.id)).toMatchObject({ version: 2 });
		});

		test('refuses a second measure of the same id', async () => {
			const wish = aWish();
			await save(manager, wish);
			await expectRefused(() => save(manager, wish));
		});

		test.for(Object.entries(BAD))('refuses %s', async ([, differing]) => {
			await expectRefused(() => save(manager, aWish(differing)));
			const wish = aWish();
			await save(manager, wish);
			const kept = await measure(wish.id);
			// Where a measure lies is said once, when it is made.
			if (!('district' in differing))
				await expectRefused(() => save(manager, { ...wish, version: 1, ...differing }));
			expect(await measure(wish.id)).toEqual(kept);
		});

		test.for(ROLES)('is for planners of the district: %s', async (role) => {
			const person = people[role];
			const wish = aWish();
			const existing = aWish();
			await save(manager, existing);
			const edit = { ...existing, version: 1, title: { de: 'Anders' } };
			if (PLANNERS.includes(role)) {
				expect((await save(person, wish)).error).toBeNull();
				expect((await save(person, edit)).error).toBeNull();
			} else {
				const kept = await measure(existing.id);
				await expectRefused(() => save(person, wish));
				await expectRefused(() => save(person, edit));
				expect(await measure(existing.id)).toEqual(kept);
			}
		});

		test('keeps measures and organisations in their district', async () => {
			const id = await aMeasure(sql);
			const organisation = await insert(sql, 'public.organisations', {
				district_id: A,
				name: 'Verein',
				kind: 'association'
			});
			const move = { district_id: B };
			for (const { error } of [
				await manager.db.from('measures').update(move).eq('id', id),
				await manager.db
					.from('organisations')
					.update(move)
					.eq('id', organisation.id as string)
			])
				expect(error?.code).toBe('42501');
			expect(await measure(id)).toMatchObject({ district_id: A });
		});
	});
}
