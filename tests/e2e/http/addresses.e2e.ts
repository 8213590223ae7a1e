import { expect } from '@playwright/test';
import { HALLE } from '../support/districts.ts';
import { textOf } from '../support/html.ts';
import { statusBehind, test } from '../support/post-report.ts';
import { say } from '../support/say.ts';

const NOBODY = '00000000-0000-7000-8000-000000000000';
const MISSING = [
	'/de/atlantis',
	'/de/atlantis/reports',
	'/de/atlantis/reports/new',
	`/de/${HALLE.id}/nothing`,
	`/de/${HALLE.id}/reports/${NOBODY}`,
	`/de/${HALLE.id}/reports/not-an-id`,
	`/de/${HALLE.id}/measures/${NOBODY}`,
	'/de/follow/AAAA-AAAA-AAAA',
	'/de/follow/code',
	'/de/Halle-Neustadt',
	'/de/constructor'
];

for (const address of MISSING)
	test(`${address} is no page, and says so`, async ({ request }) => {
		const answer = await request.get(address);
		expect(answer.status()).toBe(404);
		expect(textOf(await answer.text())).toContain(say('de', 'common:error.not_found.title'));
	});

test('a missing page answers in the language of its address', async ({ request }) => {
	const answer = await request.get('/ar/atlantis');
	expect(answer.status()).toBe(404);
	const html = await answer.text();
	expect(html).toContain('<html lang="ar" dir="rtl"');
	expect(textOf(html)).toContain(say('ar', 'common:error.not_found.title'));
});

for (const address of [
	`/photos/${NOBODY}/small`,
	`/photos/${NOBODY}/original`,
	'/photos/..%2f..%2fpackage.json/small',
	'/photos/%2e%2e/%2e%2e/package.json',
	'/photos/../../package.json',
	`/photos/${NOBODY}/..%2f..%2fmail.jsonl`,
	'/tiles/14/..%2f..%2f..%2fmail/1.png',
	'/tiles/14/%2e%2e/%2e%2e.png',
	'/tiles/1/0/0.png',
	'/tiles/99/1/1.png',
	'/tiles/14/-1/1e3.png',
	'/..%2f..%2f..%2fetc%2fpasswd',
	'/_app/..%2f..%2fpackage.json',
	'/.env',
	'/.data/mail.jsonl'
])
	test(`${address} leads nowhere`, async ({ request }) => {
		const answer = await request.get(address);
		expect(answer.status()).toBe(404);
		expect(await answer.text()).not.toMatch(/"private": true|root:|"subject":/);
	});

for (const box of ['', 'a,b,c,d', '0,0,0', 'NaN,NaN,NaN,NaN', '-1e999,0,1e999,1'])
	test(`pins of the box "${box}" are refused`, async ({ request }) => {
		const answer = await request.get(
			`/api/clusters/${HALLE.id}?${new URLSearchParams({ box, zoom: '14' })}`
		);
		expect(answer.status()).toBe(400);
	});

test('pins of nowhere are none', async ({ request }) => {
	const answer = await request.get(`/api/clusters/${HALLE.id}?box=-500,-500,-400,-400&zoom=14`);
	expect(answer.status()).toBe(200);
	expect(await answer.json()).toEqual([]);
});

for (const cursor of ['x', '2020~', `2020-01-01~${NOBODY}`, "2020-01-01T00:00:00Z~' or 1=1"])
	test(`a list after "${cursor}" is a list`, async ({ request }) => {
		const answer = await request.get(
			`/de/${HALLE.id}/reports?${new URLSearchParams({ after: cursor })}`
		);
		expect(answer.status()).toBe(200);
	});

test('a form sent from elsewhere is refused', async ({ request, postReport }) => {
	for (const origin of ['https://elsewhere.example', 'null']) {
		const posted = await postReport({}, { origin });
		expect(posted.status).toBe(403);
		expect(await statusBehind(request, posted.code)).toBe(404);
	}
});

test('pages answer only to what they are for', async ({ request, baseURL }) => {
	const headers = { origin: baseURL ?? '' };
	const page = `/de/${HALLE.id}/reports`;
	expect((await request.post(page, { headers, form: {} })).status()).toBe(405);
	for (const method of ['PUT', 'DELETE', 'PATCH'])
		expect((await request.fetch(`${page}/new`, { method, headers })).status()).toBe(405);
	expect((await request.post('/api/health', { headers })).status()).toBe(405);
	expect((await request.head(page)).status()).toBe(200);
});

test('every answer carries the headers that keep its reader safe', async ({ request }) => {
	for (const address of ['/de', `/de/${HALLE.id}`, `/de/${HALLE.id}/reports/new`, '/de/sign-in']) {
		const headers = (await request.get(address)).headers();
		expect(headers['content-security-policy'], address).toMatch(
			/script-src 'self'( 'sha256-[^']+')*;/
		);
		expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
		expect(headers['x-content-type-options']).toBe('nosniff');
	}
});

test('the health of the server is told in JSON', async ({ request }) => {
	const answer = await request.get('/api/health');
	expect(await answer.json()).toEqual({
		status: 'ok',
		database: 'ok',
		version: expect.stringMatching(/^\d+\.\d+\.\d+$/)
	});
});
