import { expect, type Page } from '@playwright/test';
import { route } from '#lib/route.ts';
import { HALLE } from '../support/districts.ts';
import { phonePhoto } from '../support/pictures.ts';
import { say } from '../support/say.ts';
import { test } from '../support/staff.ts';

const queue = route.manage.queue({ district: HALLE.id });
const waiting = (id: string) => route.manage.waiting({ district: HALLE.id, id });
const notice = (page: Page, done: string) => page.getByText(say('de', `manage:done.${done}`));
const lines = (page: Page) =>
	page.getByRole('navigation', { name: say('de', 'manage:queue.list') }).getByRole('listitem');

test('guests and residents find no queue', async ({ page, request }) => {
	await page.goto(queue);
	await expect(page).toHaveURL(/\/sign-in\?next=/);
	const answer = await request.get('/manage', { maxRedirects: 0 });
	expect(answer.status()).toBe(303);
});

test('a manager of one district only finds no other', async ({ manager }) => {
	const answer = await manager.goto('/manage/atlantis/queue');
	expect(answer?.status()).toBe(404);
});

test('hiding needs a reason, and whoever reported reads it', async ({
	manager,
	page,
	postReport
}) => {
	const { id, code } = await postReport({ body: 'Familie Muster aus der 3 ist zu laut!' });
	await manager.goto(waiting(id));
	await manager.locator('summary', { hasText: say('de', 'manage:action.open_hide') }).click();
	const reason = manager.getByRole('textbox', { name: say('de', 'manage:reason.label') });
	await expect(reason).toBeVisible();
	const hide = manager.getByRole('button', {
		name: say('de', 'manage:action.hide'),
		exact: true
	});
	await hide.click();
	await expect(manager.getByText(say('de', 'manage:error.reason_missing')).first()).toBeVisible();
	await manager
		.getByRole('combobox', { name: say('de', 'manage:reason.usual') })
		.selectOption('personal_data');
	await expect(reason).toHaveValue(say('de', 'manage:reason.personal_data.text'));
	await hide.click();
	await expect(notice(manager, 'hide')).toBeVisible();

	await page.goto(`/ar/follow/${code}`);
	await expect(page.getByText(say('ar', 'reports:follow.state.hidden'))).toBeVisible();
	await expect(page.getByText(say('ar', 'manage:reason.personal_data.text'))).toBeVisible();
	const hidden = await page.goto(route.report({ lang: 'ar', district: HALLE.id, id }));
	expect(hidden?.status()).toBe(404);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('links and buttons are enough', async ({ manager, postReport }) => {
		const photos = [await phonePhoto()];
		const { id } = await postReport({ body: 'Die Tür der Turnhalle klemmt.' }, { photos });
		await manager.goto(queue);
		const first = lines(manager).first().getByRole('link');
		const address = (await first.getAttribute('href')) ?? '';
		await first.click();
		await expect(manager).toHaveURL(address);

		await manager.goto(waiting(id));
		await expect(manager.getByRole('img', { name: say('de', 'reports:page.photo') })).toBeVisible();
		await manager.locator('summary', { hasText: say('de', 'manage:action.open_hide') }).click();
		await manager
			.getByRole('combobox', { name: say('de', 'manage:reason.usual') })
			.selectOption('unclear');
		await manager
			.getByRole('button', { name: say('de', 'manage:action.hide'), exact: true })
			.click();
		await expect(notice(manager, 'hide')).toBeVisible();

		await manager.goto(route.manage.report({ district: HALLE.id, id }));
		await expect(manager.getByText(say('de', 'manage:reason.unclear.text')).first()).toBeVisible();
		await manager.getByRole('button', { name: say('de', 'manage:action.restore') }).click();
		await expect(notice(manager, 'restore')).toBeVisible();
	});
});
