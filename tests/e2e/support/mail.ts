import { expect, type APIRequestContext, type Page } from '@playwright/test';
import { route, withQuery } from '#lib/route.ts';

/** An address nobody else uses in this run. */
export const ownAddress = (name: string): string =>
	`${name}-${crypto.randomUUID().slice(0, 8)}@example.org`;

/** Opens the mails caught for one address; the newest is first. */
export async function openMails(page: Page, to: string) {
	await page.goto(withQuery(route.caughtMails(), { to }));
	return page.getByRole('main').getByRole('article');
}

/** The newest sign-in code sent to this address. */
export async function newestCode(request: APIRequestContext, to: string): Promise<string> {
	let code = '';
	await expect(async () => {
		const html = await (await request.get(withQuery(route.caughtMails(), { to }))).text();
		code =
			/<article[^]*?\b(\d{6})\b/.exec(html.replace(/<(style|script)[^]*?<\/\1>/g, ''))?.[1] ?? '';
		expect(code).not.toBe('');
	}).toPass();
	return code;
}
