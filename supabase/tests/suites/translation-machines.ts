import { beforeAll, describe, expect, test } from 'vitest';
import { makeTranslations } from '../../../src/lib/server/translate/job.ts';
import { TranslationError, type Provider } from '../../../src/lib/server/translate/providers.ts';
import { A, aReply, aReport, aTopic, rows, nameAgain } from '../fixtures.ts';
import type { World } from '../harness.ts';

const BODY = 'Nội dung đã được dịch sang tiếng Việt';

/** What machines translate, for whom, and how much of it. */
export function translationMachines(world: World): void {
	const { sql, people } = world;
	const { server, moderator } = people;

	const forget = () => sql('delete from private.translation_requests');
	const request = async (ids: string[], p_language = 'vi') => {
		const { data, error } = await server.db.rpc('request_translations', { p_ids: ids, p_language });
		expect(error).toBeNull();
		return data;
	};
	const claim = async (p_most = 50) => {
		const { data, error } = await server.db.rpc('claim_translations', { p_most });
		expect(error).toBeNull();
		return data ?? [];
	};
	const made = (version = 1, source = 'de') => ({
		source,
		version,
		provider: 'Test',
		title: 'Máy dịch',
		body: 'Máy dịch'
	});
	const settle = async (id: string, p_made: ReturnType<typeof made> | null, p_error?: string) => {
		const { error } = await server.db.rpc('settle_translation', {
			p_contribution: id,
			p_language: 'vi',
			p_made,
			p_error
		});
		expect(error).toBeNull();
	};
	const translationsOf = (id: string) =>
		rows(
			sql,
			'select language, version, body, origin, provider from public.translations where contribution_id = $1',
			[id]
		);
	const requests = () =>
		rows(sql, 'select contribution_id, attempts, last_error from private.translation_requests');
	/** As if so many minutes had passed. */
	const pass = (minutes: number) =>
		sql(
			`update private.translation_requests
			set next_attempt_at = next_attempt_at - $1::int * interval '1 minute'`,
			[minutes]
		);

	describe('requests for translations', () => {
		beforeAll(() => nameAgain(sql, people));

		test('are for what is public, foreign and not translated', async () => {
			await forget();
			const wanted = await aTopic(sql);
			const others = [
				await aTopic(sql, { state: 'hidden' }),
				await aReport(sql, { state: 'pending' }),
				await aTopic(sql, { contribution: { language: 'vi' } }),
				crypto.randomUUID()
			];
			expect(await request([wanted, ...others])).toBe(1);
			expect(await request([wanted])).toBe(0);
			expect((await claim()).map(({ contribution }) => contribution)).toEqual([wanted]);
		});

		test('come again for an outdated machine’s, never for a person’s or a locked one', async () => {
			await forget();
			const [machine, person, locked, fresh] = await Promise.all(
				Array.from({ length: 4 }, () => aTopic(sql, { contribution: { version: 2 } }))
			);
			const put = (id: string | undefined, origin: string, version: number, is_locked: boolean) =>
				sql(
					`insert into public.translations
						(contribution_id, language, version, title, body, origin, provider, is_locked)
					values ($1, 'vi', $3, 'T', 'B', $2::public.translation_origin,
						case when $2 = 'machine' then 'Test' end, $4)`,
					[id, origin, version, is_locked]
				);
			await put(machine, 'machine', 1, false);
			await put(person, 'person', 1, false);
			await put(locked, 'machine', 1, true);
			await put(fresh, 'machine', 2, false);
			expect(await request([machine, person, locked, fresh].map(String))).toBe(1);
			expect((await claim()).map(({ contribution }) => contribution)).toEqual([machine]);
		});

		test('nonsense is refused', async () => {
			for (const [p_ids, p_language] of [
				[['x'], 'vi'],
				[[await aTopic(sql)], 'xx']
			] as const)
				expect(
					(await server.db.rpc('request_translations', { p_ids: [...p_ids], p_language })).error
				).not.toBeNull();
		});

		test('carry all that is needed, with the names of people in it', async () => {
			await forget();
			const { resident, otherResident } = people;
			const topic = await aTopic(sql);
			const id = await aReply(sql, topic, {
				author: resident.id,
				contribution: { body: 'Hallo @otherResident' }
			});
			await sql('insert into public.mentions values ($1, $2)', [id, otherResident.id]);
			await request([id]);
			const [due] = await claim();
			expect(due).toMatchObject({
				contribution: id,
				source: 'de',
				target: 'vi',
				version: 1,
				title: null,
				summary: null,
				body: 'Hallo @otherResident'
			});
			expect(due?.names.toSorted()).toEqual(['otherResident', 'resident']);
		});

		test('are each given to one of many', async () => {
			await forget();
			const ids = await Promise.all(Array.from({ length: 30 }, () => aTopic(sql)));
			expect(await request(ids)).toBe(30);
			const claims = await Promise.all(Array.from({ length: 6 }, () => claim(7)));
			const given = claims.flat().map(({ contribution }) => contribution);
			expect(new Set(given).size).toBe(given.length);
			expect(given).toHaveLength(30);
			expect(Math.max(...claims.map((some) => some.length))).toBe(7);
			expect(await claim()).toEqual([]);
		});

		if (world.backend === 'PostgreSQL')
			test('are not given while another process is just taking them', async () => {
				await forget();
				await request(await Promise.all(Array.from({ length: 4 }, () => aTopic(sql))));
				const [first, second] = [world.connect(), world.connect()];
				const take = 'select contribution from private.claim_translations(3)';
				await first.unsafe('begin');
				const taken = await first.unsafe(take);
				const rest = await second.unsafe(take);
				await first.unsafe('commit');
				expect(taken).toHaveLength(3);
				expect(rest).toHaveLength(1);
				expect(taken.map(({ contribution }) => contribution)).not.toContain(rest[0]?.contribution);
				await Promise.all([first.end(), second.end()]);
			});

		test('are forgotten when it is hidden before its turn', async () => {
			await forget();
			const id = await aTopic(sql);
			await request([id]);
			await sql(`update public.contributions set state = 'hidden' where id = $1`, [id]);
			expect(await claim()).toEqual([]);
			expect(await requests()).toEqual([]);
		});

		test('that fail come again after growing pauses, eight times', async () => {
			await forget();
			const id = await aTopic(sql);
			await request([id]);
			for (const pause of [2, 4, 8]) {
				expect(await claim()).toHaveLength(1);
				await settle(id, null, 'timeout');
				await pass(pause - 1);
				expect(await claim()).toEqual([]);
				await pass(1);
			}
			for (let attempt = 4; attempt <= 8; attempt++) {
				expect(await claim()).toHaveLength(1);
				await pass(10_000);
			}
			expect(await claim()).toEqual([]);
			expect(await requests()).toMatchObject([{ attempts: 8, last_error: 'timeout' }]);
			// An edit is a new text.
			await sql('update public.contributions set version = 2 where id = $1', [id]);
			expect(await request([id])).toBe(1);
			expect(await claim()).toMatchObject([{ version: 2 }]);
		});
	});

	describe('what a machine made', () => {
		test('is there, and in the history, and nobody waits for it', async () => {
			await forget();
			const id = await aTopic(sql);
			await request([id]);
			await claim();
			await settle(id, made());
			expect(await translationsOf(id)).toEqual([
				{ language: 'vi', version: 1, body: 'Máy dịch', origin: 'machine', provider: 'Test' }
			]);
			expect(
				await rows(
					sql,
					'select origin, provider from public.translation_versions where contribution_id = $1',
					[id]
				)
			).toEqual([{ origin: 'machine', provider: 'Test' }]);
			expect(await requests()).toEqual([]);
		});

		test('never takes the place of a person’s or a locked one, nor of a newer one', async () => {
			for (const [origin, is_locked, version] of [
				['person', false, 1],
				['machine', true, 1],
				['machine', false, 2]
			] as const) {
				const id = await aTopic(sql, { contribution: { version: 2 } });
				await sql(
					`insert into public.translations
						(contribution_id, language, version, title, body, origin, provider, is_locked)
					values ($1, 'vi', $4, 'T', 'Da', $2::public.translation_origin,
						case when $2 = 'machine' then 'Test' end, $3)`,
					[id, origin, is_locked, version]
				);
				await settle(id, made(2));
				expect(await translationsOf(id)).toMatchObject([{ body: 'Da', origin }]);
			}
		});

		test('is thrown away when its source was another language, or it is hidden', async () => {
			const id = await aTopic(sql, { contribution: { language: 'ar' } });
			await settle(id, made(1, 'de'));
			expect(await translationsOf(id)).toEqual([]);
			const hidden = await aTopic(sql, { state: 'hidden' });
			await settle(hidden, made());
			expect(await translationsOf(hidden)).toEqual([]);
		});
	});

	describe('the characters of a month', () => {
		const count = async (p_number: number, p_most: number) => {
			const { data, error } = await server.db.rpc('count_characters', { p_number, p_most });
			expect(error).toBeNull();
			return data;
		};
		const used = async () =>
			(await rows(sql, 'select characters from private.translation_usage'))[0]?.characters;

		test('are counted up to the limit and no further, by however many at once', async () => {
			await sql('delete from private.translation_usage');
			const answers = await Promise.all(Array.from({ length: 20 }, () => count(30, 100)));
			expect(answers.filter(Boolean)).toHaveLength(3);
			expect(await used()).toBe(90);
			expect(await count(11, 100)).toBe(false);
			expect(await count(10, 100)).toBe(true);
			expect(await count(-40, 100)).toBe(true);
			expect(await used()).toBe(60);
			expect(await count(-400, 100)).toBe(true);
			expect(await used()).toBe(0);
		});

		test('begin anew with a month', async () => {
			await sql('delete from private.translation_usage');
			await sql(
				`insert into private.translation_usage
				values ((date_trunc('month', now()) - interval '1 month')::date, 100)`
			);
			expect(await count(50, 100)).toBe(true);
		});

		test('are seen by staff of a district, with what waits and what fails there', async () => {
			await forget();
			await sql('delete from private.translation_usage');
			await count(70, 100);
			const [waiting, failing] = [await aTopic(sql), await aTopic(sql)];
			await request([waiting, failing]);
			await claim();
			await settle(failing, null, 'status:456');
			const state = await moderator.db.rpc('translation_state', { p_district: A });
			expect(state.data).toMatchObject({
				used: 70,
				waiting: 1,
				failing: 1,
				failures: [
					{
						contribution: failing,
						kind: 'topic',
						source: 'de',
						target: 'vi',
						error: 'status:456',
						attempts: 1,
						next_attempt_at: expect.any(String)
					}
				]
			});
			for (const person of [people.resident, people.managerB, people.steering])
				expect((await person.db.rpc('translation_state', { p_district: A })).error?.code).toBe(
					'42501'
				);
			const elsewhere = await people.managerB.db.rpc('translation_state', {
				p_district: 'neustaedter-feld'
			});
			expect(elsewhere.data).toMatchObject({ waiting: 0, failing: 0, failures: [] });
		});
	});

	describe('the job', () => {
		beforeAll(() => nameAgain(sql, people));

		const sent: string[] = [];
		const provider = (answer: (text: string) => string): Provider => ({
			name: 'Test',
			speaks: (_, target) => target !== 'ku',
			translate: async ({ texts }) => {
				sent.push(...texts);
				return texts.map(answer);
			}
		});
		const good = provider((text) => [BODY, ...(text.match(/\[\[\d\]\]/g) ?? [])].join(' '));
		const begin = async () => {
			await forget();
			await sql('delete from private.machine_texts');
			await sql('delete from private.translation_usage');
			sent.length = 0;
		};

		test('translates what was asked for, and sends neither names nor the same text twice', async () => {
			await begin();
			const body = `Schreibt an resident oder resident@example.org ${crypto.randomUUID().slice(0, 4)}`;
			const wish = { author: people.resident.id, contribution: { body } };
			const [one, other] = [await aTopic(sql, wish), await aTopic(sql, wish)];
			await request([one, other]);
			await makeTranslations(server.db, good, 10_000);
			expect(await translationsOf(one)).toMatchObject([
				{ origin: 'machine', provider: 'Test', body: `${BODY} resident resident@example.org` }
			]);
			expect(await translationsOf(other)).toHaveLength(1);
			expect(sent).toHaveLength(2);
			expect(sent.join()).not.toContain('resident');
			expect(await rows(sql, 'select characters from private.translation_usage')).toEqual([
				{ characters: sent.join('').length }
			]);
		});

		test('leaves the original where the provider fails, and tries again later', async () => {
			await begin();
			const id = await aTopic(sql);
			await request([id]);
			const broken: Provider = {
				...good,
				translate: async () => {
					throw new TranslationError('status:503');
				}
			};
			await makeTranslations(server.db, broken, 10_000);
			expect(await translationsOf(id)).toEqual([]);
			expect(await requests()).toMatchObject([{ attempts: 1, last_error: 'status:503' }]);
			expect(await rows(sql, 'select characters from private.translation_usage')).toEqual([
				{ characters: 0 }
			]);
			await pass(2);
			await makeTranslations(server.db, good, 10_000);
			expect(await translationsOf(id)).toHaveLength(1);
		});

		test('keeps within the month’s limit, which costs no attempt', async () => {
			await begin();
			const id = await aTopic(sql);
			await request([id]);
			await makeTranslations(server.db, good, 10);
			expect(sent).toEqual([]);
			expect(await requests()).toMatchObject([{ attempts: 0, last_error: 'limit' }]);
		});

		test('asks nothing of a provider that does not know the language', async () => {
			await begin();
			const id = await aTopic(sql);
			await request([id], 'ku');
			await makeTranslations(server.db, good, 10_000);
			expect(sent).toEqual([]);
			expect(await requests()).toMatchObject([{ last_error: 'unknown_language' }]);
		});
	});
}
