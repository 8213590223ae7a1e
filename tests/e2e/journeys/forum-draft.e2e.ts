import { expect, test } from '@playwright/test';
import { route } from '#lib/route.ts';
import { Neighbour } from '../support/forum.ts';

const BODY = 'Am Bruchsee fehlt eine Bank, und wir könnten eine bauen.';

test('a draft is there again after the page was closed, until it is thrown away', async ({
	page
}) => {
	const neighbour = new Neighbour(page, 'de');
	await neighbour.arrive('Ines K.');
	await neighbour.openForm();
	await neighbour.title.fill('Eine Bank');
	await neighbour.body.fill(BODY);
	await page.reload();
	await expect(page.getByText(neighbour.say('ui:draft.back'))).toBeVisible();
	await expect(neighbour.title).toHaveValue('Eine Bank');
	await expect(neighbour.body).toHaveValue(BODY);
	await page.getByRole('button', { name: neighbour.say('ui:draft.discard') }).click();
	await expect(neighbour.body).toHaveValue('');
	await page.reload();
	await expect(neighbour.body).toHaveValue('');
	await expect(page.getByText(neighbour.say('ui:draft.back'))).toBeHidden();
});

test('a draft survives the lost connection', async ({ page, context }) => {
	const neighbour = new Neighbour(page, 'ar');
	await neighbour.arrive('Rami S.');
	await neighbour.openForm();
	await context.setOffline(true);
	await neighbour.body.fill(BODY);
	await neighbour.sendTopic.click();
	await context.setOffline(false);
	await page.goto(route.newTopic(neighbour.at));
	await expect(neighbour.body).toHaveValue(BODY);
});

for (const language of ['de', 'ar'] as const)
	test(`words survive a lost session and a refusal, and are sent once (${language})`, async ({
		page,
		context
	}) => {
		const neighbour = new Neighbour(page, language);
		await neighbour.arrive('Mila B.');
		await neighbour.openForm();
		const title = `Bank ${crypto.randomUUID().slice(0, 8)}`;
		await neighbour.title.fill(title);
		await neighbour.body.fill(BODY);

		// Nothing is said of the subject: refused, with everything still there.
		await neighbour.sendTopic.click();
		await expect(
			page.getByRole('alert').getByText(neighbour.say('forum:error.sphere_missing'))
		).toBeVisible();
		await expect(neighbour.body).toHaveValue(BODY);

		// The session is gone: the page comes back with the words and the way to sign in.
		const session = await context.cookies();
		await context.clearCookies();
		await page
			.getByRole('combobox', { name: neighbour.say('forum:form.sphere') })
			.selectOption('social');
		await neighbour.sendTopic.click();
		await expect(page.getByText(neighbour.say('forum:error.signed_out'))).toBeVisible();
		await expect(neighbour.body).toHaveValue(BODY);
		await page
			.getByRole('main')
			.getByRole('link', { name: neighbour.say('forum:sign_in') })
			.click();
		await expect(page).toHaveURL(/\/sign-in\?next=/);
		const next = new URL(page.url()).searchParams.get('next') ?? '';
		await context.addCookies(session);
		await page.goto(next);
		await expect(page.getByText(neighbour.say('ui:draft.back'))).toBeVisible();
		await expect(neighbour.body).toHaveValue(BODY);
		await neighbour.sendTopic.click();
		await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();

		// It has arrived: nothing of it is offered again.
		await page.goto(route.newTopic(neighbour.at));
		await expect(neighbour.body).toHaveValue('');
		await expect(page.getByText(neighbour.say('ui:draft.back'))).toBeHidden();
	});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('50,000 letters are refused, and come back whole', async ({ page }) => {
		const neighbour = new Neighbour(page, 'de');
		await neighbour.arrive('Lang T.');
		await neighbour.openForm();
		const long = 'Sehr viel zu sagen. '.repeat(2500);
		await neighbour.title.fill('Viel');
		await neighbour.body.fill(long);
		const sphere = page.getByRole('combobox', { name: neighbour.say('forum:form.sphere') });
		await sphere.selectOption('social');
		await neighbour.sendTopic.click();
		await expect(
			page.getByRole('alert').getByText(neighbour.say('forum:error.body_long'))
		).toBeVisible();
		// A boolean: the text itself would fill the report of a failure.
		expect((await neighbour.body.inputValue()) === long).toBe(true);
		await expect(sphere).toHaveValue('social');
		await expect(neighbour.title).toHaveValue('Viel');
	});
});

test('the buttons of the editor write their signs', async ({ page }) => {
	const neighbour = new Neighbour(page, 'de');
	await neighbour.arrive('Fett G.');
	await neighbour.openForm();
	await neighbour.body.fill('Wichtig');
	await neighbour.body.selectText();
	await page.getByRole('button', { name: neighbour.say('ui:editor.bold') }).click();
	await expect(neighbour.body).toHaveValue('**Wichtig**');
	await neighbour.body.fill('eins\nzwei');
	await neighbour.body.selectText();
	await page.getByRole('button', { name: neighbour.say('ui:editor.list') }).click();
	await expect(neighbour.body).toHaveValue('- eins\n- zwei');
	await expect(page.getByText('13 / 10.000')).toBeVisible();
});
