import { expect } from '@playwright/test';
import { HALLE } from '../support/districts.ts';
import { textOf } from '../support/html.ts';
import { test } from '../support/post-report.ts';

const SCRIPT = `<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">"'>`;

test('HTML in a report is text, and runs nowhere', async ({ page, postReport }) => {
	const { code, status } = await postReport({
		body: `Achtung ${SCRIPT} Ende`,
		place: `Hof ${SCRIPT}`
	});
	expect(status).toBe(303);
	const refusals: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error') refusals.push(message.text());
	});
	await page.goto(`/de/follow/${code}`);
	await expect(page.getByText(`Achtung ${SCRIPT} Ende`)).toBeVisible();
	await expect(page.getByText(`Hof ${SCRIPT}`)).toBeVisible();
	expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
	// Not even tried: what stops it is the escaping, with the content policy behind it.
	expect(refusals).toEqual([]);
});

test('HTML in a refused form comes back as text', async ({ page, postReport }) => {
	const { html } = await postReport({ body: `</textarea>${SCRIPT}`, place: '' });
	expect(html).not.toContain(SCRIPT);
	expect(html).not.toContain('</textarea><script');
	await page.route('**/refused', (route) =>
		route.fulfill({ body: html, contentType: 'text/html' })
	);
	await page.goto('/refused');
	expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
});

test('control characters and overrides of direction are taken out', async ({
	request,
	postReport
}) => {
	const { code } = await postReport({
		body: 'Zeile eins\u0000\u0007\u001b[31m\r\nZeile \u202eزوج\u202c \u2066zwei\u2069\ufeff',
		place: 'Hof\u0000 3'
	});
	const html = await (await request.get(`/de/follow/${code}`)).text();
	expect(html).not.toMatch(/(?![\n\r\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/u);
	expect(textOf(html)).toContain('Zeile eins');
	expect(textOf(html)).toMatch(/Zeile\s+زوج\s+zwei/);
});

test('a search is a search, whatever is in it', async ({ page }) => {
	for (const text of [SCRIPT, `' or 1=1 --`, '%_\\', ':* & | !', '\u0000', 'ق'.repeat(500)]) {
		const answer = await page.goto(
			`/de/${HALLE.id}/reports?${new URLSearchParams({ q: text, status: text, days: text })}`
		);
		expect(answer?.status(), text).toBe(200);
		expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
	}
});
