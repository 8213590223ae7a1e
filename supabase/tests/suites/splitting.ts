import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/lib/db/database.types.ts';
import { aMeasure, aPhoto, aReply, aTopic, B, counts, daysAgo, insert, rows } from '../fixtures.ts';
import type { Person, World } from '../harness.ts';

/** Splitting and merging topics: every reply stays, once, under its address. */
export function splitting(world: World): void {
	const { people, sql } = world;
	const { moderator } = people;
	const split = (person: Person, p_id: string, p_detail: Record<string, Json>) =>
		person.db.rpc('arrange_topic', {
			p_id,
			p_action: 'split',
			p_detail: { title: 'Abzweig', body: 'Stand vorher woanders.', language: 'de', ...p_detail }
		});
	const merge = (p_id: string, into: string) =>
		moderator.db.rpc('arrange_topic', { p_id, p_action: 'merge', p_detail: { into } });
	const thread = (...ids: string[]) =>
		rows(
			sql,
			`select r.id, r.thread_id, r.number from public.replies as r
			where r.thread_id = any ($1::uuid[]) order by r.thread_id, r.number`,
			[ids]
		);
	const idsIn = async (...ids: string[]) => (await thread(...ids)).map(({ id }) => `${id}`).sort();
	const numbers = async (id: string) => (await thread(id)).map(({ id: reply }) => reply);
	const contribution = async (id: string) =>
		(await rows(sql, 'select * from public.contributions where id = $1', [id]))[0];
	/** What the counter says, and how many public replies there are. */
	const count = async (id: string) => {
		const [found] = await sql(
			`select t.replies, (
				select count(*)::int from public.replies as r join public.contributions as c on c.id = r.id
				where r.thread_id = t.id and c.state = 'public'
			) as counted from public.contributions as t where t.id = $1`,
			[id]
		);
		return found as { replies: number; counted: number };
	};
	const several = async (topic: string, many: number) => {
		const made: string[] = [];
		for (let n = 0; n < many; n++)
			made.push(
				await aReply(sql, topic, {
					state: n % 3 === 2 ? 'hidden' : 'public',
					contribution: { created_at: daysAgo(2 - n / 10) }
				})
			);
		return made;
	};
	/** Without saying that there is one: lint wants no assertions on what may be undefined. */
	const at = (list: readonly string[], index: number) => list[index] ?? '';

	describe('splitting a topic', () => {
		test('keeps every reply once, numbers them anew and counts right', async () => {
			const topic = await aTopic(sql);
			const replies = await several(topic, 7);
			const id = randomUUID();
			const chosen = [at(replies, 4), at(replies, 1), at(replies, 2)];
			const { data, error } = await split(moderator, topic, { id, replies: chosen });
			expect(error).toBeNull();
			expect(data).toBe(id);
			expect(await idsIn(topic, id)).toEqual(replies.toSorted());
			expect(await thread(id)).toEqual([
				{ id: replies[1], thread_id: id, number: 1 },
				{ id: replies[2], thread_id: id, number: 2 },
				{ id: replies[4], thread_id: id, number: 3 }
			]);
			expect((await thread(topic)).map(({ number }) => number)).toEqual([1, 4, 6, 7]);
			expect(await count(topic)).toEqual({ replies: 3, counted: 3 });
			expect(await count(id)).toEqual({ replies: 2, counted: 2 });
			expect(await contribution(id)).toMatchObject({
				kind: 'topic',
				state: 'public',
				author_id: moderator.id,
				sphere: 'living',
				title: 'Abzweig'
			});
			expect(await rows(sql, 'select split_from from public.topics where id = $1', [id])).toEqual([
				{ split_from: topic }
			]);
			expect(
				await rows(sql, 'select action, detail from public.decisions where contribution_id = $1', [
					topic
				])
			).toEqual([{ action: 'split', detail: { topic: id, replies: 3 } }]);
		});

		test('takes all from a number on, with those named before it', async () => {
			const topic = await aTopic(sql);
			const replies = await several(topic, 6);
			const id = randomUUID();
			await split(moderator, topic, { id, from: 4, replies: [at(replies, 0)] });
			expect(await numbers(id)).toEqual([replies[0], replies[3], replies[4], replies[5]]);
			expect(await numbers(topic)).toEqual([replies[1], replies[2]]);
		});

		test('takes along the mark of the answer, and how far people have read', async () => {
			const topic = await aTopic(sql);
			const replies = await several(topic, 4);
			await sql('update public.topics set answer_id = $1 where id = $2', [replies[3], topic]);
			const { id: person_id } = await world.newResident();
			await insert(sql, 'public.reads', { person_id, thread_id: topic, number: 2 });
			const id = randomUUID();
			await split(moderator, topic, { id, replies: [at(replies, 1), at(replies, 3)] });
			expect(
				await rows(sql, 'select id, answer_id from public.topics where id in ($1, $2)', [topic, id])
			).toEqual(
				expect.arrayContaining([
					{ id: topic, answer_id: null },
					{ id, answer_id: replies[3] }
				])
			);
			expect(await rows(sql, 'select number from public.reads where thread_id = $1', [id])).toEqual(
				[{ number: 1 }]
			);
		});

		test('leaves the numbers behind: none is given twice', async () => {
			const topic = await aTopic(sql);
			await several(topic, 3);
			const other = await aTopic(sql);
			await split(moderator, topic, { id: randomUUID(), from: 2 });
			await merge(other, topic);
			expect((await thread(topic)).map(({ number }) => number)).toEqual([1, 4]);
		});

		test('wants replies of this topic, a title, an opening and an id of its own', async () => {
			const topic = await aTopic(sql);
			const [reply = ''] = await several(topic, 2);
			const elsewhere = await aReply(sql, await aTopic(sql));
			const before = await counts(sql);
			const refusals: [Record<string, Json>, string | null][] = [
				[{ replies: [] }, 'replies_missing'],
				[{ from: 3 }, 'replies_missing'],
				[{ replies: [reply, elsewhere] }, 'state_changed'],
				[{ replies: [reply, randomUUID()] }, 'state_changed'],
				[{ replies: [reply], title: ' \n' }, 'title_missing'],
				[{ replies: [reply], title: 'x'.repeat(201) }, null],
				[{ replies: [reply], body: ' ' }, null],
				[{ replies: [reply], body: 'x'.repeat(10_001) }, null],
				[{ replies: [reply], language: 'xx' }, null],
				[{ replies: [reply], id: topic }, null],
				[{ replies: [reply], id: null }, null],
				[{ replies: 'alle' }, 'replies_missing'],
				[{ replies: ["x'; drop table public.replies"] }, null]
			];
			for (const [wish, hint] of refusals) {
				const { error } = await split(moderator, topic, { id: randomUUID(), ...wish });
				expect(error).not.toBeNull();
				if (hint) expect(error?.hint).toBe(hint);
			}
			expect(await counts(sql)).toEqual(before);
			expect(await count(topic)).toEqual({ replies: 2, counted: 2 });
		});
	});

	describe('merging topics', () => {
		test('keeps every reply once, the opening among them, in order of time', async () => {
			const [topic, goal] = [
				await aTopic(sql, { contribution: { title: 'Grillen *hier*', sphere: 'health' } }),
				await aTopic(sql)
			];
			const [own, theirs] = [await several(topic, 4), await several(goal, 3)];
			const early = await aReply(sql, topic, { contribution: { created_at: daysAgo(9) } });
			const { data, error } = await merge(topic, goal);
			expect(error).toBeNull();
			expect(data).toBe(goal);
			const ids = await numbers(goal);
			const copy = `${ids[4]}`;
			expect(ids).toEqual([...theirs, early, copy, ...own]);
			expect((await thread(goal)).map(({ number }) => number)).toEqual(ids.map((_, n) => n + 1));
			expect(await thread(topic)).toEqual([]);
			expect(await count(goal)).toEqual({ replies: 2 + 3 + 2, counted: 2 + 3 + 2 });
			expect(await count(topic)).toEqual({ replies: 0, counted: 0 });
			expect(await contribution(topic)).toMatchObject({ state: 'merged', merged_into: goal });
			expect(await contribution(copy)).toMatchObject({
				kind: 'reply',
				state: 'public',
				sphere: 'living',
				title: null,
				body: '**Grillen \\*hier\\***\n\nWer hat Lust, mit aufzuräumen?'
			});
			expect((await contribution(at(own, 0)))?.sphere).toBe('living');
			expect(
				await rows(sql, 'select detail from public.decisions where contribution_id = $1', [topic])
			).toEqual([{ detail: { into: goal, reply: copy, replies: 5 } }]);
		});

		test('takes along photos, reactions, mentions, translations and measures', async () => {
			const { id: person_id } = await world.newResident();
			const [topic, goal] = [await aTopic(sql, { author: person_id }), await aTopic(sql)];
			const measure_id = await aMeasure(sql);
			await aPhoto(sql, topic);
			await insert(sql, 'public.reactions', { contribution_id: topic, person_id, kind: 'agree' });
			await insert(sql, 'public.mentions', { contribution_id: topic, person_id });
			await insert(sql, 'public.measure_sources', { measure_id, contribution_id: topic });
			await insert(sql, 'public.translations', {
				contribution_id: topic,
				language: 'en',
				version: 1,
				title: 'A barbecue',
				body: 'Who wants to tidy up?',
				origin: 'person'
			});
			expect((await merge(topic, goal)).error).toBeNull();
			const [copy] = await numbers(goal);
			expect(await contribution(`${copy}`)).toMatchObject({ author_id: person_id });
			for (const table of ['attachments', 'reactions', 'mentions'])
				expect(
					await rows(sql, `select 1 as one from public.${table} where contribution_id = $1`, [copy])
				).toHaveLength(1);
			expect(
				await rows(sql, 'select body, title from public.translations where contribution_id = $1', [
					copy
				])
			).toEqual([{ body: '**A barbecue**\n\nWho wants to tidy up?', title: null }]);
			expect(
				await rows(
					sql,
					'select measure_id from public.measure_sources where contribution_id = $1',
					[goal]
				)
			).toEqual([{ measure_id }]);
		});

		test('of what was merged leads on from each to the last', async () => {
			const [one, two, three] = [await aTopic(sql), await aTopic(sql), await aTopic(sql)];
			await merge(one, two);
			await merge(two, three);
			expect(await contribution(one)).toMatchObject({ merged_into: two });
			expect(await thread(three)).toHaveLength(2);
			expect((await merge(three, one)).error?.hint).toBe('target_gone');
		});

		test('wants another public topic of the same district', async () => {
			const topic = await aTopic(sql);
			await several(topic, 2);
			const before = await counts(sql);
			expect((await merge(topic, topic)).error?.hint).toBe('target_same');
			const targets = [
				await aTopic(sql, { district: B }),
				await aTopic(sql, { state: 'hidden' }),
				await aReply(sql, topic, { state: 'hidden' }),
				randomUUID()
			];
			for (const target of targets)
				expect((await merge(topic, target)).error?.hint).toBe('target_gone');
			const after = await counts(sql);
			expect(after['public.decisions']).toBe(before['public.decisions']);
			expect(await contribution(topic)).toMatchObject({ state: 'public', merged_into: null });
		});

		test('of two into each other at once happens in one direction only', async () => {
			const [one, two] = [await aTopic(sql), await aTopic(sql)];
			const both = await Promise.all([merge(one, two), merge(two, one)]);
			expect(both.filter(({ error }) => !error)).toHaveLength(1);
			expect(await idsIn(one, two)).toHaveLength(1);
		});
	});
}
