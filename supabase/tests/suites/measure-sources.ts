import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/lib/db/database.types.ts';
import { A, aMeasure, aReport, B, counts, insert, mailsAbout, rows } from '../fixtures.ts';
import { ROLES, type Person, type World } from '../harness.ts';

const PLANNERS: readonly string[] = ['manager', 'admin'];

/** What ties a measure to those who asked for it, and what they hear of it. */
export function measureSources(world: World): void {
	const { people, sql } = world;
	const { manager, managerB } = people;
	const save = (person: Person, p_measure: Json) => person.db.rpc('save_measure', { p_measure });
	const aWish = (differing: Record<string, Json> = {}) => ({
		id: randomUUID(),
		district: A,
		title: { de: 'Sitzbänke am Markt' },
		summary: {},
		description: {},
		status: 'preparing',
		is_public: false,
		spheres: [],
		...differing
	});
	const logOf = async (id: string) =>
		rows(sql, 'select * from public.decisions where measure_id = $1 order by id', [id]);
	const sourcesOf = async (id: string) =>
		rows(sql, 'select contribution_id from public.measure_sources where measure_id = $1', [id]);

	/** Refused, and all tables as they were. */
	const expectRefused = async (ask: () => PromiseLike<{ error: { code: string } | null }>) => {
		const before = await counts(sql);
		expect((await ask()).error).not.toBeNull();
		expect(await counts(sql)).toEqual(before);
	};

	const tie = (person: Person, p_measure: string, p_contribution: string) =>
		person.db.rpc('add_source', { p_measure, p_contribution });
	const untie = (person: Person, p_measure: string, p_contribution: string) =>
		person.db.rpc('remove_source', { p_measure, p_contribution });

	describe('the sources of a measure', () => {
		test('are added and removed, with a line in the log for each', async () => {
			const [id, source] = [await aMeasure(sql), await aReport(sql)];
			expect((await tie(manager, id, source)).error).toBeNull();
			expect((await untie(manager, id, source)).error).toBeNull();
			expect(await sourcesOf(id)).toEqual([]);
			expect(await logOf(id)).toMatchObject([
				{ action: 'add_source', contribution_id: source, actor_id: manager.id },
				{ action: 'remove_source', contribution_id: source, actor_id: manager.id }
			]);
		});

		test('are never of another district, not even by an admin', async () => {
			const id = await aMeasure(sql);
			const foreign = await aReport(sql, { district: B });
			for (const person of [manager, managerB, people.admin]) {
				await expectRefused(() => tie(person, id, foreign));
				await expectRefused(() => save(person, aWish({ sources: [foreign] })));
			}
		});

		test.for(ROLES)('are the business of planners of the district: %s', async (role) => {
			const id = await aMeasure(sql, { is_public: true });
			const [tied, loose] = [await aReport(sql), await aReport(sql)];
			await insert(sql, 'public.measure_sources', { measure_id: id, contribution_id: tied });
			if (PLANNERS.includes(role)) {
				expect((await tie(people[role], id, loose)).error).toBeNull();
				expect((await untie(people[role], id, tied)).error).toBeNull();
			} else {
				await expectRefused(() => tie(people[role], id, loose));
				await expectRefused(() => untie(people[role], id, tied));
			}
		});

		test('that are not there are not removed', async () => {
			const [id, source] = [await aMeasure(sql), await aReport(sql)];
			await expectRefused(() => untie(manager, id, source));
		});

		test('of a public measure are told by mail, once', async () => {
			const id = await aMeasure(sql, { is_public: true });
			const source = await aReport(sql, { email: 'g@example.org' });
			for (let again = 0; again < 3; again++)
				expect((await tie(manager, id, source)).error).toBeNull();
			expect(await mailsAbout(sql, source)).toMatchObject([
				{
					kind: 'measure',
					recipient: 'g@example.org',
					payload: { measure: id, title: { de: 'Neue Lampen am Spielplatz' } }
				}
			]);
			expect(await logOf(id)).toHaveLength(1);
		});

		test('of a draft are told when it becomes public, and not again', async () => {
			const source = await aReport(sql, { email: 'g@example.org' });
			const wish = aWish({ sources: [source] });
			await save(manager, wish);
			expect(await mailsAbout(sql, source)).toEqual([]);
			await save(manager, { ...wish, version: 1, is_public: true });
			expect(await mailsAbout(sql, source)).toMatchObject([{ kind: 'measure' }]);
			await save(manager, { ...wish, version: 2, is_public: false });
			await save(manager, { ...wish, version: 3, is_public: true });
			expect(await mailsAbout(sql, source)).toHaveLength(1);
		});
	});

	describe('a source written straight into the table', () => {
		const ties = manager.db.from('measure_sources');
		const put = (measure_id: string, contribution_id: string) =>
			ties.insert({ measure_id, contribution_id, added_at: '2001-01-01T00:00:00Z' });
		const take = (measure_id: string, contribution_id: string) =>
			ties.delete().eq('measure_id', measure_id).eq('contribution_id', contribution_id);
		const publish = (id: string, is_public: boolean) =>
			manager.db.from('measures').update({ is_public }).eq('id', id);

		test('is logged and told, with the time it was added', async () => {
			const id = await aMeasure(sql, { is_public: true });
			const source = await aReport(sql, { email: 'g@example.org' });
			expect((await put(id, source)).error).toBeNull();
			const [tie] = await rows(sql, 'select * from public.measure_sources where measure_id = $1', [
				id
			]);
			expect(Date.now() - Date.parse(`${tie?.added_at}`)).toBeLessThan(3_600_000);
			expect(await mailsAbout(sql, source)).toMatchObject([
				{ kind: 'measure', recipient: 'g@example.org', payload: { measure: id } }
			]);
			expect((await take(id, source)).error).toBeNull();
			expect(await logOf(id)).toMatchObject([
				{ action: 'add_source', contribution_id: source, actor_id: manager.id },
				{ action: 'remove_source', contribution_id: source, actor_id: manager.id }
			]);
		});

		test('is told when the measure is made public by writing to its table', async () => {
			const id = await aMeasure(sql);
			const source = await aReport(sql, { email: 'g@example.org' });
			await put(id, source);
			expect(await mailsAbout(sql, source)).toEqual([]);
			expect((await publish(id, true)).error).toBeNull();
			expect(await mailsAbout(sql, source)).toMatchObject([{ kind: 'measure' }]);
		});

		test('is told once of one measure, however often it is taken out and put back', async () => {
			const id = await aMeasure(sql, { is_public: true });
			const other = await aMeasure(sql, { is_public: true });
			const source = await aReport(sql, { email: 'g@example.org' });
			for (let again = 0; again < 2; again++) {
				expect((await put(id, source)).error).toBeNull();
				expect((await take(id, source)).error).toBeNull();
				expect((await tie(manager, id, source)).error).toBeNull();
				expect((await untie(manager, id, source)).error).toBeNull();
			}
			await put(id, source);
			await publish(id, false);
			await publish(id, true);
			expect(await mailsAbout(sql, source)).toHaveLength(1);
			await put(other, source);
			expect(await mailsAbout(sql, source)).toMatchObject([
				{ payload: { measure: id } },
				{ payload: { measure: other } }
			]);
		});

		if (world.backend === 'PostgreSQL')
			test.for(['source', 'measure'])(
				'is told when the measure becomes public in the same moment, the %s a little earlier',
				async (earlier) => {
					const id = await aMeasure(sql);
					const source = await aReport(sql, { email: 'g@example.org' });
					const writes = [
						`insert into public.measure_sources values ('${id}', '${source}')`,
						`update public.measures set is_public = true where id = '${id}'`
					];
					if (earlier === 'measure') writes.reverse();
					const [first, second] = [world.connect(), world.connect()];
					for (const connection of [first, second]) {
						await connection.unsafe('begin');
						await connection.unsafe(
							`select set_config('request.jwt.claim.sub', $1, true),
								set_config('request.jwt.claims', jsonb_build_object('sub', $1::text)::text, true)`,
							[`${manager.id}`]
						);
					}
					await first.unsafe(writes[0] ?? '');
					const waiting = second.unsafe(writes[1] ?? '').execute();
					await new Promise((resolve) => setTimeout(resolve, 300));
					await first.unsafe('commit');
					await waiting;
					await second.unsafe('commit');
					await Promise.all([first.end(), second.end()]);
					expect(await mailsAbout(sql, source)).toHaveLength(1);
				}
			);

		test('tells nobody of what the owner of the database had tied before', async () => {
			const id = await aMeasure(sql, { is_public: true });
			const [old, fresh] = [
				await aReport(sql, { email: 'old@example.org' }),
				await aReport(sql, { email: 'fresh@example.org' })
			];
			await insert(sql, 'public.measure_sources', { measure_id: id, contribution_id: old });
			await put(id, fresh);
			await manager.db.from('measures').update({ budget_cents: 1 }).eq('id', id);
			expect(await mailsAbout(sql, old)).toEqual([]);
			expect(await mailsAbout(sql, fresh)).toHaveLength(1);
		});
	});
}
