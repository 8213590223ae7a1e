import { expect, test } from '@playwright/test';
import type { Language } from '#lib/i18n/languages.ts';
import { route } from '#lib/route.ts';
import { HALLE } from '../support/districts.ts';
import { ReportForm } from '../support/report-form.ts';
import { say } from '../support/say.ts';

const at = (lang: Language) => ({ lang, district: HALLE.id });

test.describe('Searching without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('from the home page to what fits, in German', async ({ page }) => {
		await page.goto(route.home(at('de')));
		await page.getByRole('link', { name: say('de', 'common:nav.search') }).click();
		await page.getByRole('searchbox').fill('der Bruchsee');
		await page.getByRole('button', { name: say('de', 'search:find') }).click();
		await expect(page).toHaveURL(/search\?q=der/);
		await expect(page.locator('mark').first()).toHaveText(/bruchsee/i);
		const reports = page.getByRole('region', { name: say('de', 'search:kind.report') });
		await reports.getByRole('link', { name: say('de', 'search:all_of') }).click();
		await expect(page).toHaveURL(/kind=report/);
		const hits = page.getByRole('main').getByRole('listitem');
		expect(await hits.count()).toBeGreaterThan(4);
		await hits.first().getByRole('link').click();
		await expect(page).toHaveURL(/\/reports\/[0-9a-f-]{36}$/);
	});

	test('a word in Arabic is found in any form, each text in its own direction', async ({
		page
	}) => {
		await page.goto(route.search(at('ar')));
		await page.getByRole('searchbox').fill('ملعب');
		await page.getByRole('searchbox').press('Enter');
		const mark = page.locator('mark').first();
		await expect(mark).toContainText('ملعب');
		await expect(
			page.locator('[lang=ar][dir=rtl]', { has: page.locator('mark') }).first()
		).toBeVisible();
	});

	test('a slip of the pen finds what is spelt alike and says so', async ({ page }) => {
		await page.goto(`${route.search(at('de'))}?q=Spielpaltz`);
		await expect(page.getByText(say('de', 'search:near'))).toBeVisible();
		await expect(page.locator('mark').first()).toBeVisible();
	});

	test('hostile words are only words', async ({ page }) => {
		await page.goto(`${route.search(at('de'))}?q=${encodeURIComponent(`<qwxyz>"'&|!:*\u202e`)}`);
		await expect(page.getByRole('heading', { name: say('de', 'search:none') })).toBeVisible();
		await expect(page.getByRole('searchbox')).toHaveValue(/^<qwxyz>/);
	});
});

test('what others have said is shown while one writes', async ({ page }) => {
	const form = new ReportForm(page, 'de');
	await form.open();
	await form.category('light').check();
	await form.next();
	const words = form.body;
	await words.fill('Am Weg zum Bruchsee ist keine Lampe mehr an');
	const hints = page.locator('[data-similar]');
	await expect(hints).toContainText(say('de', 'common:similar.title'));
	const [other] = await Promise.all([
		page.context().waitForEvent('page'),
		hints.getByRole('link').first().click()
	]);
	await expect(other).toHaveURL(/\/(reports|forum|proposals)\/[0-9a-f-]{36}/);
	// What was typed is still there.
	await expect(words).toHaveValue(/Bruchsee/);
});
