import { expect, test, type Page } from '@playwright/test';
import type { Language } from '#lib/i18n/languages.ts';
import { HALLE } from '../support/districts.ts';
import { newestCode, openMails, ownAddress } from '../support/mail.ts';
import { askForCode, enterCode, RESIDENT, signIn } from '../support/people.ts';
import { ReportForm } from '../support/report-form.ts';
import { say } from '../support/say.ts';

const myPage = (page: Page, language: Language, name: string) =>
	page.getByRole('heading', { level: 1, name: say(language, 'account:me.title', { name }) });

/** Answers the two questions of the first time. */
async function introduce(page: Page, language: Language, name: string) {
	await expect(
		page.getByRole('heading', { level: 1, name: say(language, 'account:welcome.title') })
	).toBeVisible();
	await page.getByRole('textbox', { name: say(language, 'account:me.name') }).fill(name);
	await page.getByRole('button', { name: say(language, 'account:welcome.go') }).click();
	await expect(myPage(page, language, name)).toBeVisible();
}

async function signOut(page: Page, language: Language) {
	await page.getByRole('button', { name: say(language, 'account:me.sign_out') }).click();
	await expect(page).toHaveURL(`/${language}`);
	await page.goto(`/${language}/me`);
	await expect(page).toHaveURL(new RegExp(`/${language}/sign-in`));
}

for (const language of ['de', 'ar'] as const) {
	test(`a new resident gets an account, a name and a language (${language})`, async ({
		page,
		request
	}) => {
		const email = ownAddress('neu');
		await page.goto(`/${language}/sign-in`);
		await askForCode(page, language, email);
		await enterCode(page, language, '12345');
		await expect(
			page.getByRole('alert').getByText(say(language, 'account:error.code_short'))
		).toBeVisible();
		const code = await newestCode(request, email);
		await enterCode(page, language, code === '000000' ? '000001' : '000000');
		await expect(
			page.getByRole('alert').getByText(say(language, 'account:error.code_wrong'))
		).toBeVisible();
		await enterCode(page, language, code);
		await introduce(page, language, 'Samira');

		await page.getByRole('textbox', { name: say(language, 'account:me.name') }).fill('Samira K.');
		await page
			.getByRole('combobox', { name: say(language, 'account:me.language') })
			.selectOption('tr');
		await page.getByRole('button', { name: say(language, 'account:me.save'), exact: true }).click();
		await expect(page.getByText(say('tr', 'account:me.saved.profile'))).toBeVisible();
		await expect(page).toHaveURL(/^[^?]*\/tr\/me/);
		await expect(myPage(page, 'tr', 'Samira K.')).toBeVisible();
	});

	test(`what a resident reports is on their page (${language})`, async ({ page, request }) => {
		const body = `Die Bank am Ententeich ist zerbrochen. ${crypto.randomUUID()}`;
		await signIn(page, request, { email: ownAddress('meldet'), language });
		await introduce(page, language, 'Jonas');
		await expect(page.getByText(say(language, 'account:me.none_text'))).toBeVisible();
		const form = new ReportForm(page, language);
		await form.openFromHome();
		await form.choose('green');
		await form.describe(body);
		await form.typePlace('Ententeich');
		await form.send();
		await page.goto(`/${language}/me`);
		const card = page.getByRole('article').filter({ hasText: body });
		await expect(card.getByText(say(language, 'common:state.pending'))).toBeVisible();
		await card.getByRole('link').click();
		await expect(page.getByRole('blockquote')).toHaveText(body);
	});
}

test('the code comes by mail in the language of the reader', async ({ page }) => {
	const email = ownAddress('code');
	await page.goto('/ar/sign-in');
	await askForCode(page, 'ar', email);
	const mails = await openMails(page, email);
	await expect(mails).toHaveCount(1);
	await expect(mails.locator('[lang="ar"][dir="rtl"]').first()).toBeVisible();
	await expect(mails.getByText(say('ar', 'mail:code.ignore'))).toBeVisible();
});

test('a password can be set, and used', async ({ page, request }) => {
	const email = ownAddress('passwort');
	const password = 'grüne Bank am Teich';
	await signIn(page, request, { email });
	await introduce(page, 'de', 'Erika');
	await page.locator('summary', { hasText: say('de', 'account:me.password') }).click();
	const field = page.getByLabel(say('de', 'account:me.new_password'));
	const set = page.getByRole('button', { name: say('de', 'account:me.set_password') });
	await field.fill('kurz');
	await set.click();
	await expect(
		page.getByRole('alert').getByText(say('de', 'account:error.password_short'))
	).toBeVisible();
	await field.fill(password);
	await set.click();
	await expect(page.getByText(say('de', 'account:me.saved.password'))).toBeVisible();
	await signOut(page, 'de');

	await page.locator('summary', { hasText: say('de', 'account:sign_in.with_password') }).click();
	const withPassword = page.locator('details', {
		has: page.getByText(say('de', 'account:sign_in.with_password'))
	});
	for (const [typed, ends] of [
		['etwas ganz anderes', /\/sign-in/],
		[password, /\/de\/me/]
	] as const) {
		await withPassword.getByLabel(say('de', 'account:sign_in.email')).fill(email);
		await withPassword.getByLabel(say('de', 'account:sign_in.password')).fill(typed);
		await withPassword.getByRole('button').click();
		await expect(page).toHaveURL(ends);
		if (typed !== password)
			await expect(
				page.getByRole('alert').getByText(say('de', 'account:error.credentials_wrong'))
			).toBeVisible();
	}
	await expect(myPage(page, 'de', 'Erika')).toBeVisible();
});

test('signing in leads back to where one was going, and signing out ends it', async ({
	page,
	request
}) => {
	await signIn(page, request, { email: RESIDENT, next: `/de/${HALLE.id}/reports?status=done` });
	await expect(page).toHaveURL(`/de/${HALLE.id}/reports?status=done`);
	await page.goto('/de/me');
	await expect(myPage(page, 'de', 'Amal Khalil')).toBeVisible();
	await signOut(page, 'de');
});

test('whoever deletes their account is a guest everywhere at once', async ({
	page,
	request,
	browser
}) => {
	const email = ownAddress('geht');
	await signIn(page, request, { email });
	await introduce(page, 'de', 'Rolf');
	const other = await browser.newContext();
	const phone = await other.newPage();
	await signIn(phone, request, { email });
	await phone.goto('/de/me');
	await expect(myPage(phone, 'de', 'Rolf')).toBeVisible();

	await page.getByRole('link', { name: say('de', 'account:me.delete') }).click();
	const address = page.getByLabel(say('de', 'account:delete.address'));
	const confirm = page.getByRole('button', { name: say('de', 'account:delete.confirm') });
	await address.fill('jemand@example.org');
	await confirm.click();
	await expect(
		page.getByRole('alert').getByText(say('de', 'account:error.address_wrong'))
	).toBeVisible();
	await address.fill(email);
	await confirm.click();
	await expect(page.getByText(say('de', 'account:sign_in.gone'))).toBeVisible();

	await phone.reload();
	await expect(phone).toHaveURL(/\/de\/sign-in/);
	const answer = await phone.goto(`/de/${HALLE.id}`);
	expect(answer?.status()).toBe(200);
	await other.close();
});

test('a forged session is that of a guest', async ({ page, context, baseURL }) => {
	const body = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
	const token = [
		body({ alg: 'HS256', typ: 'JWT' }),
		body({ sub: crypto.randomUUID(), role: 'service_role', exp: 4_000_000_000 }),
		'forged'
	].join('.');
	const session = { access_token: token, refresh_token: 'forged', expires_at: 4_000_000_000 };
	for (const value of ['nonsense', `base64-${body(session)}`, `base64-${'A'.repeat(3000)}`]) {
		await context.addCookies([{ name: 'viertel-session', value, url: baseURL ?? '' }]);
		const answer = await page.goto(`/de/${HALLE.id}/reports/new`);
		expect(answer?.status()).toBe(200);
		await page.goto('/de/me');
		await expect(page).toHaveURL(/\/de\/sign-in/);
		await page.goto(`/manage/${HALLE.id}/queue`);
		await expect(page).toHaveURL(/\/sign-in/);
		expect((await context.cookies()).filter(({ name }) => name === 'viertel-session')).toEqual([]);
	}
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	for (const language of ['de', 'ar'] as const)
		test(`one signs in, introduces oneself and signs out (${language})`, async ({
			page,
			request
		}) => {
			const email = ownAddress('ohne');
			await page.goto(`/${language}/sign-in`);
			await page.getByRole('button', { name: say(language, 'account:sign_in.send') }).click();
			await expect(
				page.getByRole('alert').getByText(say(language, 'account:error.email_invalid'))
			).toBeVisible();
			await askForCode(page, language, email);
			await enterCode(page, language, '999999');
			await expect(
				page.getByRole('alert').getByText(say(language, 'account:error.code_wrong'))
			).toBeVisible();
			await enterCode(page, language, await newestCode(request, email));
			await introduce(page, language, 'Ohne Skript');
			await signOut(page, language);
		});
});
