import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/lib/db/database.types.ts';
import {
	aCode,
	aPhoto,
	aReport,
	aReservedPhoto,
	aSubmission,
	B,
	counts,
	daysAgo,
	rows,
	type Submission
} from '../fixtures.ts';
import type { Person, World } from '../harness.ts';

const submit = (person: Person, report: Submission) =>
	person.db.rpc('submit_report', { p_report: report });

const NOWHERE = { latitude: null, longitude: null };
/** Lite does not pass on that it was a check constraint. */
const BROKEN_CHECK = ['23514', 'SUP'];

/** What makes a report unacceptable, and the SQLSTATE it is refused with. */
const BAD: Record<string, [differing: Record<string, Json>, code: string | string[]]> = {
	'an unknown district': [{ district: 'nowhere', ...NOWHERE }, '23503'],
	'no district': [{ district: null, ...NOWHERE }, '23502'],
	'no id': [{ id: null }, '23502'],
	'an id that is no uuid': [{ id: '1 or 1=1' }, '22P02'],
	'an unknown category': [{ category: 'dragons' }, '22P02'],
	'an unknown sphere': [{ sphere: 'dragons' }, '22P02'],
	'an unknown language': [{ language: 'tlh' }, BROKEN_CHECK],
	'a place outside the world': [{ latitude: 91, longitude: 181 }, '22023'],
	'a place that is no number': [{ latitude: 'NaN', longitude: 'NaN' }, '22023'],
	'a place at infinity': [{ latitude: 51.48, longitude: 'Infinity' }, '22023'],
	'a place in the other district': [{ latitude: 52.16, longitude: 11.605 }, '22023'],
	'a latitude alone': [{ longitude: null }, '22023'],
	'a longitude alone': [{ latitude: null }, BROKEN_CHECK],
	'an empty text': [{ body: '' }, BROKEN_CHECK],
	'a text of spaces': [{ body: ' \n\t ' }, BROKEN_CHECK],
	'no text': [{ body: null }, '23502'],
	'a text too long': [{ body: 'x'.repeat(10_001) }, BROKEN_CHECK],
	'a text of a million letters': [{ body: 'ж'.repeat(1_000_000) }, BROKEN_CHECK],
	'a place name too long': [{ place: 'x'.repeat(301) }, BROKEN_CHECK],
	'a code too short': [{ code: 'ABC' }, '22023'],
	'no code': [{ code: null }, '22023'],
	'an address too short': [{ email: '' }, BROKEN_CHECK],
	'an address too long': [{ email: 'x'.repeat(255) }, BROKEN_CHECK],
	'a photo that was never stored': [
		{ photos: [{ id: randomUUID(), position: 0, width: 8, height: 6 }] },
		'22023'
	],
	'photos that are no list': [{ photos: 'all of them' }, '22023']
};

export function submitting(world: World): void {
	const { people, sql } = world;
	const { server } = people;
	const all = (query: string, id: string) => rows(sql, query, [id]);

	describe('submitting a report', () => {
		test('writes it with its answer, code, address and photos in one go', async () => {
			const photos = [await aReservedPhoto(sql), await aReservedPhoto(sql, 1)];
			const report = aSubmission({ photos, email: 'g@example.org', language_of_reader: 'fa' });
			expect(await submit(server, report)).toMatchObject({ data: true, error: null });

			const { id } = report;
			expect(await all('select * from public.contributions where id = $1', id)).toMatchObject([
				{ kind: 'report', state: 'pending', author_id: null, language: 'ar', latitude: 51.481 }
			]);
			expect(await all('select * from public.reports where id = $1', id)).toMatchObject([
				{ category: 'light', status: 'received' }
			]);
			expect(
				await all('select * from public.report_updates where report_id = $1', id)
			).toMatchObject([{ status: 'received', answer: {} }]);
			expect(
				await all(
					`select 1 from private.follow_codes as f where contribution_id = $1
						and code_hash = private.hash_code('${report.code}')`,
					id
				)
			).toHaveLength(1);
			expect(
				await all('select * from public.report_contacts where report_id = $1', id)
			).toMatchObject([{ email: 'g@example.org', language: 'fa', code: report.code }]);
			expect(
				await all(
					'select id, position from public.attachments where contribution_id = $1 order by 2',
					id
				)
			).toEqual(photos.map((photo) => ({ id: photo.id, position: photo.position })));
			for (const photo of photos)
				expect(await all('select 1 from private.uploads where id = $1', photo.id)).toEqual([]);
		});

		test('needs no place, no photo and no address', async () => {
			const bare = aSubmission({ latitude: null, longitude: null, place: null });
			expect((await submit(server, bare)).data).toBe(true);
		});

		test.for(Object.entries(BAD))(
			'refuses %s and leaves nothing',
			async ([, [differing, code]]) => {
				const photo = await aReservedPhoto(sql);
				const report = aSubmission({
					photos: [photo],
					email: 'g@example.org',
					language_of_reader: 'de',
					...differing
				});
				// What belongs to an address is of no meaning where there is an account.
				for (const person of 'email' in differing ? [server] : [server, people.resident]) {
					const before = await counts(sql);
					expect([code].flat()).toContain((await submit(person, report)).error?.code);
					expect(await counts(sql)).toEqual(before);
				}
			}
		);

		test('names the place outside the district by a hint', async () => {
			const { error } = await submit(server, aSubmission({ district: B }));
			expect(error?.hint).toBe('place_outside');
		});

		test('refuses the photo of another report, and one photo twice', async () => {
			const taken = await aPhoto(sql, await aReport(sql));
			const reserved = await aReservedPhoto(sql);
			for (const photos of [[{ ...reserved, id: taken }], [reserved, reserved]]) {
				const before = await counts(sql);
				expect((await submit(server, aSubmission({ photos }))).error?.code).toBe('22023');
				expect(await counts(sql)).toEqual(before);
			}
		});

		test('refuses two photos at one position, of which a list would show the report twice', async () => {
			const photos = [await aReservedPhoto(sql), await aReservedPhoto(sql)];
			const before = await counts(sql);
			expect((await submit(server, aSubmission({ photos }))).error?.code).toBe('23505');
			expect(await counts(sql)).toEqual(before);
		});

		test('lets residents write as themselves alone', async () => {
			const { resident, otherResident } = people;
			const report = aSubmission({
				author: otherResident.id,
				author_id: otherResident.id,
				state: 'public',
				kind: 'proposal'
			});
			expect((await submit(resident, report)).data).toBe(true);
			expect(
				await all('select * from public.contributions where id = $1', report.id)
			).toMatchObject([{ author_id: resident.id, state: 'pending', kind: 'report' }]);
		});

		test('keeps no address for residents, who are written to by their account', async () => {
			const report = aSubmission({ email: 'victim@example.org', language_of_reader: 'de' });
			expect((await submit(people.resident, report)).data).toBe(true);
			expect(
				await all('select * from public.report_contacts where report_id = $1', report.id)
			).toEqual([]);
		});

		test('refuses the 41st report of a person in a day', async () => {
			const busy = await world.newResident();
			await aReport(sql, { author: busy.id });
			const today = { created_at: daysAgo(0.5) };
			for (let made = 0; made < 39; made++)
				await aReport(sql, { author: busy.id, contribution: today });
			expect((await submit(busy, aSubmission())).data).toBe(true);
			const before = await counts(sql);
			expect((await submit(busy, aSubmission())).error).toMatchObject({
				code: 'PT429',
				hint: 'too_many'
			});
			expect(await counts(sql)).toEqual(before);
		});

		test('is not open to guests, for whom the server does it', async () => {
			const before = await counts(sql);
			expect((await submit(people.guest, aSubmission())).error?.code).toBe('42501');
			expect(await counts(sql)).toEqual(before);
		});
	});

	describe('submitting a report twice', () => {
		test('is one report', async () => {
			const report = aSubmission();
			expect((await submit(server, report)).data).toBe(true);
			const before = await counts(sql);
			expect((await submit(server, report)).data).toBe(false);
			expect((await submit(server, { ...report, code: report.code.toLowerCase() })).data).toBe(
				false
			);
			expect(await counts(sql)).toEqual(before);
		});

		test('keeps the photos of the second time for the sweeper', async () => {
			const report = aSubmission();
			await submit(server, report);
			const photo = await aReservedPhoto(sql);
			expect((await submit(server, { ...report, photos: [photo] })).data).toBe(false);
			expect(await all('select 1 from private.uploads where id = $1', photo.id)).toHaveLength(1);
			expect(await all('select 1 from public.attachments where id = $1', photo.id)).toEqual([]);
		});

		test('with another code is refused, and says nothing of the first', async () => {
			const report = aSubmission({ body: 'Geheimnis' });
			await submit(server, report);
			const before = await counts(sql);
			for (const person of [server, people.resident]) {
				const { data, error } = await submit(person, { ...report, code: aCode() });
				expect(data).toBeNull();
				expect(error?.code).toBe('23505');
				expect(JSON.stringify(error)).not.toMatch(/Geheimnis|Südpark|halle/);
			}
			expect(await counts(sql)).toEqual(before);
		});

		test('in the same moment is one report', async () => {
			const report = aSubmission();
			const answers = await Promise.all(Array.from({ length: 6 }, () => submit(server, report)));
			expect(answers.map(({ error }) => error)).toEqual(Array(6).fill(null));
			expect(answers.filter(({ data }) => data === true)).toHaveLength(1);
			expect(
				await all('select 1 from public.report_updates where report_id = $1', report.id)
			).toHaveLength(1);
		});

		if (world.backend === 'PostgreSQL')
			test('while the first is still being written waits for it', async () => {
				const report = aSubmission();
				const [first, second] = [world.connect(), world.connect()];
				const call = `select private.submit_report($1::text::jsonb) as written`;
				await first.unsafe('begin');
				const [one] = await first.unsafe(call, [JSON.stringify(report)]);
				const waiting = second.unsafe(call, [JSON.stringify(report)]).execute();
				// Long enough for the second to arrive at the row the first holds.
				await new Promise((resolve) => setTimeout(resolve, 100));
				await first.unsafe('commit');
				const [two] = await waiting;
				expect([one?.written, two?.written]).toEqual([true, false]);
				await Promise.all([first.end(), second.end()]);
			});
	});
}
