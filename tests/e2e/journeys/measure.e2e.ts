import { expect, type Page } from '@playwright/test';
import { route } from '#lib/route.ts';
import { HALLE } from '../support/districts.ts';
import { openMails, ownAddress } from '../support/mail.ts';
import { phonePhoto } from '../support/pictures.ts';
import { say } from '../support/say.ts';
import { test } from '../support/staff.ts';

const german = (key: string, values = {}) => say('de', key, values);
const district = HALLE.id;
const SUMMARY = 'Drei neue Leuchten am Weg zum Kindergarten.';
const done = (page: Page, what: string) =>
	expect(page.getByText(german(`manage:done.${what}`))).toBeVisible();

async function publish(page: Page, id: string) {
	await page.goto(route.manage.waiting({ district, id }));
	await page.getByRole('button', { name: german('manage:action.publish'), exact: true }).click();
	await done(page, 'publish');
}

async function answer(page: Page, words: { german: string; arabic: string }) {
	await page
		.getByRole('combobox', { name: german('manage:answer.status') })
		.selectOption('planned');
	await page.getByRole('textbox', { name: german('manage:answer.german') }).fill(words.german);
	await page.getByRole('textbox', { name: german('manage:answer.other') }).fill(words.arabic);
	await page.getByRole('button', { name: german('manage:answer.send') }).click();
	await done(page, 'status');
}

async function makeMeasure(page: Page, title: { german: string; arabic: string }) {
	await page.getByRole('link', { name: german('manage:case.new_measure') }).click();
	const save = page.getByRole('button', { name: german('manage:measure.save'), exact: true });
	// The report has given it a title already.
	await expect(page.locator('[name="title.de"]')).not.toHaveValue('');
	await page.locator('[name="title.de"]').fill('');
	await page.locator('[name="summary.de"]').fill(SUMMARY);
	await save.click();
	await expect(
		page.getByRole('alert').getByRole('link', { name: german('manage:error.title_missing') })
	).toBeVisible();
	await page.locator('[name="title.de"]').fill(title.german);
	await expect(page.locator('[name="summary.de"]')).toHaveValue(SUMMARY);
	await page.locator('summary', { hasText: german('manage:measure.languages') }).click();
	await page.locator('summary', { hasText: 'العربية' }).click();
	await page.locator('[name="title.ar"]').fill(title.arabic);
	for (const sphere of ['public_space', 'social'])
		await page.getByRole('checkbox', { name: german(`common:sphere.${sphere}`) }).check();
	await page
		.getByRole('combobox', { name: german('manage:measure.status') })
		.selectOption('approved');
	await page.getByRole('textbox', { name: german('manage:measure.budget') }).fill('12.500');
	await page.getByLabel(german('manage:measure.starts_on')).fill('2027-03-01');
	await page.getByLabel(german('manage:measure.ends_on')).fill('2027-10-31');
	await page.locator('summary', { hasText: german('manage:measure.add_organisation') }).click();
	await page
		.getByRole('textbox', { name: german('manage:measure.new_organisation') })
		.fill(`Stadtbeleuchtung ${title.german.slice(-8)}`);
	await page.getByRole('checkbox', { name: german('manage:measure.is_public') }).check();
	await save.click();
	await done(page, 'measure');
}

test('from two reports to a measure, and back to those who asked', async ({
	manager,
	page,
	postReport
}) => {
	const mark = crypto.randomUUID().slice(0, 8);
	const email = ownAddress('amal');
	const title = { german: `Licht am Kita-Weg ${mark}`, arabic: `إنارة طريق الروضة ${mark}` };
	const words = {
		german: 'Im Frühjahr stellen die Stadtwerke drei Leuchten auf.',
		arabic: 'ستضع مصلحة المدينة ثلاثة مصابيح في الربيع.'
	};
	const body = `الطريق إلى الروضة مظلم كل صباح. ${mark}`;
	const first = await postReport(
		{ category: 'light', body, language: 'ar', email, latitude: '51.4808', longitude: '11.9172' },
		{ language: 'ar', photos: [await phonePhoto()] }
	);
	const second = await postReport({ category: 'light', body: `Auch hier ist es dunkel. ${mark}` });

	await publish(manager, first.id);
	await manager.goto(route.manage.report({ district, id: first.id }));
	await answer(manager, words);
	await makeMeasure(manager, title);
	await publish(manager, second.id);
	await manager.goto(route.manage.report({ district, id: second.id }));
	await manager
		.getByRole('combobox', { name: german('manage:case.add_to') })
		.selectOption({ label: title.german });
	await manager.getByRole('button', { name: german('manage:case.add'), exact: true }).click();
	await done(manager, 'source');

	// Whoever reported sees it behind the code …
	await page.goto(`/ar/follow/${first.code}`);
	await expect(page.getByText(say('ar', 'reports:follow.state.public'))).toBeVisible();
	await expect(page.getByText(say('ar', 'common:status.planned.name')).first()).toBeVisible();
	await expect(page.getByText(words.arabic)).toBeVisible();
	// … the measure has a page with both of them …
	await page.getByRole('link', { name: title.arabic }).click();
	await expect(page.getByRole('heading', { level: 1, name: title.arabic })).toBeVisible();
	await expect(page.getByText(body)).toBeVisible();
	await expect(page.getByText(`Auch hier ist es dunkel. ${mark}`)).toBeVisible();
	await expect(page.getByText(SUMMARY)).toHaveAttribute('lang', 'de');
	// … it is in the list of measures, in the reader's language …
	await page.goto(route.measures({ lang: 'de', district }));
	await page.getByRole('link', { name: title.german }).click();
	await expect(page.getByText('12.500 €')).toBeVisible();
	await expect(page.getByText(german('common:sphere.social'))).toBeVisible();
	await expect(page.getByText(`Stadtbeleuchtung ${mark}`)).toBeVisible();
	// … and the report says what it led to.
	await page
		.getByRole('link', { name: german('common:category.light') })
		.first()
		.click();
	await expect(page.getByRole('link', { name: title.german })).toBeVisible();

	await expect(async () => {
		const mails = await openMails(page, email);
		await expect(mails.filter({ hasText: words.arabic })).toHaveCount(1, { timeout: 100 });
		await expect(mails.filter({ hasText: title.arabic })).toHaveCount(1, { timeout: 100 });
	}).toPass();
	const mail = (await openMails(page, email)).filter({ hasText: words.arabic });
	await expect(mail.locator('[lang="ar"][dir="rtl"]').first()).toBeVisible();
	await expect(mail.getByText(say('ar', 'mail:status.text'))).toBeVisible();
	await mail.getByRole('link', { name: german('account:mail.html') }).click();
	await expect(page.locator('[dir="rtl"]').first()).toBeVisible();
	await expect(page.getByText(words.arabic)).toBeVisible();
	await page.getByRole('link', { name: say('ar', 'mail:open') }).click();
	await expect(page).toHaveURL(new RegExp(`/ar/follow/${first.code}`));
});
