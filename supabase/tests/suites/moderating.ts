import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Arguments } from '../../../src/lib/db/db.ts';
import {
	ACTIONS,
	CONTRIBUTION_STATES,
	mayMove,
	needsReason,
	type ContributionState,
	type ModerationAction
} from '../../../src/lib/features/moderation/model.ts';
import { aProposal, aReply, aReport, aTopic, B, counts, mailsAbout, rows } from '../fixtures.ts';
import { ROLES, type Person, type World } from '../harness.ts';

type Decision = Omit<Arguments<'moderate_contribution'>, 'p_id'>;
const MODERATORS: readonly string[] = ['moderator', 'manager', 'admin'];

/** Hiding, removing and restoring what residents say to each other. */
export function moderating(world: World): void {
	const { people, sql } = world;
	const { moderator, managerB } = people;
	const decide = (person: Person, p_id: string, decision: Decision) =>
		person.db.rpc('moderate_contribution', { p_id, ...decision });
	const stateOf = async (id: string) =>
		(await sql('select state from public.contributions where id = $1', [id]))[0]?.state;
	const logOf = (id: string) =>
		rows(sql, 'select * from public.decisions where contribution_id = $1 order by id', [id]);
	const make = {
		topic: (wish: { state?: ContributionState; district?: string } = {}) => aTopic(sql, wish),
		reply: async (wish: { state?: ContributionState; district?: string } = {}) =>
			aReply(sql, await aTopic(sql, { district: wish.district }), wish),
		proposal: (wish: { state?: ContributionState; district?: string } = {}) => aProposal(sql, wish)
	};
	const KINDS = Object.keys(make) as (keyof typeof make)[];
	const moves = KINDS.flatMap((kind) =>
		CONTRIBUTION_STATES.flatMap((state) =>
			(Object.keys(ACTIONS) as ModerationAction[]).map((action) => ({ kind, state, action }))
		)
	);

	describe('moderating a contribution', () => {
		test.for(moves)(
			'$action a $kind that is $state, if the model says so',
			async ({ kind, state, action }) => {
				const id = await make[kind]({ state });
				const before = await counts(sql);
				const { error } = await decide(moderator, id, { p_action: action, p_reason: ' Darum. ' });
				if (mayMove(state, ACTIONS[action])) {
					expect(error).toBeNull();
					expect(await stateOf(id)).toBe(ACTIONS[action]);
					expect(await logOf(id)).toMatchObject([
						{
							action,
							actor_id: moderator.id,
							reason: 'Darum.',
							detail: { from: state, to: ACTIONS[action] }
						}
					]);
				} else {
					expect(error?.hint).toBe('state_changed');
					expect(await stateOf(id)).toBe(state);
					expect(await counts(sql)).toEqual(before);
				}
			}
		);

		test.for(ROLES)('is open to moderators of the district, not to others: %s', async (role) => {
			for (const kind of KINDS) {
				const id = await make[kind]();
				const { error } = await decide(people[role], id, { p_action: 'hide', p_reason: 'Darum.' });
				expect(error?.code).toBe(MODERATORS.includes(role) ? undefined : '42501');
				expect(await stateOf(id)).toBe(MODERATORS.includes(role) ? 'hidden' : 'public');
				expect(await logOf(id)).toHaveLength(MODERATORS.includes(role) ? 1 : 0);
			}
		});

		test('tells the other district no more than that it is not allowed', async () => {
			const decision: Decision = { p_action: 'hide', p_reason: 'Darum.' };
			const nothing = await decide(moderator, randomUUID(), decision);
			expect(nothing.error?.code).toBe('42501');
			for (const kind of KINDS) {
				const inB = await make[kind]({ district: B });
				expect((await decide(moderator, inB, decision)).error).toEqual(nothing.error);
				expect((await decide(managerB, await make[kind](), decision)).error).toEqual(nothing.error);
			}
		});

		test('wants a reason for what takes a contribution away', async () => {
			for (const kind of KINDS)
				for (const p_action of Object.keys(ACTIONS) as ModerationAction[])
					for (const p_reason of [undefined, '', ' \n ']) {
						const id = await make[kind]({ state: p_action === 'restore' ? 'hidden' : 'pending' });
						const { error } = await decide(moderator, id, { p_action, p_reason });
						expect(error?.hint).toBe(needsReason(p_action) ? 'reason_needed' : undefined);
					}
		});

		test('keeps a reason by language, and gives it to whoever wrote it', async () => {
			const resident = await world.newResident();
			const id = await aTopic(sql, { author: resident.id });
			const p_answer = { de: 'Das verletzt andere.', ar: 'هذا يجرح الآخرين.' };
			await decide(moderator, id, { p_action: 'hide', p_reason: p_answer.de, p_answer });
			const { data } = await resident.db.rpc('own_reasons');
			expect(data).toEqual([{ contribution_id: id, reason: p_answer }]);
		});

		test('refuses what is no decision about a contribution, and what is too long', async () => {
			const id = await aTopic(sql);
			const before = await counts(sql);
			for (const p_action of ['status', 'pin', 'create_measure', 'add_source'] as const)
				expect((await decide(moderator, id, { p_action, p_reason: 'x' })).error?.code).toBe(
					'22023'
				);
			for (const p_answer of ['Ja', ['Ja'], 7])
				expect(
					(await decide(moderator, id, { p_action: 'hide', p_reason: 'x', p_answer })).error
				).not.toBeNull();
			expect(
				(await decide(moderator, id, { p_action: 'hide', p_reason: 'x'.repeat(2001) })).error
			).not.toBeNull();
			expect(await counts(sql)).toEqual(before);
			expect(await stateOf(id)).toBe('public');
		});

		test('leaves a report to those who tell its reporter', async () => {
			const id = await aReport(sql, { email: 'g@example.org' });
			await decide(moderator, id, { p_action: 'hide', p_reason: 'Ein Gesicht ist zu sehen.' });
			expect(await stateOf(id)).toBe('hidden');
			expect(await mailsAbout(sql, id)).toMatchObject([{ kind: 'hide' }]);
			expect(await logOf(id)).toHaveLength(1);
		});

		test('counts the public replies of a thread', async () => {
			const topic = await aTopic(sql);
			const [one] = [await aReply(sql, topic), await aReply(sql, topic)];
			const count = async () =>
				(await sql('select replies from public.contributions where id = $1', [topic]))[0]?.replies;
			expect(await count()).toBe(2);
			await decide(moderator, one, { p_action: 'hide', p_reason: 'Darum.' });
			expect(await count()).toBe(1);
			await decide(moderator, one, { p_action: 'restore' });
			expect(await count()).toBe(2);
			await decide(moderator, one, { p_action: 'remove', p_reason: 'Darum.' });
			expect(await count()).toBe(1);
		});
	});
}
