import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { HALLE } from '../support/districts.ts';
import { say } from '../support/say.ts';

interface Manifest {
	name: string;
	lang: string;
	dir: string;
	start_url: string;
	display: string;
	icons: { src: string; sizes: string; type: string; purpose: string }[];
	shortcuts: { url: string }[];
}

async function ownWorker(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const { active } = await navigator.serviceWorker.ready;
		if (navigator.serviceWorker.controller) return;
		await new Promise((resolve) =>
			navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true })
		);
		return active?.state;
	});
}

test('it can be put on the home screen', async ({ page, request }) => {
	await page.goto(`/ar/${HALLE.id}`);
	const address = await page.locator('link[rel="manifest"]').getAttribute('href');
	const answer = await request.get(address ?? '');
	expect(answer.headers()['content-type']).toContain('application/manifest+json');
	const manifest = (await answer.json()) as Manifest;
	expect(manifest).toMatchObject({ lang: 'ar', dir: 'rtl', display: 'standalone' });
	expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable');
	for (const { src, sizes, type } of manifest.icons) {
		const icon = await request.get(src);
		expect(icon.headers()['content-type']).toBe(type);
		const { width, height } = await sharp(await icon.body()).metadata();
		expect(`${width}x${height}`).toBe(sizes);
	}
	for (const url of [manifest.start_url, ...manifest.shortcuts.map((shortcut) => shortcut.url)])
		expect((await request.get(url)).status()).toBe(200);
});

for (const language of ['de', 'ar'] as const)
	test(`without a connection, pages that were opened are there (${language})`, async ({
		page,
		context
	}) => {
		await page.goto(`/${language}/${HALLE.id}`);
		await ownWorker(page);
		await page.goto(`/${language}/${HALLE.id}/reports`);
		const title = say(language, 'reports:list.title', { district: HALLE.name });
		await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();

		await context.setOffline(true);
		await page.reload();
		await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
		await page.goto(`/${language}/${HALLE.id}`);
		await expect(
			page.getByRole('heading', {
				level: 1,
				name: say(language, 'common:home.welcome', { district: HALLE.name })
			})
		).toBeVisible();

		await page.goto(`/${language}/neustaedter-feld/reports`);
		const none = page.getByRole('heading', { level: 1, name: say(language, 'ui:offline.title') });
		await expect(none).toBeVisible();
		await expect(page.getByRole('link', { name: /Halle-Neustadt/ }).first()).toBeVisible();
		await expect(page.getByRole('link', { name: say(language, 'ui:offline.retry') })).toBeVisible();
		await context.setOffline(false);
		await expect(page.getByRole('heading', { level: 1 })).toContainText('Neustädter Feld');
	});
