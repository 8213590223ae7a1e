import { expect, test, type Page } from '@playwright/test';
import type { Language } from '#lib/i18n/languages.ts';
import { route } from '#lib/route.ts';
import { HALLE } from '../support/districts.ts';
import { openMails, ownAddress } from '../support/mail.ts';
import { signIn } from '../support/people.ts';
import { say } from '../support/say.ts';

const district = HALLE.id;

/** A report that everybody sees. */
async function aReport(page: Page, lang: Language): Promise<string> {
	await page.goto(route.reports({ lang, district }));
	const href = await page
		.getByRole('main')
		.locator('a[href*="/reports/0"], a[href*="/reports/"][href*="-"]')
		.first()
		.getAttribute('href');
	return href ?? '';
}

/** Answers a report as a manager does, in another browser. */
async function answer(page: Page, report: string, text: string) {
	const id = report.split('/').at(-1) ?? '';
	await signIn(page, page.request, {
		email: 'manager@viertel.example',
		next: route.manage.report({ district, id })
	});
	await page.locator('form[action="?/answer"] select').first().selectOption('planned');
	await page.getByRole('textbox', { name: say('de', 'manage:answer.german') }).fill(text);
	await page.getByRole('button', { name: say('de', 'manage:answer.send') }).click();
}

const digestOf = async (page: Page, to: string) => {
	await page.goto(route.caughtMails());
	await page
		.getByRole('button')
		.filter({ hasText: say('de', 'news:dev.digests') })
		.click();
	return openMails(page, to);
};

for (const language of ['ar', 'de'] as const)
	test(`a reader follows a report, hears of it, and stops the mail by one click (${language})`, async ({
		page,
		browser,
		request
	}) => {
		const email = ownAddress('follower');
		const report = await aReport(page, language);
		await page.goto(report);
		await page.getByRole('button', { name: say(language, 'common:follow.follow') }).click();
		// Guests sign in, and are back at the report.
		await signIn(page, request, { email, language, next: report });
		await page.goto(report);
		await page.getByRole('button', { name: say(language, 'common:follow.follow') }).click();
		await expect(
			page.getByRole('button', { name: say(language, 'common:follow.following') })
		).toBeVisible();

		await page.goto(route.newsSettings({ lang: language }));
		await page.getByRole('radio', { name: say(language, 'news:rhythm.daily') }).check();
		await page.getByRole('button', { name: say(language, 'news:settings.save') }).click();
		await expect(page.getByText(say(language, 'news:settings.saved'))).toBeVisible();
		await page.screenshot({
			path: `test-results/screens/news-settings-${language}.png`,
			fullPage: true
		});

		const staff = await browser.newContext({ locale: 'de-DE' });
		const words = `Wir kümmern uns darum. ${crypto.randomUUID().slice(0, 8)}`;
		await answer(await staff.newPage(), report, words);

		await expect(async () => {
			await page.goto(route.news({ lang: language }));
			await expect(page.getByText(words)).toBeVisible({ timeout: 1000 });
		}).toPass();
		await page.screenshot({ path: `test-results/screens/news-list-${language}.png` });
		const mailbox = await staff.newPage();
		const mails = await digestOf(mailbox, email);
		await expect(mails.first()).toContainText(words);
		const code = /api\/unsubscribe\/([0-9a-f]{64})/.exec(
			(await mails.first().textContent()) ?? ''
		)?.[1];
		await mails.first().screenshot({ path: `test-results/screens/news-mail-text-${language}.png` });
		const html = await mails
			.first()
			.getByRole('link', { name: say('de', 'account:mail.html') })
			.getAttribute('href');
		await mailbox.goto(html ?? '');
		await mailbox.setViewportSize({ width: 390, height: 844 });
		await mailbox.screenshot({ path: `test-results/screens/news-mail-${language}.png` });
		await staff.close();

		// As a mail program does it: a form from nowhere, without a cookie.
		const stopped = await fetch(new URL(route.unsubscribe({ code: code ?? '' }), page.url()), {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: 'List-Unsubscribe=One-Click'
		});
		expect(stopped.status).toBe(200);
		await page.goto(route.newsSettings({ lang: language }));
		await expect(
			page.getByRole('radio', { name: say(language, 'news:rhythm.never') })
		).toBeChecked();
	});

test('a link to stop mail that is only looked at stops nothing', async ({ page }) => {
	await page.goto(`${route.unsubscribe({ code: 'a'.repeat(64) })}?lang=de`);
	await expect(page).toHaveURL(/\/de\/unsubscribe\//);
	await expect(
		page.getByRole('button', { name: say('de', 'news:unsubscribe.confirm') })
	).toBeVisible();
});

test('a feed has what is public, and is well-formed', async ({ page, request }) => {
	for (const of of ['reports', 'forum', 'proposals', 'measures'] as const) {
		const answered = await request.get(route.feed({ lang: 'ar', district, of }));
		expect(answered.status()).toBe(200);
		expect(answered.headers()['content-type']).toContain('application/atom+xml');
		const xml = await answered.text();
		await page.goto('about:blank');
		const found = await page.evaluate((text) => {
			const feed = new DOMParser().parseFromString(text, 'application/xml');
			return {
				broken: feed.querySelector('parsererror')?.textContent ?? null,
				root: feed.documentElement.localName,
				ids: [...feed.querySelectorAll('id')].map((id) => id.textContent ?? '')
			};
		}, xml);
		expect(found.broken).toBeNull();
		expect(found.root).toBe('feed');
		for (const id of found.ids) expect(URL.canParse(id), id).toBe(true);
		expect(new Set(found.ids).size).toBe(found.ids.length);
	}
});
