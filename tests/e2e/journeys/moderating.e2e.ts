import { expect, type Page } from '@playwright/test';
import { route, withQuery } from '#lib/route.ts';
import { HALLE } from '../support/districts.ts';
import { say } from '../support/say.ts';
import { test } from '../support/staff.ts';

const german = (key: string, values = {}) => say('de', key, values);
const district = HALLE.id;
const list = (kind: string) =>
	withQuery(route.manage.talk({ district }), { kind, state: 'public' });
const press = (page: Page, key: string) =>
	page.getByRole('button', { name: german(key), exact: true }).click();
const follow = (page: Page, key: string) =>
	page.getByRole('link', { name: german(key), exact: true }).click();
const done = (page: Page, what: string) =>
	expect(page.getByText(german(`manage:said_done.${what}`))).toBeVisible();
const lines = (page: Page) => page.getByRole('rowheader').getByRole('link');
const last = (page: Page) =>
	page.getByRole('region', { name: german('manage:talk.last_replies') }).getByRole('listitem');

/** Opens the first topic of the list that has at least so many replies, with none of them taken away, and is as nobody arranged it. */
async function openTopic(page: Page, replies: number): Promise<string> {
	await page.goto(list('topic'));
	const addresses = await lines(page).evaluateAll((links) =>
		links.map((link) => link.getAttribute('href') ?? '')
	);
	for (const address of addresses) {
		await page.goto(address);
		const isFree = await page
			.getByRole('button', { name: german('manage:arrange.pin'), exact: true })
			.isVisible();
		if (isFree && (await last(page).count()) >= replies) return address;
	}
	throw new Error(`No topic with ${replies} replies`);
}

test('a conversation is put in order', async ({ manager: page }) => {
	const topic = await openTopic(page, 3);
	const title = await page.getByRole('heading', { level: 1 }).innerText();
	await press(page, 'manage:arrange.close');
	await done(page, 'close');
	await press(page, 'manage:arrange.pin');
	await done(page, 'pin');
	await press(page, 'manage:arrange.unpin');
	await press(page, 'manage:arrange.reopen');
	await done(page, 'reopen');

	// A reply is the answer, until it is hidden.
	await last(page).last().getByRole('link').click();
	await press(page, 'manage:arrange.mark_answer');
	await done(page, 'mark_answer');
	await page.locator('summary', { hasText: german('manage:action.open_hide') }).click();
	await press(page, 'manage:action.hide');
	await expect(page.getByText(german('manage:error.reason_missing')).first()).toBeVisible();
	await page
		.getByRole('combobox', { name: german('manage:reason.usual') })
		.selectOption('off_topic');
	await press(page, 'manage:action.hide');
	await done(page, 'hide');
	await expect(page.getByText(german('manage:said_reason.off_topic.text')).first()).toBeVisible();
	await press(page, 'manage:action.restore');
	await done(page, 'restore');

	// Two of its replies become a topic of their own …
	const mark = `Abzweig ${crypto.randomUUID().slice(0, 8)}`;
	await page.goto(topic);
	await follow(page, 'manage:arrange.split');
	await press(page, 'manage:split.split');
	await expect(
		page.getByRole('alert').getByRole('link', { name: german('manage:error.heading_missing') })
	).toBeVisible();
	await page.getByRole('checkbox').nth(0).check();
	await page.getByRole('checkbox').nth(1).check();
	await page.getByRole('textbox', { name: german('manage:split.new_title') }).fill(mark);
	await press(page, 'manage:split.split');
	await done(page, 'split');
	await expect(page.getByRole('heading', { level: 1, name: mark })).toBeVisible();
	await expect(last(page)).toHaveCount(2);

	// … and are put back where they came from.
	await follow(page, 'manage:arrange.merge');
	await page.getByRole('searchbox').fill(`https://viertel.example${topic}`);
	await press(page, 'manage:merge.find');
	await expect(page.getByRole('radio')).toHaveCount(1);
	await expect(page.getByText(title)).toBeVisible();
	await press(page, 'manage:merge.merge');
	await done(page, 'merge');
	await expect(page).toHaveURL(new RegExp(topic));
	await page.goto(route.manage.log({ district }));
	await expect(
		page.getByRole('rowheader', { name: german('manage:history.merge') }).first()
	).toBeVisible();
	await expect(page.getByText(mark).first()).toBeVisible();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a proposal leads to a measure, and a reply is hidden', async ({ manager: page }) => {
		await page.goto(list('proposal'));
		await lines(page).first().click();
		await follow(page, 'manage:case.new_measure');
		const title = `Aus einem Vorschlag ${crypto.randomUUID().slice(0, 8)}`;
		await page.locator('[name="title.de"]').fill(title);
		await page.getByRole('checkbox', { name: german('manage:measure.is_public') }).check();
		await press(page, 'manage:measure.save');
		await expect(page.getByText(german('manage:done.measure'))).toBeVisible();
		await follow(page, 'manage:case.public_page');
		await expect(
			page.getByText(german('measures:page.kind.proposal'), { exact: true })
		).toBeVisible();

		await page.goto(list('topic'));
		await lines(page).first().click();
		await page
			.getByRole('combobox', { name: german('manage:case.add_to') })
			.selectOption({ label: title });
		await press(page, 'manage:case.add');
		await done(page, 'source');
		await expect(page.getByRole('link', { name: title })).toBeVisible();

		await page.goto(list('reply'));
		await lines(page).first().click();
		await page.locator('summary', { hasText: german('manage:action.open_hide') }).click();
		await page
			.getByRole('combobox', { name: german('manage:reason.usual') })
			.selectOption('insult');
		await press(page, 'manage:action.hide');
		await done(page, 'hide');
		await press(page, 'manage:action.restore');
		await done(page, 'restore');
	});
});
