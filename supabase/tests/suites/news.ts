import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import {
	A,
	aMeasure,
	anAccount,
	aProcess,
	aProposal,
	aReply,
	aReport,
	aTopic,
	daysAgo,
	insert,
	rows
} from '../fixtures.ts';
import type { Resident, World } from '../harness.ts';

const FRESH = { created_at: new Date().toISOString(), published_at: new Date().toISOString() };

/** From what happens to whom it concerns: events, follows, and the words handed on. */
export function news(world: World): void {
	const { sql, people } = world;
	const { server, moderator, manager } = people;

	const handOn = async (p_most = 10_000) => {
		const { data, error } = await server.db.rpc('hand_on_events', { p_most });
		expect(error).toBeNull();
		return data as number;
	};
	const told = (person: { id: string | null }) =>
		rows(
			sql,
			'select kind, thread_id, contribution_id, measure_id, detail from public.news where person_id = $1 order by id',
			[person.id]
		);
	const kindsOf = async (person: { id: string | null }) =>
		(await told(person)).map(({ kind }) => kind);
	const follow = (person: Resident, what: Record<string, unknown>) =>
		insert(sql, 'public.follows', { person_id: person.id, district_id: A, ...what });
	const someone = async (): Promise<{ id: string }> => {
		const id = await anAccount(sql);
		await insert(sql, 'public.profiles', { id, display_name: 'Anna' });
		return { id };
	};
	const reply = (thread: string, author: string | null, more: Record<string, unknown> = {}) =>
		aReply(sql, thread, { author, contribution: FRESH, reply: more });
	const mention = (contribution_id: string, person_id: string) =>
		insert(sql, 'public.mentions', { contribution_id, person_id });

	beforeEach(async () => {
		await sql('update private.events set handed_on_at = now() where handed_on_at is null');
	});

	describe('following', () => {
		test('begins by itself with what one writes, and where one replies', async () => {
			const [author, replier] = [await someone(), await someone()];
			const topic = await aTopic(sql, { author: author.id });
			await reply(topic, replier.id);
			await reply(topic, replier.id);
			expect(
				await rows(sql, 'select person_id from public.follows where contribution_id = $1', [topic])
			).toEqual(expect.arrayContaining([{ person_id: author.id }, { person_id: replier.id }]));
			expect(
				await rows(sql, 'select id from public.follows where contribution_id = $1', [topic])
			).toHaveLength(2);
		});

		test('goes on where a topic is merged into another', async () => {
			const [person, target] = [await world.newResident(), await aTopic(sql)];
			const topic = await aTopic(sql);
			await follow(person, { contribution_id: topic });
			await sql(
				`update public.contributions set state = 'merged', merged_into = $2 where id = $1`,
				[topic, target]
			);
			await reply(target, null);
			await handOn();
			expect(await kindsOf(person)).toEqual(['reply']);
		});

		test('of one thing twice is refused, and stopping is everybody’s own', async () => {
			const [person, other] = [await world.newResident(), await world.newResident()];
			const wish = { person_id: person.id, district_id: A, contribution_id: await aTopic(sql) };
			expect((await person.db.from('follows').insert(wish)).error).toBeNull();
			expect((await person.db.from('follows').insert(wish)).error?.code).toBe('23505');
			await other.db.from('follows').delete().eq('person_id', person.id);
			expect((await person.db.from('follows').select()).data).toHaveLength(1);
			await person.db.from('follows').delete().eq('person_id', person.id);
			await reply(wish.contribution_id, null);
			await handOn();
			expect(await told(person)).toEqual([]);
		});
	});

	describe('a reply', () => {
		test('is told to all who follow its thread, but not to whoever wrote it', async () => {
			const [author, replier, other] = [await someone(), await someone(), await someone()];
			const topic = await aTopic(sql, { author: author.id });
			const said = await reply(topic, replier.id);
			await handOn();
			expect(await told(author)).toMatchObject([
				{ kind: 'reply', thread_id: topic, contribution_id: said }
			]);
			expect(await told(replier)).toEqual([]);
			expect(await told(other)).toEqual([]);
		});

		test('is called by what it is', async () => {
			const author = await someone();
			const proposal = await aProposal(sql, { author: author.id });
			await reply(proposal, null, { is_official: true });
			await reply(proposal, null, { side: 'against' });
			await handOn();
			expect(await told(author)).toMatchObject([
				{ kind: 'official_reply', detail: {} },
				{ kind: 'argument', detail: { side: 'against' } }
			]);
		});

		test('that mentions a person is one word to them, the mention', async () => {
			const author = await someone();
			const topic = await aTopic(sql, { author: author.id });
			await mention(await reply(topic, null), author.id);
			// Also where the two are handed on at different times.
			await handOn(1);
			await handOn(1);
			expect(await kindsOf(author)).toEqual(['mention']);
		});

		test('is a reply to whoever does not want to hear of mentions', async () => {
			const author = await someone();
			await insert(sql, 'public.news_settings', { person_id: author.id, muted: ['mention'] });
			const topic = await aTopic(sql, { author: author.id });
			await mention(await reply(topic, null), author.id);
			await handOn();
			expect(await kindsOf(author)).toEqual(['reply']);
		});

		test('is not told any more once it is hidden, nor what is in a hidden thread', async () => {
			const [author, follower] = [await someone(), await world.newResident()];
			const topic = await aTopic(sql, { author: author.id });
			await follow(follower, { contribution_id: topic });
			const said = await reply(topic, null);
			await sql(`update public.contributions set state = 'hidden' where id = $1`, [said]);
			await reply(topic, null);
			await sql(`update public.contributions set state = 'hidden' where id = $1`, [topic]);
			await handOn();
			expect(await told(follower)).toEqual([]);
		});

		test('with an old date, as it is brought in from elsewhere, is no news', async () => {
			const author = await someone();
			const topic = await aTopic(sql, { author: author.id });
			await aReply(sql, topic);
			await handOn();
			expect(await told(author)).toEqual([]);
		});
	});

	test('a mention of a thousand people is told to twenty', async () => {
		const topic = await aTopic(sql, { contribution: FRESH });
		await sql(
			`with accounts as (
				insert into auth.users (id, email)
				select id, id || '@example.org'
				from (select gen_random_uuid() as id from generate_series(1, 1000)) as made
				returning id
			), named as (
				insert into public.profiles (id, display_name) select id, 'Viele' from accounts returning id
			) insert into public.mentions (contribution_id, person_id) select $1, id from named`,
			[topic]
		);
		await handOn();
		const [heard] = await sql(
			'select count(*)::int as people from public.news where contribution_id = $1',
			[topic]
		);
		expect(heard).toEqual({ people: 20 });
	});

	describe('something new', () => {
		test('is told to those who follow its sphere in its district', async () => {
			const [here, elsewhere, other] = [
				await world.newResident(),
				await world.newResident(),
				await world.newResident()
			];
			await follow(here, { sphere: 'living' });
			await follow(other, { sphere: 'health' });
			await insert(sql, 'public.follows', {
				person_id: elsewhere.id,
				district_id: 'neustaedter-feld',
				sphere: 'living'
			});
			const topic = await aTopic(sql, { contribution: FRESH });
			await handOn();
			expect(await told(here)).toMatchObject([{ kind: 'topic', thread_id: topic }]);
			expect(await told(other)).toEqual([]);
			expect(await told(elsewhere)).toEqual([]);
		});

		test('is told to those whose place it is near, once, also where they follow its sphere', async () => {
			const [near, far] = [await world.newResident(), await world.newResident()];
			await follow(near, { latitude: 51.48, longitude: 11.92, radius_m: 250 });
			await follow(near, { sphere: 'public_space' });
			// 0.005 degrees of longitude are about 346 metres here.
			await follow(far, { latitude: 51.48, longitude: 11.925, radius_m: 250 });
			await aReport(sql, { contribution: { ...FRESH, latitude: 51.481, longitude: 11.92 } });
			await handOn();
			expect(await kindsOf(near)).toEqual(['report']);
			expect(await told(far)).toEqual([]);
		});

		test('is told when it becomes public and not before, and never again', async () => {
			const person = await world.newResident();
			await follow(person, { sphere: 'public_space' });
			const id = await aReport(sql, { state: 'pending' });
			await handOn();
			expect(await told(person)).toEqual([]);
			for (const p_action of ['publish', 'hide', 'restore'] as const)
				await moderator.db.rpc('decide_report', { p_report: id, p_action, p_reason: 'Darum.' });
			await handOn();
			expect(await kindsOf(person)).toEqual(['report']);
		});
	});

	describe('what staff decide', () => {
		const decide = (p_report: string, p_action: 'publish' | 'hide' | 'restore' | 'remove') =>
			moderator.db.rpc('decide_report', { p_report, p_action, p_reason: 'Darum.' });

		test('about something of theirs is told to its author, also where nobody else may read it', async () => {
			const author = await world.newResident();
			const id = await aReport(sql, { author: author.id, state: 'pending' });
			for (const action of ['publish', 'hide', 'restore', 'remove'] as const)
				expect((await decide(id, action)).error).toBeNull();
			await handOn();
			expect(await told(author)).toMatchObject([
				{ kind: 'restored', detail: { action: 'publish' } },
				{ kind: 'hidden', detail: { action: 'hide', reason: { de: 'Darum.' } } },
				{ kind: 'restored', detail: { action: 'restore' } },
				{ kind: 'hidden', detail: { action: 'remove' } }
			]);
		});

		test('an answer to a report is told to its author and to all who follow it, once each', async () => {
			const [author, follower] = [await world.newResident(), await world.newResident()];
			const id = await aReport(sql, { author: author.id });
			await follow(follower, { contribution_id: id });
			const answer = { de: 'Im Mai.', ar: 'في مايو.' };
			await moderator.db.rpc('decide_report', {
				p_report: id,
				p_action: 'status',
				p_status: 'planned',
				p_answer: answer
			});
			await handOn();
			for (const person of [author, follower])
				expect(await told(person)).toMatchObject([
					{ kind: 'report_status', thread_id: id, detail: { status: 'planned', answer } }
				]);
		});

		test('the status of a proposal is told to its followers, with what is looked into', async () => {
			const author = await someone();
			const proposal_id = await aProposal(sql, { author: author.id });
			await insert(sql, 'public.proposal_updates', {
				proposal_id,
				status: 'checking',
				aspect: 'legal'
			});
			await handOn();
			expect(await told(author)).toMatchObject([
				{ kind: 'proposal_status', detail: { status: 'checking', aspect: 'legal' } }
			]);
		});

		test('a measure is told to those behind it once, and how it goes on to all who follow it', async () => {
			const [author, follower] = [await world.newResident(), await world.newResident()];
			const id = await aMeasure(sql, { is_public: true });
			const source = await aReport(sql, { author: author.id });
			await follow(follower, { measure_id: id });
			for (let again = 0; again < 2; again++) {
				await manager.db.rpc('add_source', { p_measure: id, p_contribution: source });
				if (!again)
					await manager.db.rpc('remove_source', { p_measure: id, p_contribution: source });
			}
			await manager.db.from('measures').update({ status: 'running' }).eq('id', id);
			await handOn();
			expect(await told(author)).toMatchObject([
				{ kind: 'measure', thread_id: source, measure_id: id },
				{ kind: 'measure_status', measure_id: id, detail: { status: 'running' } }
			]);
			expect(await kindsOf(follower)).toEqual(['measure_status']);
		});

		test('a draft of a measure is told to nobody', async () => {
			const follower = await world.newResident();
			const id = await aMeasure(sql, { is_public: false });
			await follow(follower, { measure_id: id });
			await manager.db.from('measures').update({ status: 'running' }).eq('id', id);
			await handOn();
			expect(await told(follower)).toEqual([]);
		});
	});

	describe('a proposal', () => {
		const amend = (proposal_id: string, author_id: string) =>
			insert(sql, 'public.amendments', {
				id: randomUUID(),
				proposal_id,
				author_id,
				base_version: 1,
				language: 'de',
				title: 'Zwei Plätze',
				summary: 'Zwei',
				body: 'Zwei Plätze zum Grillen.'
			});

		test('that somebody wants to change is told to all its authors, and the decision to them', async () => {
			const [author, together, helper] = [await someone(), await someone(), await someone()];
			const proposal = await aProposal(sql, { author: author.id });
			await insert(sql, 'public.proposal_authors', {
				proposal_id: proposal,
				person_id: together.id
			});
			const { id } = await amend(proposal, helper.id);
			await handOn();
			for (const person of [author, together]) expect(await kindsOf(person)).toEqual(['amendment']);
			expect(await told(helper)).toEqual([]);
			await sql(`update public.amendments set state = 'accepted' where id = $1`, [id]);
			await handOn();
			expect(await told(helper)).toMatchObject([
				{ kind: 'amendment_decided', detail: { state: 'accepted' } }
			]);
		});

		test('whose process enters a phase is told once to those who follow it, however many proposals', async () => {
			const person = await world.newResident();
			const process = await aProcess(sql);
			for (let made = 0; made < 3; made++)
				await follow(person, { contribution_id: await aProposal(sql, { process }) });
			await sql(
				`update public.phases set starts_on = (now() at time zone 'Europe/Berlin')::date,
					ends_on = greatest(ends_on, current_date + 2)
				where process_id = $1 and kind = 'discuss'`,
				[process]
			);
			await handOn();
			await handOn();
			expect(await told(person)).toMatchObject([
				{
					kind: 'phase',
					detail: { process, phase: 'discuss', title: { de: 'Unser Quartier 2027' } }
				}
			]);
		});
	});

	test('what a person does not want to hear of is not told', async () => {
		const author = await someone();
		await insert(sql, 'public.news_settings', { person_id: author.id, muted: ['reply'] });
		const topic = await aTopic(sql, { author: author.id });
		await reply(topic, null);
		await reply(topic, null, { is_official: true });
		await handOn();
		expect(await kindsOf(author)).toEqual(['official_reply']);
	});

	test('each person has each thing once, whatever they follow and however it is handed on', async () => {
		const folk = await Promise.all(Array.from({ length: 6 }, () => someone()));
		const topics = await Promise.all(
			folk.map(({ id }) => aTopic(sql, { author: id, contribution: FRESH }))
		);
		// A fixed walk through all combinations, so that a failure can be repeated.
		for (let step = 0; step < 40; step++) {
			const person = folk[(step * 7) % 6] ?? folk[0];
			const topic = topics[(step * 5 + (step >> 3)) % 6] ?? '';
			if (step % 4 === 0)
				await sql(
					`insert into public.follows (person_id, district_id, sphere) values ($1, $2, 'living') on conflict do nothing`,
					[person?.id, A]
				);
			const said = await reply(topic, person?.id ?? null, { is_official: step % 9 === 0 });
			if (step % 3 === 0) await mention(said, folk[(step + 1) % 6]?.id ?? '');
			if (step % 5 === 0) await mention(said, folk[(step + 2) % 6]?.id ?? '');
		}
		while ((await Promise.all([handOn(7), handOn(3), handOn(5)])).some((handled) => handled > 0));
		const twice = await sql(
			`select person_id, event_id from public.news group by 1, 2 having count(*) > 1`
		);
		expect(twice).toEqual([]);
		const [own] = await sql(
			`select count(*)::int as own from public.news as n join public.contributions as c
				on c.id = n.contribution_id and c.author_id = n.person_id
			where n.person_id = any ($1::uuid[])`,
			[folk.map(({ id }) => id)]
		);
		expect(own).toEqual({ own: 0 });
		// Every reply reached everybody who follows its topic, but its author: as one word.
		const [missing] = await sql(
			`select count(*)::int as missing
			from public.replies as r join public.contributions as c on c.id = r.id
			join public.follows as f on f.contribution_id = r.thread_id and f.created_at <= c.published_at
			where r.thread_id = any ($1::uuid[]) and f.person_id is distinct from c.author_id and (
				select count(*) from public.news as n where n.person_id = f.person_id and n.contribution_id = r.id
			) <> 1`,
			[topics]
		);
		expect(missing).toEqual({ missing: 0 });
	});

	describe('the list of a person', () => {
		const list = async ({ db }: Pick<Resident, 'db'>, more = {}) => {
			const { data, error } = await db.rpc('news_list', { p_language: 'ar', ...more });
			expect(error).toBeNull();
			return data as Record<string, unknown>[];
		};

		test('has the words in their language where there is a translation, and pages', async () => {
			const person = await world.newResident();
			const topic = await aTopic(sql);
			await follow(person, { contribution_id: topic });
			await insert(sql, 'public.translations', {
				contribution_id: topic,
				language: 'ar',
				version: 1,
				title: 'مكان للشواء',
				body: 'نص',
				origin: 'machine',
				provider: 'test'
			});
			await reply(topic, null);
			await reply(topic, null);
			await handOn();
			const [newest, oldest] = await list(person);
			expect(newest).toMatchObject({
				kind: 'reply',
				is_read: false,
				thread: { id: topic, title: 'Ein Grillplatz am Bruchsee', translated: 'مكان للشواء' },
				said: { language: 'de', text: 'Wer hat Lust, mit aufzuräumen?' }
			});
			expect(await list(person, { p_before: newest?.created_at, p_before_id: newest?.id })).toEqual(
				[oldest]
			);
		});

		test('says nothing of what was hidden meanwhile', async () => {
			const person = await world.newResident();
			const topic = await aTopic(sql);
			await follow(person, { contribution_id: topic });
			const said = await reply(topic, null);
			await handOn();
			await sql(`update public.contributions set state = 'hidden' where id = $1`, [said]);
			expect(await list(person)).toMatchObject([{ said: null }]);
		});

		test('is marked as read by opening one, all, or the thread itself, and by nobody else', async () => {
			const [person, other] = [await world.newResident(), await world.newResident()];
			const topic = await aTopic(sql);
			await follow(person, { contribution_id: topic });
			const unread = () =>
				rows(sql, 'select id from public.news where person_id = $1 and read_at is null', [
					person.id
				]);
			for (let made = 0; made < 4; made++) await reply(topic, null);
			await handOn();
			const [first] = await list(person);
			const p_id = first?.id as number;
			expect((await other.db.rpc('read_news', { p_id })).data).toBeNull();
			await other.db.rpc('read_all_news');
			expect(await unread()).toHaveLength(4);
			expect((await person.db.rpc('read_news', { p_id })).data).toMatchObject({
				kind: 'reply',
				district: A,
				of: 'topic',
				thread: topic
			});
			expect(await unread()).toHaveLength(3);
			const { error } = await person.db
				.from('reads')
				.insert({ person_id: person.id, thread_id: topic, number: 2 });
			expect(error).toBeNull();
			expect(await unread()).toHaveLength(1);
			await person.db.rpc('read_all_news');
			expect(await unread()).toEqual([]);
		});
	});

	test('events are forgotten after a month, and news after a year', async () => {
		const person = await someone();
		await insert(sql, 'public.news', {
			person_id: person.id,
			district_id: A,
			event_id: 999_999_999,
			kind: 'phase',
			created_at: daysAgo(370)
		});
		await sql(`update private.events set handed_on_at = now() - interval '31 days'`);
		expect((await server.db.rpc('tidy_news')).error).toBeNull();
		expect(await sql('select id from private.events')).toEqual([]);
		expect(await told(person)).toEqual([]);
	});
}
