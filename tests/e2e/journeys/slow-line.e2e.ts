import { expect, test } from '@playwright/test';
import { HALLE } from '../support/districts.ts';
import { ReportForm } from '../support/report-form.ts';
import { say } from '../support/say.ts';
import { slowLine } from '../support/slow-line.ts';

// A worker would answer for the scripts that are held back here.
test.use({ serviceWorkers: 'block' });

test('a report begun before the script has arrived is kept', async ({ page }) => {
	const form = new ReportForm(page, 'de');
	const arrive = await slowLine(page);
	await page.goto(`/de/${HALLE.id}/reports/new`, { waitUntil: 'commit' });
	await form.category('vandalism').check();
	await form.body.fill('Die Scheibe der Haltestelle ist zerschlagen.');
	await form.place.fill('Haltestelle Zollrain');
	await arrive();
	await form.ready();
	await expect(form.category('vandalism')).toBeChecked();
	await form.next();
	await expect(form.body).toHaveValue('Die Scheibe der Haltestelle ist zerschlagen.');
	await form.next();
	await expect(form.place).toHaveValue('Haltestelle Zollrain');
});

test('filters chosen before the script has arrived are kept', async ({ page }) => {
	const arrive = await slowLine(page);
	await page.goto(`/de/${HALLE.id}/reports`, { waitUntil: 'commit' });
	await page.locator('summary', { hasText: say('de', 'ui:filters.title') }).click();
	const words = page.getByRole('searchbox');
	const category = page.getByRole('combobox', { name: say('de', 'reports:list.category') });
	await words.fill('Bruchsee');
	await category.selectOption('light');
	await arrive();
	await expect(words).toHaveValue('Bruchsee');
	await expect(category).toHaveValue('light');
});

for (const [address, field] of [
	['/de/follow', 'reports:follow.code'],
	['/de/sign-in', 'account:sign_in.email']
] as const)
	test(`what is typed at ${address} before the script has arrived is kept`, async ({ page }) => {
		const arrive = await slowLine(page);
		await page.goto(address, { waitUntil: 'commit' });
		const typed = page.getByRole('textbox', { name: say('de', field) }).first();
		await typed.fill('amal@example.org');
		await arrive();
		await expect(typed).toHaveValue('amal@example.org');
	});
