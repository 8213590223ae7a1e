import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { PAGES } from '../support/pages.ts';
import { ReportForm } from '../support/report-form.ts';
import { ReportList } from '../support/report-list.ts';
import { HALLE } from '../support/districts.ts';
import { test } from '../support/visit.ts';

const ROOT = join(import.meta.dirname, '../../..');
const SCREENS = join(ROOT, 'test-results/screens');
/** The few that README.md shows. Taken anew only when asked for, so that a test run leaves the tree clean. */
const DOCS = process.env.UPDATE_SCREENS === '1' ? join(ROOT, 'docs/screens') : null;

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };

const shoot = (page: Page, name: string) =>
	page.screenshot({ path: join(SCREENS, `${name}.png`), animations: 'disabled' });

/** The whole page on one picture: on a screen as high as it is, so that its bars are where they belong. */
async function shootWhole(page: Page, name: string) {
	const { width = 0, height = 0 } = page.viewportSize() ?? {};
	const whole = await page.evaluate(() => document.documentElement.scrollHeight);
	await page.setViewportSize({ width, height: Math.max(height, whole) });
	await shoot(page, name);
	await page.setViewportSize({ width, height });
}

for (const entry of PAGES)
	test(`${entry.name}: as it looks`, async ({ visit }) => {
		const page = await visit(entry, 'ar');
		await page.setViewportSize(PHONE);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			await shoot(page, `${entry.name}-ar-phone-${colorScheme}`);
		}
		await page.emulateMedia({ colorScheme: 'light' });
		await shootWhole(page, `${entry.name}-ar-phone-whole`);
		await page.setViewportSize(DESK);
		await visit(entry, 'de');
		await shoot(page, `${entry.name}-de-desk`);
	});

async function keepForReadme(page: Page, name: string, quality = 70) {
	if (!DOCS) return;
	mkdirSync(DOCS, { recursive: true });
	const picture = await page.screenshot({ animations: 'disabled' });
	await sharp(picture)
		.webp({ quality })
		.toFile(join(DOCS, `${name}.webp`));
}

test('the report form, screen by screen', async ({ page }) => {
	await page.setViewportSize(PHONE);
	for (const language of ['ar', 'de'] as const) {
		const form = new ReportForm(page, language);
		await form.open();
		await form.category('light').check();
		await keepForReadme(page, `report-${language}`);
		await form.next();
		await shoot(page, `report-form-2-${language}-phone`);
		await form.describe('المصباح أمام Block 314 لا يعمل.');
		await page.getByRole('button', { name: form.say('ui:map.open') }).click();
		const map = page.getByRole('application', { name: form.say('ui:map.place.label') });
		await expect(map).toHaveAttribute('aria-busy', 'false');
		await map.focus();
		await map.press('Enter');
		await expect(form.placeIsSet).toBeVisible();
		await shoot(page, `report-form-3-${language}-phone`);
		await form.next();
		await shoot(page, `report-form-4-${language}-phone`);
	}
});

test('the map of reports', async ({ page }) => {
	for (const [name, size, language] of [
		['phone', PHONE, 'ar'],
		['desk', DESK, 'de']
	] as const) {
		await page.setViewportSize(size);
		const list = new ReportList(page, language);
		await list.open();
		const map = await list.showMap();
		await expect(map.locator('.map-cluster').first()).toBeVisible();
		await shoot(page, `map-${language}-${name}`);
		await map.scrollIntoViewIfNeeded();
		if (name === 'desk') await keepForReadme(page, 'map-de', 60);
	}
});

test('what README.md shows besides', async ({ page, manager }) => {
	await page.setViewportSize(PHONE);
	await page.goto(`/de/${HALLE.id}`, { waitUntil: 'networkidle' });
	await keepForReadme(page, 'home-de');
	await manager.setViewportSize(DESK);
	await manager.goto(`/manage/${HALLE.id}/queue`, { waitUntil: 'networkidle' });
	await keepForReadme(manager, 'queue-de');
});
