import { expect, type APIRequestContext, type Page } from '@playwright/test';
import type { Language } from '#lib/i18n/languages.ts';
import { route, withQuery } from '#lib/route.ts';
import { newestCode } from './mail.ts';
import { say } from './say.ts';

export const RESIDENT = 'resident@viertel.example';

/** Asks for a code and stays on the page that wants it. */
export async function askForCode(page: Page, language: Language, email: string): Promise<void> {
	await page
		.getByRole('textbox', { name: say(language, 'account:sign_in.email') })
		.first()
		.fill(email);
	await page.getByRole('button', { name: say(language, 'account:sign_in.send') }).click();
	await expect(
		page.getByRole('heading', { level: 1, name: say(language, 'account:sign_in.sent') })
	).toBeVisible();
}

export async function enterCode(page: Page, language: Language, code: string): Promise<void> {
	await page.getByRole('textbox', { name: say(language, 'account:sign_in.code') }).fill(code);
	await page
		.getByRole('button', { name: say(language, 'account:sign_in.enter'), exact: true })
		.click();
}

/** Signs in by mail, the way a person does, and ends at `next` or on the person's own page. */
export async function signIn(
	page: Page,
	request: APIRequestContext,
	{ email, language = 'de', next }: { email: string; language?: Language; next?: string }
): Promise<void> {
	await page.goto(withQuery(route.signIn({ lang: language }), { next }));
	await askForCode(page, language, email);
	await enterCode(page, language, await newestCode(request, email));
	await expect(page).not.toHaveURL(/\/sign-in/);
}
