import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/lib/db/database.types.ts';
import { CONTRIBUTION_STATES } from '../../../src/lib/features/moderation/model.ts';
import { aProposal, aReply, aReport, aTopic, B, counts, rows } from '../fixtures.ts';
import { ROLES, type Person, type World } from '../harness.ts';

const MODERATORS: readonly string[] = ['moderator', 'manager', 'admin'];
const ARRANGEMENTS = [
	'pin',
	'unpin',
	'close',
	'reopen',
	'move',
	'mark_answer',
	'unmark_answer',
	'split',
	'merge'
] as const;
type Arrangement = (typeof ARRANGEMENTS)[number];

/** Keeping the forum's topics in order. */
export function arranging(world: World): void {
	const { people, sql } = world;
	const { moderator, manager, managerB } = people;
	const arrange = (person: Person, p_id: string, p_action: Arrangement, p_detail?: Json) =>
		person.db.rpc('arrange_topic', { p_id, p_action, p_detail });
	const logOf = (id: string) =>
		rows(sql, 'select * from public.decisions where contribution_id = $1 order by id', [id]);
	const topicOf = async (id: string) =>
		(
			await rows(
				sql,
				`select t.is_pinned, t.closed_at is not null as is_closed, t.answer_id, c.sphere, c.state
				from public.topics as t join public.contributions as c on c.id = t.id where t.id = $1`,
				[id]
			)
		)[0];

	/** A topic that waits for the action, with what the action takes. */
	async function ready(
		action: Arrangement,
		wish: { author?: string | null; district?: string; state?: 'public' | 'hidden' } = {}
	) {
		const topic = await aTopic(sql, {
			...wish,
			topic: {
				is_pinned: action === 'unpin',
				closed_at: action === 'reopen' ? '2026-11-01T00:00:00Z' : null
			}
		});
		const reply = await aReply(sql, topic, { district: wish.district });
		if (action === 'unmark_answer')
			await sql('update public.topics set answer_id = $1 where id = $2', [reply, topic]);
		const details: Partial<Record<Arrangement, Json>> = {
			move: { sphere: 'health' },
			mark_answer: { reply },
			unmark_answer: { reply },
			split: {
				id: randomUUID(),
				title: 'Neues',
				body: 'Von dort.',
				language: 'de',
				replies: [reply]
			},
			merge: { into: await aTopic(sql, { district: wish.district }) }
		};
		return { topic, reply, detail: details[action] };
	}

	describe('arranging a topic', () => {
		test.for(ARRANGEMENTS)('%s is done, and logged once', async (action) => {
			const { topic, detail } = await ready(action);
			const { error } = await arrange(moderator, topic, action, detail);
			expect(error).toBeNull();
			expect(await logOf(topic)).toMatchObject([{ action, actor_id: moderator.id, reason: null }]);
		});

		test.for(ARRANGEMENTS.flatMap((action) => ROLES.map((role) => ({ action, role }))))(
			'$action is open to moderators of the district, not to others: $role',
			async ({ action, role }) => {
				const { topic, detail } = await ready(action);
				const before = await counts(sql);
				const { error } = await arrange(people[role], topic, action, detail);
				if (MODERATORS.includes(role)) expect(error).toBeNull();
				else {
					expect(error?.code).toBe('42501');
					expect(await counts(sql)).toEqual(before);
				}
			}
		);

		test.for(ARRANGEMENTS)('%s is done by its author only for answers', async (action) => {
			const author = await world.newResident();
			const { topic, detail } = await ready(action, { author: author.id });
			const { error } = await arrange(author, topic, action, detail);
			expect(error?.code).toBe(action.endsWith('mark_answer') ? undefined : '42501');
			expect(await logOf(topic)).toHaveLength(action.endsWith('mark_answer') ? 1 : 0);
		});

		test('is not for the author of a topic that was hidden', async () => {
			const author = await world.newResident();
			const { topic, detail } = await ready('mark_answer', { author: author.id, state: 'hidden' });
			expect((await arrange(author, topic, 'mark_answer', detail)).error?.code).toBe('42501');
		});

		test.for(ARRANGEMENTS)(
			'%s is refused in another district as if it were not there',
			async (action) => {
				const { topic, detail } = await ready(action, { district: B });
				const nothing = await arrange(moderator, randomUUID(), action, detail);
				expect(nothing.error?.code).toBe('42501');
				expect((await arrange(moderator, topic, action, detail)).error).toEqual(nothing.error);
				const here = await ready(action);
				expect((await arrange(managerB, here.topic, action, here.detail)).error).toEqual(
					nothing.error
				);
			}
		);

		test.for(ARRANGEMENTS)('%s twice is noticed: somebody else was first', async (action) => {
			const { topic, detail } = await ready(action);
			const both = await Promise.all([
				arrange(moderator, topic, action, detail),
				arrange(manager, topic, action, detail)
			]);
			expect(both.map(({ error }) => error?.hint).sort()).toEqual(['state_changed', undefined]);
			expect(await logOf(topic)).toHaveLength(1);
		});

		test('is only for what is public', async () => {
			for (const state of CONTRIBUTION_STATES.filter((one) => one !== 'public')) {
				const topic = await aTopic(sql, { state });
				const before = await counts(sql);
				for (const action of ['pin', 'close', 'move'] as const)
					expect((await arrange(moderator, topic, action, { sphere: 'health' })).error?.hint).toBe(
						'state_changed'
					);
				expect(await counts(sql)).toEqual(before);
			}
		});

		test('is only for topics', async () => {
			const topic = await aTopic(sql);
			for (const id of [await aReport(sql), await aProposal(sql), await aReply(sql, topic)])
				expect((await arrange(moderator, id, 'pin')).error?.code).toBe('42501');
		});

		test('pins, unpins, closes and reopens', async () => {
			const topic = await aTopic(sql);
			await arrange(moderator, topic, 'pin');
			await arrange(moderator, topic, 'close');
			expect(await topicOf(topic)).toMatchObject({ is_pinned: true, is_closed: true });
			await arrange(moderator, topic, 'unpin');
			await arrange(moderator, topic, 'reopen');
			expect(await topicOf(topic)).toMatchObject({ is_pinned: false, is_closed: false });
			expect((await logOf(topic)).map(({ action }) => action)).toEqual([
				'pin',
				'close',
				'unpin',
				'reopen'
			]);
		});

		test('moves a topic with its replies, unless it was moved meanwhile', async () => {
			const topic = await aTopic(sql);
			const reply = await aReply(sql, topic);
			const stale = { sphere: 'image', seen: 'health' };
			expect((await arrange(moderator, topic, 'move', stale)).error?.hint).toBe('state_changed');
			const { error } = await arrange(moderator, topic, 'move', {
				sphere: 'health',
				seen: 'living'
			});
			expect(error).toBeNull();
			expect(
				await rows(sql, 'select distinct sphere from public.contributions where id in ($1, $2)', [
					topic,
					reply
				])
			).toEqual([{ sphere: 'health' }]);
			expect(await logOf(topic)).toMatchObject([{ detail: { from: 'living', to: 'health' } }]);
			expect((await arrange(moderator, topic, 'move', { sphere: 'health' })).error?.hint).toBe(
				'state_changed'
			);
		});

		test('marks one public reply of the topic, and another one instead', async () => {
			const topic = await aTopic(sql);
			const [one, other] = [await aReply(sql, topic), await aReply(sql, topic)];
			const elsewhere = await aReply(sql, await aTopic(sql));
			const hidden = await aReply(sql, topic, { state: 'hidden' });
			for (const reply of [elsewhere, hidden, topic, randomUUID(), null])
				expect((await arrange(moderator, topic, 'mark_answer', { reply })).error?.hint).toBe(
					'reply_gone'
				);
			await arrange(moderator, topic, 'mark_answer', { reply: one, seen: '' });
			const stale = await arrange(moderator, topic, 'mark_answer', { reply: other, seen: '' });
			expect(stale.error?.hint).toBe('state_changed');
			await arrange(moderator, topic, 'mark_answer', { reply: other, seen: one });
			expect(await topicOf(topic)).toMatchObject({ answer_id: other });
			expect((await arrange(moderator, topic, 'unmark_answer', { reply: one })).error?.hint).toBe(
				'state_changed'
			);
			await arrange(moderator, topic, 'unmark_answer', { reply: other });
			expect(await topicOf(topic)).toMatchObject({ answer_id: null });
		});

		test('refuses nonsense and leaves everything as it was', async () => {
			const topic = await aTopic(sql);
			const before = await counts(sql);
			const nonsense: [string, Json | undefined][] = [
				['hide', {}],
				['status', {}],
				['add_source', {}],
				['pin', []],
				['pin', 'ja'],
				['move', {}],
				['move', { sphere: 'nonsense' }],
				['move', { sphere: "living'; drop table public.topics; --" }],
				['mark_answer', { reply: 'keine-uuid' }],
				['merge', { into: '1; drop table' }],
				['merge', {}],
				['split', {}],
				['split', { id: 'x', title: 'x', body: 'x', language: 'de', from: 'eins' }]
			];
			for (const [action, detail] of nonsense)
				expect(
					(await arrange(moderator, topic, action as Arrangement, detail)).error
				).not.toBeNull();
			expect(await counts(sql)).toEqual(before);
			expect(await topicOf(topic)).toMatchObject({
				is_pinned: false,
				is_closed: false,
				sphere: 'living',
				state: 'public'
			});
		});
	});
}
