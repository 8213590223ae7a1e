import { expect, test } from '@playwright/test';
import { route } from '#lib/route.ts';
import { HALLE } from '../support/districts.ts';
import { say } from '../support/say.ts';

for (const lang of ['de', 'ar'] as const)
	test.describe(`What became of a report (${lang})`, () => {
		test.use({ javaScriptEnabled: false });

		test('from the measure back to the report, and on to its story', async ({ page }) => {
			const at = { lang, district: HALLE.id };
			await page.goto(route.measures(at));
			await page.getByRole('main').getByRole('article').first().getByRole('link').click();
			await page.locator('main a[href*="/reports/"]').first().click();
			await expect(page).toHaveURL(/\/reports\/[0-9a-f-]{36}$/);
			await page.getByRole('link', { name: say(lang, 'common:story') }).click();
			await expect(page).toHaveURL(/\/story\/[0-9a-f-]{36}$/);
			const steps = page.getByRole('main').getByRole('listitem');
			await expect(steps.first()).toContainText(say(lang, 'search:story.by_guest'));
			await expect(
				steps.filter({ hasText: say(lang, 'search:story.step.measure') }).first()
			).toBeVisible();
			await steps.locator('a[href*="/measures/"]').first().click();
			await expect(page).toHaveURL(/\/measures\/[0-9a-f-]{36}$/);
		});
	});
