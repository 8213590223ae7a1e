import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/lib/db/database.types.ts';
import type { Arguments } from '../../../src/lib/db/db.ts';
import {
	ACTIONS,
	CONTRIBUTION_STATES,
	mayMove,
	needsReason,
	type ModerationAction
} from '../../../src/lib/features/moderation/model.ts';
import { REPORT_STATUSES } from '../../../src/lib/features/reports/model.ts';
import { aReport, B, counts, mailsAbout, rows } from '../fixtures.ts';
import { ROLES, type Person, type World } from '../harness.ts';

type Decision = Omit<Arguments<'decide_report'>, 'p_report'>;
const MODERATORS: readonly string[] = ['moderator', 'manager', 'admin'];

export function deciding(world: World): void {
	const { people, sql } = world;
	const { moderator, manager, managerB } = people;
	const decide = (person: Person, p_report: string, decision: Decision) =>
		person.db.rpc('decide_report', { p_report, ...decision });
	const stateOf = async (id: string) =>
		(await sql('select state from public.contributions where id = $1', [id]))[0]?.state;
	const logOf = (id: string) =>
		rows(sql, 'select * from public.decisions where contribution_id = $1 order by id', [id]);
	const answersTo = (id: string) =>
		rows(sql, 'select * from public.report_updates where report_id = $1 order by id', [id]);

	const moves = CONTRIBUTION_STATES.flatMap((state) =>
		(Object.keys(ACTIONS) as ModerationAction[]).map((action) => ({ state, action }))
	);

	describe('deciding about a report', () => {
		test.for(moves)('$action what is $state, if the model says so', async ({ state, action }) => {
			const id = await aReport(sql, { state, email: 'g@example.org' });
			const before = await counts(sql);
			const { error } = await decide(moderator, id, { p_action: action, p_reason: 'Darum.' });
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
				expect(await mailsAbout(sql, id)).toMatchObject([
					{ kind: action, recipient: 'g@example.org', language: 'ar' }
				]);
			} else {
				expect(error?.hint).toBe('state_changed');
				expect(await stateOf(id)).toBe(state);
				expect(await counts(sql)).toEqual(before);
			}
		});

		test.for(ROLES)('is open to moderators of the district, not to others: %s', async (role) => {
			const id = await aReport(sql, { state: 'pending' });
			for (const decision of [
				{ p_action: 'publish' },
				{ p_action: 'status', p_status: 'done' }
			] as Decision[]) {
				const { error } = await decide(people[role], id, decision);
				expect(error?.code).toBe(MODERATORS.includes(role) ? undefined : '42501');
			}
			expect(await stateOf(id)).toBe(MODERATORS.includes(role) ? 'public' : 'pending');
			expect(await logOf(id)).toHaveLength(MODERATORS.includes(role) ? 2 : 0);
		});

		test('tells the other district no more than that it is not allowed', async () => {
			const inB = await aReport(sql, { district: B, state: 'pending' });
			const hiddenInA = await aReport(sql, { state: 'hidden' });
			const decision: Decision = { p_action: 'publish' };
			const nothing = await decide(moderator, randomUUID(), decision);
			expect(nothing.error?.code).toBe('42501');
			expect((await decide(moderator, inB, decision)).error).toEqual(nothing.error);
			expect((await decide(managerB, hiddenInA, decision)).error).toEqual(nothing.error);
		});

		test('wants a reason for what takes a report away', async () => {
			for (const p_action of Object.keys(ACTIONS) as ModerationAction[])
				for (const p_reason of [undefined, '', ' \n ']) {
					const id = await aReport(sql, {
						state: p_action === 'restore' ? 'hidden' : 'pending'
					});
					const { error } = await decide(moderator, id, { p_action, p_reason });
					expect(error?.hint).toBe(needsReason(p_action) ? 'reason_needed' : undefined);
				}
		});

		test('refuses a reason that is too long, and keeps the state', async () => {
			const id = await aReport(sql);
			const { error } = await decide(moderator, id, {
				p_action: 'hide',
				p_reason: 'x'.repeat(2001)
			});
			expect(error).not.toBeNull();
			expect(await stateOf(id)).toBe('public');
			expect(await logOf(id)).toEqual([]);
		});

		test('keeps when a report was first published', async () => {
			const id = await aReport(sql);
			const published = async () =>
				(await rows(sql, 'select published_at from public.contributions where id = $1', [id]))[0];
			const first = await published();
			await decide(moderator, id, { p_action: 'hide', p_reason: 'Kurz.' });
			await decide(moderator, id, { p_action: 'restore' });
			expect(await published()).toEqual(first);
		});

		test('knows no decision about a report that is one about measures', async () => {
			const id = await aReport(sql);
			for (const p_action of ['create_measure', 'add_source'] as const)
				expect((await decide(manager, id, { p_action })).error?.code).toBe('22023');
			expect(await logOf(id)).toEqual([]);
		});
	});

	describe('setting a status', () => {
		test('twice with the same answer is done once', async () => {
			const id = await aReport(sql, { email: 'g@example.org' });
			const same: Decision = {
				p_action: 'status',
				p_status: 'planned',
				p_answer: { de: 'Im Mai.' }
			};
			const both = await Promise.all([decide(moderator, id, same), decide(moderator, id, same)]);
			expect(both.map(({ error }) => error)).toEqual([null, null]);
			expect((await answersTo(id)).slice(1)).toHaveLength(1);
			expect(await logOf(id)).toHaveLength(1);
			expect(await mailsAbout(sql, id)).toHaveLength(1);
			await decide(moderator, id, { ...same, p_answer: { de: 'Im Juni.' } });
			expect((await answersTo(id)).slice(1)).toHaveLength(2);
		});

		test.for(REPORT_STATUSES)('to %s answers, logs and tells', async (p_status) => {
			const id = await aReport(sql, { email: 'g@example.org' });
			const p_answer: Json = { de: 'Wir kümmern uns.', en: 'We take care of it.' };
			expect((await decide(moderator, id, { p_action: 'status', p_status, p_answer })).error).toBe(
				null
			);
			expect(await rows(sql, 'select status from public.reports where id = $1', [id])).toEqual([
				{ status: p_status }
			]);
			expect((await answersTo(id)).slice(1)).toMatchObject([
				{ status: p_status, answer: p_answer }
			]);
			expect(await logOf(id)).toMatchObject([
				{
					action: 'status',
					district_id: 'halle-neustadt',
					actor_id: moderator.id,
					detail: { status: p_status, answer: p_answer }
				}
			]);
			const [mail, ...more] = await mailsAbout(sql, id);
			expect(more).toEqual([]);
			expect(mail).toMatchObject({
				kind: 'status',
				recipient: 'g@example.org',
				payload: {
					report: id,
					district: 'halle-neustadt',
					status: p_status,
					answer: p_answer,
					body: 'Die Lampe am Spielplatz ist kaputt.',
					body_language: 'de',
					code: expect.stringMatching(/^.{12}$/)
				}
			});
		});

		test('needs no answer, but a status, and an answer by language', async () => {
			const id = await aReport(sql);
			expect((await decide(moderator, id, { p_action: 'status', p_status: 'done' })).error).toBe(
				null
			);
			const before = await counts(sql);
			expect((await decide(moderator, id, { p_action: 'status' })).error?.code).toBe('22023');
			for (const p_answer of ['Ja', ['Ja'], 7])
				expect(
					(await decide(moderator, id, { p_action: 'status', p_status: 'planned', p_answer })).error
				).not.toBeNull();
			expect(await counts(sql)).toEqual(before);
		});
	});

	describe('the mail about a decision', () => {
		const decided = async (wish: Parameters<typeof aReport>[1]) => {
			const id = await aReport(sql, wish);
			await decide(moderator, id, { p_action: 'status', p_status: 'checking' });
			return mailsAbout(sql, id);
		};

		test('goes once to a guest who left an address, in their language', async () => {
			expect(await decided({ email: 'g@example.org' })).toMatchObject([
				{ recipient: 'g@example.org', language: 'ar' }
			]);
		});

		test('goes nowhere for a guest who left none', async () => {
			expect(await decided({})).toEqual([]);
		});

		test('goes to nobody with an account: they have their news', async () => {
			const { id } = await world.newResident();
			expect(await decided({ author: id })).toEqual([]);
		});
	});
}
