import { expect } from '@playwright/test';
import { HALLE } from '../support/districts.ts';
import { textOf } from '../support/html.ts';
import {
	bomb,
	cutOff,
	executable,
	phonePhoto,
	scriptedSvg,
	type Upload
} from '../support/pictures.ts';
import { statusBehind, test } from '../support/post-report.ts';
import { say } from '../support/say.ts';

const at = ({ latitude, longitude }: { latitude: number; longitude: number }) => ({
	latitude: String(latitude),
	longitude: String(longitude)
});

interface Refused {
	what: string;
	fields: Record<string, string>;
	/** Keys below `reports:new.error`. */
	errors: string[];
}

const REFUSED: Refused[] = [
	{
		what: 'an empty form',
		fields: { category: '', body: '', place: '' },
		errors: ['category_missing', 'body_missing']
	},
	{
		what: 'a sentence of spaces',
		fields: { body: ' \n\u200b \u202e\t ' },
		errors: ['body_missing']
	},
	{ what: 'a report without a place', fields: { place: '' }, errors: ['place_missing'] },
	{
		what: 'a text of one megabyte',
		fields: { body: 'Müll '.repeat(200_000) },
		errors: ['body_long']
	},
	{
		what: 'a place of a thousand letters',
		fields: { place: 'x'.repeat(1000) },
		errors: ['place_long']
	},
	{
		what: 'a point outside the world',
		fields: { latitude: '91', longitude: '11.9' },
		errors: ['place_invalid']
	},
	{
		what: 'a point outside the district',
		fields: at(HALLE.outside),
		errors: ['place_outside']
	},
	{
		what: 'a point that is no number',
		fields: { latitude: 'NaN', longitude: 'NaN' },
		errors: ['place_invalid']
	},
	{
		what: 'a point without end',
		fields: { latitude: 'Infinity', longitude: '-1e999' },
		errors: ['place_invalid']
	},
	{
		what: 'an unknown category',
		fields: { category: 'constructor' },
		errors: ['category_missing']
	},
	{
		what: 'an e-mail address with a header in it',
		fields: { email: 'a@example.org\r\nBcc: viele@example.org' },
		errors: ['email_invalid']
	},
	{
		what: 'two e-mail addresses',
		fields: { email: 'a@example.org,b@example.org' },
		errors: ['email_invalid']
	},
	{ what: 'an id of its own making', fields: { id: "1' or '1'='1" }, errors: ['form_broken'] }
];

for (const { what, fields, errors } of REFUSED)
	test(`${what} is refused with a reason, and nothing is kept`, async ({ request, postReport }) => {
		for (const language of ['de', 'ar'] as const) {
			const posted = await postReport(fields, { language });
			expect(posted.status).toBe(400);
			for (const error of errors)
				expect(textOf(posted.html)).toContain(
					say(language, `reports:new.error.${error}`, { district: HALLE.name })
				);
			expect(await statusBehind(request, posted.code)).toBe(404);
		}
	});

const NO_PHOTOS: { what: string; photo: () => Promise<Upload> | Upload; error: string }[] = [
	{ what: 'a program called photo.jpg', photo: () => executable, error: 'photo_type' },
	{ what: 'a drawing with a script', photo: () => scriptedSvg, error: 'photo_type' },
	{
		what: 'a drawing with a script, called photo.jpg',
		photo: () => ({ ...scriptedSvg, name: 'photo.jpg', mimeType: 'image/jpeg' }),
		error: 'photo_type'
	},
	{ what: 'half a photo', photo: cutOff, error: 'photo_broken' },
	{ what: 'a picture that unpacks to 900 megapixels', photo: bomb, error: 'photo_broken' },
	{
		what: 'a photo of 16 megabytes',
		photo: () => ({ ...executable, buffer: Buffer.alloc(16 * 1024 * 1024, 1) }),
		error: 'photo_large'
	}
];

for (const { what, photo, error } of NO_PHOTOS)
	test(`${what} is refused, and the words stay`, async ({ request, postReport }) => {
		const body = 'Der Mülleimer <ist> "voll" & stinkt.';
		const posted = await postReport({ body }, { photos: [await photo()] });
		expect(posted.status).toBe(400);
		expect(textOf(posted.html)).toContain(say('de', `reports:new.error.${error}`));
		expect(textOf(posted.html)).toContain(body);
		expect(await statusBehind(request, posted.code)).toBe(404);
	});

test('of four photos none is taken', async ({ request, postReport }) => {
	const photos = await Promise.all([1, 2, 3, 4].map((number) => phonePhoto(`${number}.jpg`)));
	const posted = await postReport({}, { photos });
	expect(posted.status).toBe(400);
	expect(textOf(posted.html)).toContain(say('de', 'reports:new.error.photo_count'));
	expect(await statusBehind(request, posted.code)).toBe(404);
});

test('a good photo beside a bad one is kept for the next attempt', async ({
	request,
	postReport
}) => {
	const photos = [await phonePhoto(), executable];
	const posted = await postReport({}, { photos });
	expect(posted.status).toBe(400);
	expect(textOf(posted.html)).toContain(say('de', 'reports:new.photo_kept', { count: 1 }));
	const kept = /name="kept" value="([^"]+)"/.exec(posted.html)?.[1] ?? '';
	const { id, code } = posted;
	expect((await postReport({ id, code, kept })).status).toBe(303);
	const page = await (await request.get(`/de/follow/${code}`)).text();
	expect(page).toContain(`/photos/${kept.split('.')[0]}/`);
});

test('a photo of another report cannot be claimed', async ({ request, postReport }) => {
	const first = await postReport({}, { photos: [await phonePhoto()] });
	expect(first.status).toBe(303);
	const page = await (await request.get(`/de/follow/${first.code}`)).text();
	const id = /\/photos\/([0-9a-f-]{36})\//.exec(page)?.[1] ?? '';
	expect(id).not.toBe('');
	const thief = await postReport({ kept: `${id}.900.1200` });
	// A photo that was swept meanwhile ends here too: the next attempt goes through without it.
	expect(thief.status).toBe(400);
	expect(textOf(thief.html)).toContain(say('de', 'reports:new.error.photo_broken'));
	expect(thief.html).not.toContain('name="kept"');
	const seen = await request.get(`/photos/${id}/small?code=${thief.code}`);
	expect(seen.status()).toBe(404);
});
