import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import sharp from 'sharp';
import { HALLE } from '../support/districts.ts';
import { phonePhoto } from '../support/pictures.ts';
import { ReportForm } from '../support/report-form.ts';
import { say } from '../support/say.ts';

const SENTENCES = {
	ar: 'المصباح أمام Block 314 لا يعمل منذ أسبوع، والطريق مظلم تمامًا (Laterne Nr. 27).',
	de: 'Die Laterne Nr. 27 vor Block 314 ist seit einer Woche aus. Es ist stockdunkel.'
} as const;
const LANGUAGES = ['ar', 'de'] as const;

/** The receipt, and the same page found again by typing the code. */
async function checkReceipt(page: Page, language: 'ar' | 'de', code: string, body: string) {
	const link = page.getByRole('link', { name: `/${language}/follow/${code}` });
	await expect(link).toBeVisible();
	await expect(page.getByRole('img', { name: say(language, 'reports:follow.qr') })).toBeVisible();
	await expect(page.getByText(say(language, 'reports:follow.state.pending'))).toBeVisible();

	await page.goto(`/${language}/follow`);
	await page
		.getByLabel(say(language, 'reports:follow.code'), { exact: true })
		.fill(code.toLowerCase().replaceAll('-', ' '));
	await page.getByRole('button', { name: say(language, 'reports:follow.show') }).click();
	await expect(
		page.getByRole('heading', { level: 1, name: say(language, 'reports:follow.title') })
	).toBeVisible();
	await expect(page.getByText(body)).toBeVisible();
}

/** What is kept of a photo: upright, small, and without a word about where it was taken. */
async function checkPhoto(page: Page, request: APIRequestContext, code: string) {
	const photo = page.locator(`img[src^="/photos/"][src*="${code}"]`);
	await expect(photo).toBeVisible();
	const src = (await photo.getAttribute('src')) ?? '';
	for (const size of ['small', 'large']) {
		const answer = await request.get(src.replace(/\/(small|large)\?/, `/${size}?`));
		expect(answer.status()).toBe(200);
		const { format, exif, xmp, iptc, width, height } = await sharp(await answer.body()).metadata();
		expect({ format, exif, xmp, iptc }).toEqual({ format: 'webp' });
		expect(height).toBeGreaterThan(width);
	}
	const stranger = await request.get(src.replace(/\?.*/, ''));
	expect(stranger.status()).toBe(404);
}

for (const language of LANGUAGES) {
	const body = SENTENCES[language];

	test.describe(`Reporting without an account (${language})`, () => {
		test.use({
			permissions: ['geolocation'],
			geolocation: { ...HALLE.inside, accuracy: 12 },
			locale: language
		});

		test('with a photo and the place from the phone', async ({ page, request }) => {
			const form = new ReportForm(page, language);
			await form.openFromHome();
			await form.choose('light');
			await form.describe(body, await phonePhoto());
			await form.ownPosition.click();
			await expect(form.placeIsSet).toBeVisible();
			await form.next();
			const code = await form.send('nachbarin@example.org');
			await checkReceipt(page, language, code, body);
			await checkPhoto(page, request, code);
		});
	});

	test.describe(`Reporting without an account (${language})`, () => {
		test('with the place set on the map by keyboard', async ({ page }) => {
			const form = new ReportForm(page, language);
			await form.openFromHome();
			await form.choose('barrier');
			await form.describe(body);
			await page.getByRole('button', { name: form.say('ui:map.open') }).press('Enter');
			const map = page.getByRole('application', { name: form.say('ui:map.place.label') });
			await expect(map).toHaveAttribute('aria-busy', 'false');
			await map.focus();
			await map.press('ArrowRight');
			await map.press('Enter');
			await expect(form.placeIsSet).toBeVisible();
			await form.next();
			const code = await form.send();
			await checkReceipt(page, language, code, body);
			await expect(page.getByRole('button', { name: form.say('ui:map.open') })).toBeVisible();
		});

		test('by typing only', async ({ page }) => {
			const form = new ReportForm(page, language);
			await form.openFromHome();
			await form.category('rubbish').focus();
			await page.keyboard.press('Space');
			await page.keyboard.press('Tab');
			await page.keyboard.press('Enter');
			await form.describe(body);
			await form.typePlace('Am Bruchsee 14, بجانب الصيدلية');
			const code = await form.send();
			await checkReceipt(page, language, code, body);
			await expect(page.getByText('بجانب الصيدلية')).toBeVisible();
		});
	});

	test.describe(`Reporting without JavaScript (${language})`, () => {
		test.use({ javaScriptEnabled: false });

		test('with a photo, after forgetting the sentence', async ({ page, request }) => {
			const form = new ReportForm(page, language, false);
			await form.openFromHome();
			await form.choose('playground');
			await form.photos.setInputFiles(await phonePhoto());
			await form.place.fill('Zollrain 8');
			await form.sendButton.click();

			const missing = form.say('reports:new.error.body_missing');
			await expect(form.errors.getByRole('link', { name: missing })).toBeVisible();
			await expect(form.category('playground')).toBeChecked();
			await expect(form.place).toHaveValue('Zollrain 8');
			await expect(page.getByText(form.say('reports:new.photo_kept', { count: 1 }))).toBeVisible();

			await form.body.fill(body);
			const code = await form.send();
			await checkReceipt(page, language, code, body);
			await checkPhoto(page, request, code);
		});
	});
}
