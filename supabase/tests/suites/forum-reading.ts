import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PostVersions, TopicCard, TopicPage } from '../../../src/lib/features/forum/model.ts';
import {
	A,
	aDistrict,
	aPhoto,
	aProposal,
	aReply,
	aTopic,
	B,
	insert,
	type TopicWish
} from '../fixtures.ts';
import type { Person, World } from '../harness.ts';

/** The board, a topic with its pages, and how something was changed, as every reader gets them. */
export function forumReading({ people, sql, newResident }: World): void {
	const { guest, resident, otherResident, moderator } = people;

	const board = async (p_district: string, person: Person = guest, further = {}) => {
		const { data, error } = await person.db.rpc('forum_board', {
			p_district,
			p_reader: 'de',
			...further
		});
		expect(error).toBeNull();
		return data as unknown as TopicCard[];
	};
	const open = async (p_id: string, person: Person = guest, further = {}, p_district = A) => {
		const { data, error } = await person.db.rpc('topic_page', {
			p_district,
			p_id,
			p_reader: 'de',
			...further
		});
		expect(error).toBeNull();
		return data as unknown as TopicPage & { moved?: unknown };
	};
	const shown = ({ thread }: TopicPage) => thread.replies.map(({ number }) => number);
	const spanning = (from: number, to: number) =>
		Array.from({ length: to - from + 1 }, (_, n) => from + n);
	const translate = (
		contribution_id: string,
		language: string,
		title: string | null,
		body: string
	) =>
		insert(sql, 'public.translations', {
			contribution_id,
			language,
			version: 1,
			title,
			body,
			origin: 'machine',
			provider: 'Demo',
			is_locked: false,
			written_at: '2026-01-01T00:00:00Z'
		});

	describe('the board', () => {
		let district: string;
		const made: Record<string, string> = {};
		const put = async (name: string, minutes: number, wish: TopicWish = {}) => {
			const at = new Date(Date.parse('2026-05-01T10:00:00Z') + minutes * 60_000).toISOString();
			made[name] = await aTopic(sql, {
				district,
				...wish,
				contribution: { title: name, published_at: at, ...wish.contribution }
			});
		};
		const titles = (cards: TopicCard[]) => cards.map(({ title }) => title);

		beforeAll(async () => {
			district = await aDistrict(sql);
			await put('old', 1);
			await put('pinned', 2, { topic: { is_pinned: true } });
			await put('health', 3, { contribution: { sphere: 'health' } });
			await put('hidden', 4, { state: 'hidden' });
			await put('new', 5, { topic: { closed_at: '2026-05-02T00:00:00Z' } });
			await aReply(sql, made.old ?? '', { contribution: { created_at: '2026-06-01T00:00:00Z' } });
		});

		test('has what is pinned first, then what was said last; nothing hidden', async () => {
			expect(titles(await board(district))).toEqual(['pinned', 'old', 'new', 'health']);
			expect(titles(await board(district, moderator))).toEqual(['pinned', 'old', 'new', 'health']);
			expect(await board('nowhere')).toEqual([]);
		});

		test('of a sphere has its topics alone', async () => {
			expect(titles(await board(district, guest, { p_sphere: 'health' }))).toEqual(['health']);
			const { error } = await guest.db.rpc('forum_board', {
				p_district: district,
				p_reader: 'de',
				p_sphere: 'dragons'
			});
			expect(error).not.toBeNull();
		});

		test('tells how a topic stands', async () => {
			const cards = await board(district);
			expect(cards.find(({ title }) => title === 'new')).toMatchObject({
				is_closed: true,
				is_answered: false,
				is_unread: false,
				replies: 0,
				author: null,
				language: 'de'
			});
			expect(cards.find(({ title }) => title === 'old')?.replies).toBe(1);
		});

		test.for([1, 3, 20])('is complete and without repetition, by %i', async (p_limit) => {
			const crowded = await aDistrict(sql);
			for (let n = 0; n < 23; n++)
				await aTopic(sql, {
					district: crowded,
					contribution: { published_at: `2026-05-01T10:00:00.${100000 + Math.floor(n / 3)}Z` },
					topic: { is_pinned: n === 7 }
				});
			const seen: string[] = [];
			let further: object = { p_limit };
			for (let pages = 0; pages < 40; pages++) {
				const page = await board(crowded, guest, further);
				seen.push(...page.map(({ id }) => id));
				const last = page.filter(({ is_pinned }) => !is_pinned).at(-1);
				if (!last) break;
				further = { p_limit, p_before: last.activity_at, p_before_id: last.id };
			}
			expect(seen).toHaveLength(23);
			expect(new Set(seen).size).toBe(23);
		});

		test('speaks the language of its reader where there is a translation', async () => {
			const id = await aTopic(sql, { district: await aDistrict(sql) });
			await translate(id, 'ar', 'مكان للشواء', 'من يريد المساعدة؟');
			const [{ district_id }] = (await sql(
				'select district_id from public.contributions where id = $1',
				[id]
			)) as [{ district_id: string }];
			expect(await board(district_id, guest, { p_reader: 'ar' })).toMatchObject([
				{ language: 'ar', title: 'مكان للشواء', excerpt: 'من يريد المساعدة؟' }
			]);
			expect(await board(district_id)).toMatchObject([{ language: 'de' }]);
		});

		test('marks what the reader has not seen', async () => {
			const quarter = await aDistrict(sql);
			const reader = await newResident();
			const before = await aTopic(sql, { district: quarter });
			const after = await aTopic(sql, {
				district: quarter,
				contribution: { created_at: '2100-01-01T00:00:00Z', published_at: '2100-01-01T00:00:00Z' }
			});
			const unread = async () =>
				(await board(quarter, reader)).filter(({ is_unread }) => is_unread).map(({ id }) => id);
			expect(await unread()).toEqual([after]);
			await open(after, reader, {}, quarter);
			expect(await unread()).toEqual([]);
			await open(before, reader, {}, quarter);
			await aReply(sql, before);
			expect(await unread()).toEqual([before]);
			await open(before, reader, {}, quarter);
			expect(await unread()).toEqual([]);
		});
	});

	describe('a topic', () => {
		let topic: string;
		const ids: string[] = [];

		beforeAll(async () => {
			topic = await aTopic(sql, { author: resident.id });
			for (let n = 0; n < 50; n++) ids.push(await aReply(sql, topic));
			// 5 and 6 were hidden, 7 was taken back by its author.
			for (const index of [4, 5])
				await sql(`update public.contributions set state = 'hidden' where id = $1`, [ids[index]]);
			await sql(`update public.contributions set state = 'removed' where id = $1`, [ids[6]]);
		});

		test.for<[string, object, number[], boolean, boolean]>([
			['the first page', {}, [...spanning(1, 4), ...spanning(8, 23)], false, true],
			['the next', { p_after: 23 }, spanning(24, 43), true, true],
			['what comes before', { p_before: 24 }, [...spanning(1, 4), ...spanning(8, 23)], false, true],
			['the last', { p_before: 51 }, spanning(31, 50), true, false],
			['the page with a reply', { p_at: 45 }, spanning(41, 50), true, false],
			[
				'the page with the first',
				{ p_at: 1 },
				[...spanning(1, 4), ...spanning(8, 23)],
				false,
				true
			],
			['nothing, past the end', { p_after: 50 }, [], true, false],
			['nothing, far past the end', { p_at: 2_000_000_000 }, [], true, false]
		])('shows %s', async ([, position, numbers, more_before, more_after]) => {
			const page = await open(topic, guest, position);
			expect(shown(page)).toEqual(numbers);
			expect(page.thread).toMatchObject({ last: 50, more_before, more_after });
			expect(page.count).toBe(47);
		});

		test('says where something is gone, and who took it away, to staff too', async () => {
			const gaps = [
				{ number: 5, withdrawn: false },
				{ number: 6, withdrawn: false },
				{ number: 7, withdrawn: true }
			];
			for (const person of [guest, resident, moderator]) {
				const page = await open(topic, person);
				expect(page.thread.gaps).toEqual(gaps);
				expect(shown(page)).not.toContain(5);
			}
			expect((await open(topic, guest, { p_after: 23 })).thread.gaps).toEqual([]);
		});

		test('has everything a reply brings along', async () => {
			const writer = await newResident();
			await sql(`update public.profiles set display_name = 'Trần Mai' where id = $1`, [writer.id]);
			const thread = await aTopic(sql);
			const first = await aReply(sql, thread, {
				author: writer.id,
				contribution: { language: 'ar', body: 'نعم' }
			});
			await translate(first, 'de', null, 'Ja');
			const photo = await aPhoto(sql, first);
			await aReply(sql, thread, { reply: { quoted_id: first, is_official: true } });
			await sql('update public.topics set answer_id = $2 where id = $1', [thread, first]);
			for (const person of [resident, otherResident])
				await insert(sql, 'public.reactions', {
					contribution_id: first,
					person_id: person.id,
					kind: 'thanks',
					created_at: '2026-01-01T00:00:00Z'
				});
			const page = await open(thread, resident);
			expect(page.thread.replies).toMatchObject([
				{
					id: first,
					number: 1,
					author: 'Trần Mai',
					is_own: false,
					is_official: false,
					language: 'ar',
					translation: { language: 'de', body: 'Ja', origin: 'machine' },
					photos: [{ id: photo, width: 800, height: 600 }],
					reactions: { counts: { thanks: 2 }, own: ['thanks'] },
					quoted: null
				},
				{ is_official: true, quoted: { number: 1, author: 'Trần Mai', excerpt: 'نعم' } }
			]);
			expect(page.answer).toMatchObject({ number: 1, author: 'Trần Mai' });
			expect((await open(thread)).thread.replies[0]?.reactions.own).toEqual([]);
			await sql(`update public.contributions set state = 'hidden' where id = $1`, [first]);
			const [left] = (await open(thread)).thread.replies;
			expect(left?.quoted).toBeNull();
			expect((await open(thread)).answer).toBeNull();
		});

		test('remembers how far its reader has come, and never back', async () => {
			const reader = await newResident();
			expect((await open(topic, reader)).seen).toBeNull();
			expect((await open(topic, reader, { p_at: 45 })).seen).toBe(23);
			expect((await open(topic, reader)).seen).toBe(50);
			expect((await open(topic, reader)).seen).toBe(50);
			expect((await open(topic)).seen).toBeNull();
		});

		test('that is hidden is there for its author and for moderators alone', async () => {
			const hidden = await aTopic(sql, { author: resident.id, state: 'hidden' });
			expect((await open(hidden, resident)).state).toBe('hidden');
			expect((await open(hidden, moderator)).state).toBe('hidden');
			for (const person of [guest, otherResident, people.managerB])
				expect(await open(hidden, person)).toEqual({ moved: null });
		});

		test('is found in its own district alone', async () => {
			expect(await open(topic, guest, {}, B)).toEqual({ moved: null });
			expect(await open(randomUUID())).toEqual({ moved: null });
		});

		test('is where the id of a reply leads, a hidden one too', async () => {
			for (const index of [44, 4])
				expect(await open(ids[index] ?? '')).toEqual({
					moved: { kind: 'topic', id: topic, number: index + 1 }
				});
			const proposal = await aProposal(sql);
			expect(await open(await aReply(sql, proposal))).toEqual({
				moved: { kind: 'proposal', id: proposal, number: 1 }
			});
			const hidden = await aTopic(sql, { state: 'hidden' });
			expect(await open(await aReply(sql, hidden))).toEqual({ moved: null });
		});

		test('is where what was merged into it leads, over several steps', async () => {
			const merged = async (merged_into: string) =>
				aTopic(sql, { contribution: { state: 'merged', merged_into, published_at: null } });
			const first = await merged(topic);
			const second = await merged(first);
			expect(await open(second)).toEqual({ moved: { kind: 'topic', id: topic, number: null } });
		});
	});

	test('earlier versions are there for whoever may read the post, newest first', async () => {
		const id = await aTopic(sql, { author: resident.id, contribution: { version: 3 } });
		for (const version of [1, 2])
			await insert(sql, 'public.contribution_versions', {
				contribution_id: id,
				version,
				language: 'de',
				title: 'T',
				body: `Text ${version}`,
				detail: {},
				written_at: '2026-01-01T00:00:00Z'
			});
		const versions = async (person: Person) =>
			(await person.db.rpc('post_versions', { p_district: A, p_id: id }))
				.data as unknown as PostVersions;
		expect(await versions(guest)).toMatchObject({
			version: 3,
			is_own: false,
			place: { kind: 'topic', id, number: null },
			earlier: [{ version: 2, body: 'Text 2' }, { version: 1 }]
		});
		expect((await versions(resident)).is_own).toBe(true);
		await sql(`update public.contributions set state = 'hidden' where id = $1`, [id]);
		expect(await versions(guest)).toBeNull();
		expect(await versions(resident)).toMatchObject({ state: 'hidden', place: null });
	});
}
