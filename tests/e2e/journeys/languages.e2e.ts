import { expect, test } from '@playwright/test';
import { HALLE } from '../support/districts.ts';
import { say } from '../support/say.ts';

test('another language keeps the page and its filters, and is remembered', async ({ page }) => {
	await page.goto(`/de/${HALLE.id}/reports?category=light`);
	await page.locator('summary', { hasText: 'Deutsch' }).click();
	await page.getByRole('link', { name: 'العربية' }).click();
	await expect(page).toHaveURL(`/ar/${HALLE.id}/reports?category=light`);
	await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
	await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
	await expect(
		page.getByRole('heading', {
			level: 1,
			name: say('ar', 'reports:list.title', { district: HALLE.name })
		})
	).toBeVisible();
	await page.goto('/');
	await expect(page).toHaveURL('/ar');
});

test('the menu of languages closes by Escape and gives the focus back', async ({ page }) => {
	await page.goto(`/de/${HALLE.id}`);
	const opener = page.locator('summary', { hasText: 'Deutsch' });
	await opener.press('Enter');
	await expect(page.getByRole('link', { name: 'Tiếng Việt' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('link', { name: 'Tiếng Việt' })).toBeHidden();
	await expect(opener).toBeFocused();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('another language is a link', async ({ page }) => {
		await page.goto(`/ar/${HALLE.id}`);
		await page.locator('summary', { hasText: 'العربية' }).click();
		await page.getByRole('link', { name: 'Deutsch' }).click();
		await expect(page).toHaveURL(`/de/${HALLE.id}`);
		await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
	});
});

for (const [locale, language] of [
	['ar-SY', 'ar'],
	['de-AT', 'de'],
	['kmr', 'ku'],
	['ja', 'de']
] as const)
	test.describe(`a browser that speaks ${locale}`, () => {
		test.use({ locale });
		test(`is led to ${language}`, async ({ page }) => {
			await page.goto(`/${HALLE.id}/reports?status=done`);
			await expect(page).toHaveURL(`/${language}/${HALLE.id}/reports?status=done`);
			await page.goto('/');
			await expect(page).toHaveURL(`/${language}`);
		});
	});

for (const language of ['de', 'ar'] as const)
	test(`a page that is not there leads home (${language})`, async ({ page }) => {
		const answer = await page.goto(`/${language}/atlantis`);
		expect(answer?.status()).toBe(404);
		await expect(
			page.getByRole('heading', { name: say(language, 'common:error.not_found.title') })
		).toBeVisible();
		await page.getByRole('link', { name: say(language, 'common:error.home') }).click();
		await expect(page).toHaveURL(`/${language}`);
		await expect(page.getByRole('link', { name: HALLE.name })).toBeVisible();
	});

test('an unknown language is no district', async ({ page }) => {
	const answer = await page.goto('/xx/halle-neustadt');
	expect(answer?.status()).toBe(404);
});
