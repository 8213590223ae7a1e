import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/lib/db/database.types.ts';
import {
	A,
	aProposal,
	aReply,
	aReport,
	aReservedPhoto,
	aTopic,
	B,
	counts,
	rows,
	type Values
} from '../fixtures.ts';
import type { Person, World } from '../harness.ts';

type Written = Record<string, Json> & { id: string };

const aNewTopic = (differing: Record<string, Json> = {}): Written => ({
	id: randomUUID(),
	district: A,
	sphere: 'living',
	language: 'ar',
	title: 'حديقة الحي',
	body: 'من يساعد يوم السبت؟',
	...differing
});
const aNewReply = (thread: string, differing: Record<string, Json> = {}): Written => ({
	id: randomUUID(),
	thread,
	language: 'de',
	body: 'Ich bin dabei.',
	...differing
});

/** Lite does not pass on that it was a check constraint. */
const BROKEN_CHECK = ['23514', 'SUP'];

const BAD: Record<string, [differing: Record<string, Json>, code: string | string[]]> = {
	'no title': [{ title: null }, '22023'],
	'a title of spaces': [{ title: ' \n' }, '22023'],
	'a title too long': [{ title: 'x'.repeat(201) }, BROKEN_CHECK],
	'no text': [{ body: null }, '23502'],
	'a text of spaces': [{ body: ' \t\n' }, BROKEN_CHECK],
	'a text of 50,000 letters': [{ body: 'ж'.repeat(50_000) }, BROKEN_CHECK],
	'an unknown district': [{ district: 'nowhere' }, '23503'],
	'an unknown sphere': [{ sphere: 'dragons' }, '22P02'],
	'an unknown language': [{ language: 'tlh' }, BROKEN_CHECK],
	'no id': [{ id: null }, '23502'],
	'an id that is no uuid': [{ id: "1' or '1'='1" }, '22P02'],
	'a photo that was never stored': [
		{ photos: [{ id: randomUUID(), position: 0, width: 8, height: 6 }] },
		'22023'
	]
};

/** Topics and replies as they are written, changed and taken back. */
export function forumWriting({ people, sql, newResident }: World): void {
	const { resident, otherResident, guest, moderator } = people;
	const topic = (person: Person, written: Json) =>
		person.db.rpc('write_topic', { p_topic: written });
	const reply = (person: Person, written: Json) =>
		person.db.rpc('write_reply', { p_reply: written });
	const one = async (query: string, id: string): Promise<Values> =>
		(await rows(sql, query, [id]))[0] ?? {};
	const contribution = (id: string) => one('select * from public.contributions where id = $1', id);
	const mentioned = async (id: string) =>
		(await rows(sql, 'select person_id from public.mentions where contribution_id = $1', [id])).map(
			({ person_id }) => person_id
		);

	describe('a topic', () => {
		test('is public at once, with its photos; sent twice it is one', async () => {
			const photo = await aReservedPhoto(sql);
			const written = aNewTopic({ photos: [photo], latitude: 51.48, longitude: 11.92 });
			expect(await topic(resident, written)).toMatchObject({ data: true, error: null });
			expect(await topic(resident, written)).toMatchObject({ data: false, error: null });
			expect(await contribution(written.id)).toMatchObject({
				kind: 'topic',
				state: 'public',
				author_id: resident.id,
				latitude: null,
				version: 1
			});
			expect(await one('select * from public.topics where id = $1', written.id)).toMatchObject({
				is_pinned: false,
				closed_at: null
			});
			expect(
				await one('select * from public.attachments where contribution_id = $1', written.id)
			).toMatchObject({ id: photo.id });
		});

		test.for(Object.entries(BAD))('with %s is refused and leaves nothing', async ([, bad]) => {
			const [differing, code] = bad;
			const before = await counts(sql);
			const { error } = await topic(resident, aNewTopic(differing));
			expect([code].flat()).toContain(error?.code);
			expect(await counts(sql)).toEqual(before);
		});

		test('is not written by guests, nor under the id of somebody else', async () => {
			expect((await topic(guest, aNewTopic())).error?.code).toBe('42501');
			const id = await aTopic(sql, { author: otherResident.id });
			expect((await topic(resident, aNewTopic({ id }))).error?.code).toBe('23505');
		});

		test('is one of twenty a day', async () => {
			const busy = await newResident();
			for (let made = 0; made < 20; made++)
				expect((await topic(busy, aNewTopic())).error).toBeNull();
			expect((await topic(busy, aNewTopic())).error).toMatchObject({ hint: 'too_many' });
		});
	});

	describe('a reply', () => {
		test('takes district and sphere from its thread, and the next number', async () => {
			const thread = await aTopic(sql, { district: B, contribution: { sphere: 'health' } });
			const written = aNewReply(thread, { district: A, sphere: 'image', official: false });
			expect(await reply(resident, written)).toMatchObject({ data: 1, error: null });
			expect(await reply(resident, written)).toMatchObject({ data: 1, error: null });
			expect((await reply(otherResident, aNewReply(thread))).data).toBe(2);
			expect(await contribution(written.id)).toMatchObject({ district_id: B, sphere: 'health' });
			expect(await contribution(thread)).toMatchObject({ replies: 2 });
		});

		test('may follow a proposal or a public report', async () => {
			const proposal = await aProposal(sql);
			await sql(
				`update public.phases set starts_on = starts_on - 30, ends_on = ends_on - 30
				where process_id = (select process_id from public.proposals where id = $1)`,
				[proposal]
			);
			const against = aNewReply(proposal, { side: 'against' });
			expect((await reply(resident, against)).data).toBe(1);
			expect(await one('select * from public.replies where id = $1', against.id)).toMatchObject({
				side: 'against'
			});
			const report = aNewReply(await aReport(sql), { side: 'for' });
			expect((await reply(resident, report)).data).toBe(1);
			expect(await one('select * from public.replies where id = $1', report.id)).toMatchObject({
				side: null
			});
		});

		test('gets a number of its own, however many come at once', async () => {
			const thread = await aTopic(sql);
			const sent = await Promise.all(
				Array.from({ length: 24 }, (_, n) =>
					reply(n % 2 ? resident : otherResident, aNewReply(thread))
				)
			);
			expect(sent.map(({ data }) => data).sort((a, b) => Number(a) - Number(b))).toEqual(
				Array.from({ length: 24 }, (_, n) => n + 1)
			);
		});

		test('gets no number that one had that was moved away', async () => {
			const thread = await aTopic(sql);
			const moved = aNewReply(thread);
			await reply(resident, moved);
			await sql('update public.replies set thread_id = $2 where id = $1', [
				moved.id,
				await aTopic(sql)
			]);
			expect((await reply(resident, aNewReply(thread))).data).toBe(2);
		});

		test('is refused where nobody may reply, and leaves nothing', async () => {
			const closed = await aTopic(sql, { topic: { closed_at: '2026-01-01T00:00:00Z' } });
			const hidden = await aTopic(sql, { state: 'hidden', author: resident.id });
			const thread = await aTopic(sql);
			const elsewhere = await aReply(sql, await aTopic(sql));
			const below = await aReply(sql, thread);
			const before = await counts(sql);
			for (const [written, hint] of [
				[aNewReply(closed), 'closed'],
				[aNewReply(hidden), 'thread_gone'],
				[aNewReply(randomUUID()), 'thread_gone'],
				[aNewReply(below), 'thread_gone'],
				[aNewReply(thread, { quoted: elsewhere }), 'quote_gone'],
				[aNewReply(thread, { quoted: thread }), 'quote_gone']
			] as const)
				expect((await reply(resident, written)).error).toMatchObject({ code: '22023', hint });
			expect((await reply(guest, aNewReply(thread))).error?.code).toBe('42501');
			expect(await counts(sql)).toEqual(before);
		});

		test('is official for staff of the district alone who ask for it', async () => {
			const thread = await aTopic(sql);
			const official = { official: true };
			const denied = [resident, people.managerB, people.steering, people.operator];
			for (const person of denied)
				expect((await reply(person, aNewReply(thread, official))).error?.code).toBe('42501');
			const said = aNewReply(thread, official);
			expect((await reply(moderator, said)).error).toBeNull();
			const plain = aNewReply(thread);
			await reply(moderator, plain);
			for (const [{ id }, is_official] of [[said, true] as const, [plain, false] as const])
				expect(await one('select * from public.replies where id = $1', id)).toMatchObject({
					is_official
				});
		});
	});

	describe('mentions', () => {
		test('reach whom the district knows, not strangers and not oneself', async () => {
			const writer = await newResident();
			const known = await newResident();
			const stranger = await newResident();
			await aTopic(sql, { author: known.id });
			await aTopic(sql, { author: stranger.id, district: B });
			await aTopic(sql, { author: writer.id });
			const names = await rows(
				sql,
				'select display_name from public.profiles where id = any ($1)',
				[[known.id, stranger.id, writer.id]]
			);
			const written = aNewTopic({
				mentions: [
					...names.map(({ display_name }) => String(display_name).toUpperCase()),
					"'; drop table x; --",
					'%'
				]
			});
			expect((await topic(writer, written)).error).toBeNull();
			expect(await mentioned(written.id)).toEqual([known.id]);
		});

		test('of a thousand people are ten at most', async () => {
			const crowd = await Promise.all(Array.from({ length: 12 }, () => newResident()));
			for (const { id } of crowd) await aTopic(sql, { author: id });
			const names = (
				await rows(sql, 'select display_name from public.profiles where id = any ($1)', [
					crowd.map(({ id }) => id)
				])
			).map(({ display_name }) => display_name as string);
			const strangers = Array.from({ length: 1000 }, (_, n) => `Niemand ${n}`);
			const written = aNewTopic({ mentions: [...names, ...strangers] });
			await topic(resident, written);
			expect(await mentioned(written.id)).toHaveLength(10);
		});

		test('mean who talks here where two have the same name', async () => {
			const [here, elsewhere] = [await newResident(), await newResident()];
			for (const { id } of [here, elsewhere])
				await sql(`update public.profiles set display_name = 'Ali' where id = $1`, [id]);
			await aTopic(sql, { author: elsewhere.id });
			const thread = await aTopic(sql);
			await aReply(sql, thread, { author: here.id });
			const written = aNewReply(thread, { mentions: ['ali'] });
			await reply(resident, written);
			expect(await mentioned(written.id)).toEqual([here.id]);
		});
	});

	describe('changing', () => {
		const edit = (person: Person, p_id: string, p_version: number, changed: Values = {}) =>
			person.db.rpc('edit_post', {
				p_id,
				p_version,
				p_changed: { title: 'Neu', body: 'Neuer Text', language: 'de', ...changed } as Json
			});

		test('keeps the version before, and counts up', async () => {
			const id = await aTopic(sql, { author: resident.id });
			expect((await edit(resident, id, 1)).data).toBe(2);
			expect((await edit(resident, id, 2, { body: 'Noch neuer' })).data).toBe(3);
			expect(await contribution(id)).toMatchObject({
				version: 3,
				title: 'Neu',
				body: 'Noch neuer'
			});
			const kept = await rows(
				sql,
				'select version, body from public.contribution_versions where contribution_id = $1 order by 1',
				[id]
			);
			expect(kept).toEqual([
				{ version: 1, body: 'Wer hat Lust, mit aufzuräumen?' },
				{ version: 2, body: 'Neuer Text' }
			]);
		});

		test('of an older version is refused; the same words again are the version there is', async () => {
			const id = await aTopic(sql, { author: resident.id });
			await edit(resident, id, 1);
			expect(
				(await edit(resident, id, 1, { body: 'Von einem anderen Gerät' })).error
			).toMatchObject({
				code: 'PT409',
				hint: 'version_old'
			});
			expect((await edit(resident, id, 1)).data).toBe(2);
		});

		test('is for its author alone, while it is public and the topic open', async () => {
			const id = await aTopic(sql, { author: resident.id });
			for (const person of [guest, otherResident, moderator, people.admin])
				expect((await edit(person, id, 1)).error?.code).toBe('42501');
			const hidden = await aTopic(sql, { author: resident.id, state: 'hidden' });
			expect((await edit(resident, hidden, 1)).error?.code).toBe('42501');
			const closed = await aTopic(sql, { topic: { closed_at: '2026-01-01T00:00:00Z' } });
			const below = await aReply(sql, closed, { author: resident.id });
			expect((await edit(resident, below, 1)).error?.hint).toBe('closed');
			const report = await aReport(sql, { author: resident.id });
			expect((await edit(resident, report, 1)).error?.code).toBe('42501');
		});

		test('needs a text, and a topic its title', async () => {
			const id = await aTopic(sql, { author: resident.id });
			expect((await edit(resident, id, 1, { title: ' ' })).error?.hint).toBe('title_missing');
			for (const body of [null, ' ', 'x'.repeat(10_001)])
				expect((await edit(resident, id, 1, { body })).error).not.toBeNull();
			expect(await contribution(id)).toMatchObject({ version: 1 });
		});
	});

	describe('taking back', () => {
		const withdraw = (person: Person, p_id: string) => person.db.rpc('withdraw_post', { p_id });

		test('removes one’s own reply, and a topic that nobody has answered', async () => {
			const thread = await aTopic(sql, { author: resident.id });
			const id = await aReply(sql, thread, { author: resident.id });
			expect((await withdraw(resident, thread)).error?.hint).toBe('answered');
			for (let times = 0; times < 2; times++)
				expect((await withdraw(resident, id)).error).toBeNull();
			expect(await contribution(id)).toMatchObject({ state: 'removed' });
			expect((await withdraw(resident, thread)).error).toBeNull();
		});

		test('is for its author alone, and not for what moderators have decided about', async () => {
			const thread = await aTopic(sql);
			const id = await aReply(sql, thread, { author: resident.id });
			for (const person of [guest, otherResident, moderator])
				expect((await withdraw(person, id)).error?.code).toBe('42501');
			const hidden = await aReply(sql, thread, { author: resident.id, state: 'hidden' });
			expect((await withdraw(resident, hidden)).error?.hint).toBe('state_changed');
			const report = await aReport(sql, { author: resident.id });
			expect((await withdraw(resident, report)).error?.code).toBe('42501');
		});
	});
}
