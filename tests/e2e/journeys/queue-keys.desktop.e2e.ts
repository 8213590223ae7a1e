import { expect } from '@playwright/test';
import { route } from '#lib/route.ts';
import { HALLE } from '../support/districts.ts';
import { say } from '../support/say.ts';
import { test } from '../support/staff.ts';

test('the queue is worked through by single keys', async ({ manager, postReport }) => {
	const body = 'Der Papierkorb am Markt quillt über.';
	const { id } = await postReport({ body });
	const waiting = route.manage.waiting({ district: HALLE.id, id });
	const links = manager
		.getByRole('navigation', { name: say('de', 'manage:queue.list') })
		.getByRole('listitem')
		.getByRole('link');
	// The button is there when the keys are.
	const help = manager.getByRole('button', { name: say('de', 'manage:keys.title') });

	await manager.goto(route.manage.queue({ district: HALLE.id }));
	await expect(help).toBeVisible();
	await manager.keyboard.press('j');
	await expect(links.nth(1)).toBeFocused();
	await manager.keyboard.press('k');
	await expect(links.first()).toBeFocused();
	await manager.keyboard.press('j');
	const address = (await links.nth(1).getAttribute('href')) ?? '';
	await manager.keyboard.press('Enter');
	await expect(manager).toHaveURL(address);
	await manager.keyboard.press('?');
	await expect(manager.getByRole('dialog', { name: say('de', 'manage:keys.title') })).toBeVisible();
	await manager.keyboard.press('Escape');

	await manager.goto(waiting);
	await expect(manager.getByRole('blockquote').getByText(body)).toBeVisible();
	await expect(help).toBeVisible();
	await manager.keyboard.press('h');
	await expect(
		manager.getByRole('textbox', { name: say('de', 'manage:reason.label') })
	).toBeFocused();
	await manager.keyboard.type('php');
	await expect(manager).toHaveURL(waiting);
	await manager.reload();
	await expect(help).toBeVisible();
	await manager.keyboard.press('p');
	await expect(manager.getByText(say('de', 'manage:done.publish'))).toBeVisible();
	const page = await manager.goto(route.report({ lang: 'de', district: HALLE.id, id }));
	expect(page?.status()).toBe(200);
});

test('the keys can be switched off', async ({ manager, postReport }) => {
	const { id } = await postReport();
	const waiting = route.manage.waiting({ district: HALLE.id, id });
	await manager.goto(waiting);
	await manager.getByRole('button', { name: say('de', 'manage:keys.title') }).click();
	await manager.getByRole('checkbox', { name: say('de', 'manage:keys.on') }).uncheck();
	await manager.getByRole('button', { name: say('de', 'manage:keys.close') }).click();
	await manager.keyboard.press('p');
	await manager.keyboard.press('?');
	await expect(manager.getByRole('dialog')).toBeVisible();
	await expect(manager).toHaveURL(waiting);
});
