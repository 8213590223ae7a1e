import { expect, test } from '@playwright/test';
import { phonePhoto } from '../support/pictures.ts';
import { ReportForm } from '../support/report-form.ts';

const BODY = 'Am Spielplatz fehlt die Schaukel, nur noch die Ketten hängen da.';
const PLACE = 'Spielplatz hinter der Kaufhalle';

test('a draft is still there after the page was closed, until it is thrown away', async ({
	page
}) => {
	const form = new ReportForm(page, 'de');
	await form.open();
	await form.choose('playground');
	await form.describe(BODY);
	await form.place.fill(PLACE);
	await page.reload();

	await expect(page.getByText(form.say('reports:new.resumed'))).toBeVisible();
	await expect(form.category('playground')).toBeChecked();
	await form.next();
	await expect(form.body).toHaveValue(BODY);
	await form.next();
	await expect(form.place).toHaveValue(PLACE);

	await page.getByRole('button', { name: form.say('reports:new.discard') }).click();
	await expect(form.step(1)).toBeVisible();
	await expect(form.category('playground')).not.toBeChecked();
	await page.reload();
	await form.ready();
	await expect(page.getByText(form.say('reports:new.resumed'))).toBeHidden();
});

test('a draft that was sent is not offered again', async ({ page }) => {
	const form = new ReportForm(page, 'de');
	await form.open();
	await form.choose('playground');
	await form.describe(BODY);
	await form.typePlace(PLACE);
	await form.send();
	await form.open();
	await expect(page.getByText(form.say('reports:new.resumed'))).toBeHidden();
	await expect(form.category('playground')).not.toBeChecked();
});

test('a refused report keeps everything, its photo too', async ({ page }) => {
	const form = new ReportForm(page, 'de');
	await form.open();
	await form.choose('road');
	await form.describe(BODY, await phonePhoto());
	await form.typePlace(PLACE);
	await form.email.fill('nachbarin@');
	await form.sendButton.click();

	const wrong = form.say('reports:new.error.email_invalid');
	await expect(form.errors.getByRole('link', { name: wrong })).toBeVisible();
	await expect(form.email).toHaveValue('nachbarin@');
	const back = page.getByRole('button', { name: form.say('reports:new.back'), exact: true });
	await back.click();
	await expect(form.place).toHaveValue(PLACE);
	await back.click();
	await expect(form.body).toHaveValue(BODY);
	await expect(page.getByText(form.say('reports:new.photo_kept', { count: 1 }))).toBeVisible();
	await back.click();
	await expect(form.category('road')).toBeChecked();

	for (let screen = 1; screen < 4; screen++) await form.next();
	await form.email.fill('');
	const code = await form.send();
	await expect(page.locator(`img[src*="${code}"]`)).toHaveCount(1);
});

test('a screen left empty says what is missing and stays', async ({ page }) => {
	const form = new ReportForm(page, 'ar');
	await form.open();
	await form.next();
	const missing = form.say('reports:new.error.category_missing');
	await expect(form.errors.getByRole('link', { name: missing })).toBeVisible();
	await expect(form.step(1)).toBeVisible();
	await form.choose('dirt');
	await form.next();
	await expect(
		form.errors.getByRole('link', { name: form.say('reports:new.error.body_missing') })
	).toBeVisible();
	await form.describe('شارع متسخ');
	await form.next();
	await expect(
		form.errors.getByRole('link', { name: form.say('reports:new.error.place_missing') })
	).toBeVisible();
});

test('sending without a connection says so and loses nothing', async ({ page, context }) => {
	const form = new ReportForm(page, 'de');
	await form.open();
	await form.choose('noise');
	await form.describe(BODY);
	await form.typePlace(PLACE);
	await context.setOffline(true);
	await form.sendButton.click();
	await expect(form.errors.getByText(form.say('reports:new.error.offline'))).toBeVisible();
	await context.setOffline(false);
	await form.send();
	await expect(page.getByText(BODY)).toBeVisible();
});

test('pressing twice sends once', async ({ page }) => {
	const form = new ReportForm(page, 'de');
	await form.open();
	await form.choose('green');
	await form.describe(BODY);
	await form.typePlace(PLACE);
	const sent: string[] = [];
	page.on('request', (request) => {
		if (request.method() === 'POST') sent.push(request.url());
	});
	await form.sendButton.dblclick();
	await expect(
		page.getByRole('heading', { level: 1, name: form.say('reports:follow.thanks') })
	).toBeVisible();
	expect(sent).toHaveLength(1);
});
