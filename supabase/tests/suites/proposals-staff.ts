import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/lib/db/database.types.ts';
import { A, aProcess, aProposal, B, counts, rows } from '../fixtures.ts';
import { ROLES, type Person, type World } from '../harness.ts';

type Asked = PromiseLike<{ error: { code: string; hint: string } | null }>;

const PLANNERS: readonly string[] = ['manager', 'admin'];
const ANSWERING: readonly string[] = ['manager', 'moderator', 'admin'];

const COLLECT = { kind: 'collect', starts_on: '2027-03-01', ends_on: '2027-03-31' };
const DISCUSS = { kind: 'discuss', starts_on: '2027-04-01', ends_on: '2027-04-30' };

const aWish = (differing: Record<string, Json> = {}) => ({
	id: randomUUID() as string,
	version: null as number | null,
	district: A,
	title: { de: 'Unser Viertel 2027' },
	description: {},
	is_public: true,
	phases: [COLLECT, DISCUSS],
	...differing
});

/** What staff do with processes and proposals. */
export function proposalsOfStaff({ people, sql }: World): void {
	const { manager, moderator } = people;
	const save = (person: Person, p_process: Json) => person.db.rpc('save_process', { p_process });
	const check = (person: Person, p_id: string, said: Record<string, Json>) =>
		person.db.rpc('check_proposal', { p_id, p_status: 'accepted', ...said });
	const expectRefused = async (ask: () => Asked) => {
		const before = await counts(sql);
		const { error } = await ask();
		expect(error).not.toBeNull();
		expect(await counts(sql)).toEqual(before);
		return error;
	};

	describe('saving a process', () => {
		test('creates and changes it with its phases, and logs both', async () => {
			const wish = aWish();
			expect((await save(manager, wish)).error).toBeNull();
			const changed = { ...wish, version: 1, phases: [DISCUSS] };
			expect((await save(manager, changed)).error).toBeNull();
			const kept = 'select kind from public.phases where process_id = $1';
			expect(await rows(sql, kept, [wish.id])).toEqual([{ kind: 'discuss' }]);
			const logged = await rows(
				sql,
				`select actor_id, detail -> 'version' as version from public.decisions
				where action = 'save_process' and detail ->> 'process' = $1 order by id`,
				[wish.id]
			);
			expect(logged).toEqual([1, 2].map((version) => ({ actor_id: manager.id, version })));
			expect(await expectRefused(() => save(manager, changed))).toMatchObject({
				code: 'PT409',
				hint: 'version_old'
			});
		});

		test.for(
			Object.entries<Record<string, Json>>({
				'an end before the beginning': { phases: [{ ...COLLECT, ends_on: '2027-02-01' }] },
				'phases that overlap': { phases: [COLLECT, { ...DISCUSS, starts_on: '2027-03-31' }] },
				'phases in the wrong order': {
					phases: [
						{ ...COLLECT, kind: 'check' },
						{ ...DISCUSS, kind: 'collect' }
					]
				},
				'the same phase twice': { phases: [COLLECT, { ...DISCUSS, kind: 'collect' }] },
				'no phases': { phases: [] },
				'a day that does not exist': { phases: [{ ...COLLECT, starts_on: '2027-02-30' }] },
				'a day without end': { phases: [{ ...COLLECT, ends_on: 'infinity' }] },
				'a phase without days': { phases: [{ kind: 'collect' }] },
				'an unknown phase': { phases: [{ ...COLLECT, kind: 'dance' }] },
				'no title': { title: {} },
				'an unknown district': { district: 'nowhere' }
			})
		)('refuses %s', async ([, differing]) => {
			await expectRefused(() => save(manager, aWish(differing)));
		});

		test.for(ROLES)('is for planners of the district: %s', async (role) => {
			const kept = aWish();
			await save(manager, kept);
			for (const wish of [
				aWish(),
				{ ...kept, version: 1 },
				aWish({ id: randomUUID(), version: 1 })
			])
				if (PLANNERS.includes(role) && (wish.version === null || wish.id === kept.id))
					expect((await save(people[role], wish)).error).toBeNull();
				else await expectRefused(() => save(people[role], wish));
		});

		test('does not hide a process that has proposals', async () => {
			const process = await aProcess(sql);
			await aProposal(sql, { process });
			const hidden = aWish({ id: process, version: 1, is_public: false });
			expect(await expectRefused(() => save(manager, hidden))).toMatchObject({
				hint: 'process_in_use'
			});
		});

		test('keeps a process in its district', async () => {
			const process = await aProcess(sql);
			await save(people.admin, aWish({ id: process, version: 1, district: B }));
			const found = await rows(sql, 'select district_id from public.processes where id = $1', [
				process
			]);
			expect(found).toEqual([{ district_id: A }]);
		});
	});

	describe('checking a proposal', () => {
		test('sets the status with an answer for everybody, logged, and once', async () => {
			const id = await aProposal(sql);
			const said = { p_status: 'checking', p_aspect: 'money', p_answer: { de: 'Wir rechnen.' } };
			await check(moderator, id, said);
			await check(moderator, id, said);
			await check(manager, id, { p_answer: { de: 'Ja.' } });
			const { data, error } = await people.guest.db.rpc('proposal_page', {
				p_district: A,
				p_id: id,
				p_reader_language: 'ar'
			});
			expect(error).toBeNull();
			expect(data).toMatchObject({
				status: 'accepted',
				updates: [
					{ status: 'checking', aspect: 'money', answer: { de: 'Wir rechnen.' } },
					{ status: 'accepted', aspect: null, answer: { de: 'Ja.' } }
				]
			});
			const logged = await rows(
				sql,
				`select actor_id from public.decisions
				where action = 'check_proposal' and contribution_id = $1 order by id`,
				[id]
			);
			expect(logged).toEqual([{ actor_id: moderator.id }, { actor_id: manager.id }]);
		});

		test.for(['partly', 'not_possible'])('owes reasons for %s', async (p_status) => {
			const id = await aProposal(sql);
			for (const p_answer of [{}, { de: ' ' }])
				expect(await expectRefused(() => check(manager, id, { p_status, p_answer }))).toMatchObject(
					{ hint: 'answer_missing' }
				);
			expect(
				(await check(manager, id, { p_status, p_answer: { de: 'Zu teuer.' } })).error
			).toBeNull();
		});

		test.for(ROLES)('is for staff of the district: %s', async (role) => {
			const id = await aProposal(sql);
			if (ANSWERING.includes(role)) expect((await check(people[role], id, {})).error).toBeNull();
			else await expectRefused(() => check(people[role], id, {}));
		});
	});

	describe('the list of proposals', () => {
		test('is ordered by support or time, and goes on where a page ended', async () => {
			const process = await aProcess(sql);
			const ids: string[] = [];
			for (const supports of [3, 9, 9, 0, 5])
				ids.push(await aProposal(sql, { process, proposal: { supports } }));
			const page = async (wanted: Record<string, unknown>) => {
				const { data } = await people.guest.db.rpc('proposal_list', {
					p_district: A,
					p_process: process,
					p_limit: 2,
					...wanted
				});
				return data ?? [];
			};
			for (const p_order of ['supports', 'newest']) {
				const found: string[] = [];
				for (let entries = await page({ p_order }); entries.length;) {
					found.push(...entries.map(({ id }) => id));
					const last = entries.at(-1);
					const after =
						p_order === 'supports'
							? { p_before_supports: last?.supports }
							: { p_before: last?.listed_at };
					entries = await page({ p_order, ...after, p_before_id: last?.id });
				}
				expect(found.toSorted(), p_order).toEqual(ids.toSorted());
				if (p_order === 'supports')
					expect(found.slice(0, 2).toSorted()).toEqual(ids.slice(1, 3).toSorted());
			}
			expect(await page({ p_status: 'accepted' })).toEqual([]);
		});

		test('shows the process of today, and hidden proposals to staff alone', async () => {
			const process = await aProcess(sql);
			const hidden = await aProposal(sql, { process, state: 'hidden' });
			const shown = await aProposal(sql, { process });
			const { data, error } = await people.guest.db.rpc('proposal_board', {
				p_district: A,
				p_process: process
			});
			expect(error).toBeNull();
			expect(data).toMatchObject({ process: { id: process }, entries: [{ id: shown }] });
			const states = { p_district: A, p_process: process, p_states: ['public', 'hidden'] };
			const seenBy = async (person: Person) =>
				((await person.db.rpc('proposal_list', states)).data ?? []).map(({ id }) => id).sort();
			expect(await seenBy(people.resident)).toEqual([shown]);
			expect(await seenBy(moderator)).toEqual([hidden, shown].sort());
		});
	});
}
