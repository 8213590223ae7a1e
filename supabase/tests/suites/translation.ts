import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../../src/lib/db/database.types.ts';
import { readTranslation } from '../../../src/lib/features/translation/queries.ts';
import { A, aMeasure, aProcess, aProposal, aReport, aTopic, rows, nameAgain } from '../fixtures.ts';
import type { Person, World } from '../harness.ts';

/** A check constraint; Lite has a word of its own for some. */
const CHECK = /^(23514|SUP)$/;

/** What people do with translations. */
export function translation({ sql, people, newResident }: World): void {
	const { guest, resident, otherResident, moderator, managerB, steering } = people;

	const save = async (person: Person, contribution: string, given: Record<string, Json> = {}) => {
		const { error } = await person.db.rpc('save_translation', {
			p_translation: {
				contribution,
				language: 'vi',
				version: 1,
				title: 'Một chỗ nướng',
				summary: null,
				body: 'Ai muốn cùng dọn dẹp?',
				written_at: null,
				...given
			}
		});
		return error && { code: error.code, hint: error.hint };
	};
	const read = async (person: Person, id: string, language: 'vi' | 'de-x-leicht' | 'ar' = 'vi') => {
		const page = await readTranslation(person.db, A, id, language);
		if (!page) throw new Error('not there');
		return page;
	};
	const versionsOf = (id: string) =>
		rows(sql, 'select * from public.translation_versions where contribution_id = $1 order by id', [
			id
		]);
	const aMachineTranslation = (id: string, version = 1) =>
		sql(
			`insert into public.translations (contribution_id, language, version, title, body, origin, provider)
			values ($1, 'vi', $2, 'Máy', 'Máy dịch', 'machine', 'Test')`,
			[id, version]
		);

	describe('a translation by a person', () => {
		beforeAll(() => nameAgain(sql, people));

		test('is read by everybody, with who and when, and is in the history', async () => {
			const id = await aTopic(sql);
			expect(await save(resident, id)).toBeNull();
			const page = await read(guest, id);
			expect(page).toMatchObject({
				kind: 'topic',
				language: 'de',
				is_own: false,
				languages: ['vi'],
				translation: {
					title: 'Một chỗ nướng',
					origin: 'person',
					provider: null,
					translator: 'resident',
					is_locked: false,
					version: 1
				},
				history: [{ origin: 'person', translator: 'resident', body: 'Ai muốn cùng dọn dẹp?' }]
			});
			expect(await read(guest, id, 'ar')).toMatchObject({ translation: null, history: [] });
		});

		test('may be into plain German', async () => {
			const id = await aTopic(sql);
			expect(
				await save(resident, id, { language: 'de-x-leicht', body: 'Wir räumen auf.' })
			).toBeNull();
			expect((await read(guest, id, 'de-x-leicht')).translation?.body).toBe('Wir räumen auf.');
		});

		test('takes the place of a machine’s, whatever was read', async () => {
			const id = await aTopic(sql);
			await aMachineTranslation(id);
			expect(await save(resident, id)).toBeNull();
			expect((await read(guest, id)).translation).toMatchObject({
				origin: 'person',
				provider: null
			});
		});

		test('is not lost to somebody who read an earlier one', async () => {
			const id = await aTopic(sql);
			expect(await save(resident, id)).toBeNull();
			const { translation } = await read(guest, id);
			const conflict = { code: 'PT409', hint: 'version_old' };
			expect(await save(otherResident, id, { body: 'Khác' })).toEqual(conflict);
			const written_at = translation?.written_at ?? null;
			expect(await save(otherResident, id, { body: 'Khác', written_at })).toBeNull();
			expect(await save(resident, id, { body: 'Lại khác', written_at })).toEqual(conflict);
			const { history } = await read(guest, id);
			expect(history.map(({ translator }) => translator)).toEqual(['otherResident', 'resident']);
		});

		test('sent twice is one', async () => {
			const id = await aTopic(sql);
			expect(await save(resident, id)).toBeNull();
			expect(await save(resident, id)).toBeNull();
			expect(await versionsOf(id)).toHaveLength(1);
		});

		test('is outdated when the original is changed, and stays', async () => {
			const id = await aTopic(sql);
			await save(resident, id);
			await sql('update public.contributions set version = 2 where id = $1', [id]);
			const page = await read(guest, id);
			expect(page.version).toBe(2);
			expect(page.translation).toMatchObject({ origin: 'person', version: 1 });
		});

		test.for([
			['a guest', () => guest, '42501'],
			['an account without a name', null, '42501']
		] as const)('is not written by %s', async ([, who, code]) => {
			const id = await aTopic(sql);
			const person = who?.() ?? (await newResident());
			if (!who) await sql('delete from public.profiles where id = $1', [person.id]);
			expect(await save(person, id)).toMatchObject({ code });
			expect(await versionsOf(id)).toEqual([]);
		});

		test('is not written of what one may not see', async () => {
			for (const state of ['pending', 'hidden', 'removed'] as const) {
				const id = await aReport(sql, { author: resident.id, state });
				const given = { title: null };
				expect(await save(otherResident, id, given)).toMatchObject({ code: '42501' });
				expect(await save(managerB, id, given)).toMatchObject({ code: '42501' });
				expect(await save(resident, id, given)).toBeNull();
			}
			expect(await save(resident, crypto.randomUUID())).toMatchObject({ code: '42501' });
		});

		test.for([
			['its own language', { language: 'de' }, /^22023$/, 'same_language'],
			['no title', { title: null }, /^22023$/, 'form_broken'],
			['a summary it has not', { summary: 'Tóm tắt' }, /^22023$/, 'form_broken'],
			['a version that is not yet', { version: 2 }, /^22023$/, 'form_broken'],
			['no version', { version: null }, /^22023$/, 'form_broken'],
			['a language that is not ours', { language: 'sv' }, CHECK, null],
			['no language', { language: null }, /^23502$/, null],
			['nothing to see', { body: ' \n ' }, CHECK, null],
			['fifty thousand letters', { body: 'ồ'.repeat(50_000) }, CHECK, null]
		] as const)('with %s is refused', async ([, given, code, hint]) => {
			const id = await aTopic(sql);
			const refusal = await save(resident, id, given as Record<string, Json>);
			expect(refusal?.code).toMatch(code);
			if (hint) expect(refusal?.hint).toBe(hint);
			expect(await versionsOf(id)).toEqual([]);
		});

		test('of a proposal needs its summary', async () => {
			const id = await aProposal(sql);
			expect(await save(resident, id)).toMatchObject({ hint: 'form_broken' });
			expect(await save(resident, id, { summary: 'Tóm tắt' })).toBeNull();
			expect(await read(guest, id)).toMatchObject({
				summary: 'Ein Platz zum Grillen für alle',
				translation: { summary: 'Tóm tắt' }
			});
		});

		test('is text, whatever it looks like', async () => {
			const id = await aTopic(sql);
			const body = `'; drop table public.translations; -- <script>alert(1)</script> \u202e[[0]]`;
			expect(await save(resident, id, { body })).toBeNull();
			expect((await read(guest, id)).translation?.body).toBe(body);
		});

		test('is one of at most a hundred a day', async () => {
			const person = await newResident();
			const id = await aTopic(sql);
			await sql(
				`insert into public.translation_versions
					(contribution_id, language, version, body, origin, translator_id, written_at)
				select $1, 'ar', 1, 'x', 'person', $2, now() - n * interval '1 minute'
				from generate_series(1, 100) as n`,
				[id, person.id]
			);
			expect(await save(person, id)).toEqual({ code: 'PT429', hint: 'too_many' });
			await sql(
				`update public.translation_versions set written_at = now() - interval '25 hours'
				where translator_id = $1`,
				[person.id]
			);
			expect(await save(person, id)).toBeNull();
		});

		test('stays when its writer leaves, without a name', async () => {
			const person = await newResident();
			const id = await aTopic(sql);
			await save(person, id);
			const { error } = await person.db.rpc('erase_me', { p_address: person.email });
			expect(error).toBeNull();
			expect((await read(guest, id)).translation).toMatchObject({
				translator: null,
				origin: 'person'
			});
		});
	});

	describe('a locked translation', () => {
		const lock = async (person: Person, id: string, on: boolean) =>
			(
				await person.db.rpc('lock_translation', {
					p_contribution: id,
					p_language: 'vi',
					p_on: on
				})
			).error?.code ?? null;
		const logged = (id: string) =>
			rows(
				sql,
				'select action, detail, actor_id from public.decisions where contribution_id = $1 order by id',
				[id]
			);

		test('is locked and unlocked by staff of the district alone, and that is logged once', async () => {
			const id = await aTopic(sql);
			await save(resident, id);
			for (const person of [resident, managerB, steering])
				expect(await lock(person, id, true)).toBe('42501');
			expect(await lock(moderator, id, true)).toBeNull();
			expect(await lock(moderator, id, true)).toBeNull();
			expect((await read(guest, id)).translation?.is_locked).toBe(true);
			expect(await lock(moderator, id, false)).toBeNull();
			const by = { detail: { language: 'vi' }, actor_id: moderator.id };
			expect(await logged(id)).toEqual([
				{ action: 'lock_translation', ...by },
				{ action: 'unlock_translation', ...by }
			]);
		});

		test('is changed by staff alone', async () => {
			const id = await aTopic(sql);
			await save(resident, id);
			await lock(moderator, id, true);
			const written_at = (await read(guest, id)).translation?.written_at ?? null;
			expect(await save(resident, id, { body: 'Khác', written_at })).toEqual({
				code: 'PT409',
				hint: 'locked'
			});
			expect(await save(managerB, id, { body: 'Khác', written_at })).toMatchObject({
				hint: 'locked'
			});
			expect(await save(moderator, id, { body: 'Khác', written_at })).toBeNull();
			expect((await read(guest, id)).translation?.is_locked).toBe(true);
		});

		test('that is not there is not locked', async () => {
			const id = await aTopic(sql);
			expect(await lock(moderator, id, true)).toBeNull();
			expect(await logged(id)).toEqual([]);
			expect(await lock(moderator, crypto.randomUUID(), true)).toBe('42501');
		});
	});

	describe('the language of a text', () => {
		const set = async (person: Person, id: string, language: string) =>
			(await person.db.rpc('set_language', { p_contribution: id, p_language: language })).error
				?.code ?? null;
		const languageOf = async (id: string) =>
			(await rows(sql, 'select language from public.contributions where id = $1', [id]))[0]
				?.language;

		test('is corrected by its author and staff of the district alone', async () => {
			const id = await aTopic(sql, { author: resident.id });
			for (const person of [otherResident, managerB, steering])
				expect(await set(person, id, 'ar')).toBe('42501');
			expect(await set(guest, id, 'ar')).toBe('42501');
			expect(await languageOf(id)).toBe('de');
			expect(await set(resident, id, 'ar')).toBeNull();
			expect(await languageOf(id)).toBe('ar');
			expect(await set(moderator, id, 'tr')).toBeNull();
			expect(await languageOf(id)).toBe('tr');
			expect(await set(resident, id, 'xx')).toMatch(CHECK);
		});

		test('takes machines’ translations with it, not people’s', async () => {
			const id = await aTopic(sql, { author: resident.id });
			await save(otherResident, id, { language: 'ar', body: 'نص' });
			await aMachineTranslation(id);
			expect(await set(resident, id, 'de')).toBeNull();
			expect((await read(guest, id)).languages).toEqual(['ar', 'vi']);
			expect(await set(resident, id, 'uk')).toBeNull();
			expect((await read(guest, id)).languages).toEqual(['ar']);
		});
	});

	describe('texts of staff', () => {
		const textsOf = async (person: Person) => {
			const { data, error } = await person.db.rpc('staff_texts', { p_district: A, p_limit: 100 });
			return error ? error.code : data;
		};
		const one = async (id: string) => {
			const texts = await textsOf(moderator);
			return Array.isArray(texts) ? texts.find((text) => text.id === id) : undefined;
		};

		test('are told with what they lack', async () => {
			const measure = await aMeasure(sql, {
				title: { de: 'Lampen', en: 'Lamps', vi: 'Đèn' },
				description: { de: 'Neue Lampen', en: 'New lamps', ar: '' }
			});
			const process = await aProcess(sql, { title: { de: 'Ideen', tr: 'Fikirler' } });
			expect(await one(measure)).toMatchObject({
				kind: 'measure',
				missing: ['de-x-leicht', 'ar', 'uk', 'ru', 'tr', 'fa', 'ku', 'ro', 'pl', 'vi', 'fr'],
				outdated: []
			});
			expect((await one(process))?.missing).not.toContain('tr');
		});

		test('are outdated when the German text was changed after them', async () => {
			const id = await aMeasure(sql, { title: { de: 'Lampen', en: 'Lamps', vi: 'Đèn' } });
			await sql(
				`update public.measures set title = title || '{"de": "Neue Lampen"}' where id = $1`,
				[id]
			);
			expect((await one(id))?.outdated).toEqual(['en', 'vi']);
			await sql(`update public.measures set title = title || '{"en": "New lamps"}' where id = $1`, [
				id
			]);
			expect((await one(id))?.outdated).toEqual(['vi']);
			await sql('delete from public.measures where id = $1', [id]);
			expect(await rows(sql, 'select * from private.text_ages where owner_id = $1', [id])).toEqual(
				[]
			);
		});

		test('are told to staff of the district alone', async () => {
			for (const person of [resident, managerB, steering])
				expect(await textsOf(person)).toBe('42501');
			expect(Array.isArray(await textsOf(moderator))).toBe(true);
		});

		test('come a page at a time', async () => {
			const at = { p_district: A, p_limit: 2 };
			const first = (await moderator.db.rpc('staff_texts', at)).data ?? [];
			const last = first.at(-1);
			const next = await moderator.db.rpc('staff_texts', {
				...at,
				p_before: last?.edited_at,
				p_before_id: last?.id
			});
			expect(first).toHaveLength(2);
			expect(next.data?.map(({ id }) => id)).not.toContain(last?.id);
			expect(next.error).toBeNull();
		});
	});
}
