import { expect } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { phonePhoto } from '../support/pictures.ts';
import { ReportForm } from '../support/report-form.ts';
import { ReportList } from '../support/report-list.ts';
import { test } from '../support/visit.ts';

for (const language of ['de', 'ar'] as const) {
	test(`every screen of the report form, and what it complains of (${language})`, async ({
		page
	}) => {
		await page.setViewportSize({ width: 390, height: 1800 });
		const form = new ReportForm(page, language);
		await form.open();
		await form.next();
		await expect(form.errors).toBeVisible();
		await expectAccessible(page, 'nothing chosen');
		await form.choose('barrier');
		await form.describe('Bordstein zu hoch.', await phonePhoto());
		await expect(form.step(3)).toBeVisible();
		await page.getByRole('button', { name: form.say('ui:map.open') }).click();
		const map = page.getByRole('application', { name: form.say('ui:map.place.label') });
		await expect(map).toHaveAttribute('aria-busy', 'false');
		await map.focus();
		await map.press('Enter');
		await expect(form.placeIsSet).toBeVisible();
		await expectAccessible(page, 'a place on the map');
		await page.getByRole('button', { name: form.say('reports:new.back'), exact: true }).click();
		await expectAccessible(page, 'a photo chosen');
		await form.next();
		await form.next();
		await form.email.fill('x');
		await form.sendButton.click();
		await expect(form.errors).toBeVisible();
		await expectAccessible(page, 'a wrong address');
	});

	test(`the list with its filters, languages and map open (${language})`, async ({ page }) => {
		await page.setViewportSize({ width: 390, height: 5000 });
		const list = new ReportList(page, language);
		await list.open();
		await page.locator('summary', { hasText: list.say('ui:filters.title') }).click();
		const map = await list.showMap();
		await expect(map.locator('.map-cluster').first()).toBeVisible();
		// Pins stand where they stand; the list has each of them once more.
		const except = ['target-size'];
		await expectAccessible(page, 'filters and map', { except });
		await page.locator('header summary').first().click();
		await expectAccessible(page, 'languages', { except });
	});
}
