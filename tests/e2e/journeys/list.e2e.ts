import { expect, test } from '@playwright/test';
import { CATEGORIES, CATEGORY_NAMES } from '#lib/features/reports/model.ts';
import { ReportList } from '../support/report-list.ts';

for (const language of ['de', 'ar'] as const)
	test.describe(`The list of reports (${language})`, () => {
		test('narrowed by category', async ({ page }) => {
			const list = new ReportList(page, language);
			await list.open();
			await list.filter('category', 'light');
			const names = await list.links.allInnerTexts();
			expect(names.length).toBeGreaterThan(2);
			expect(new Set(names)).toEqual(new Set([list.say('common:category.light')]));
		});

		test('narrowed by status', async ({ page }) => {
			const list = new ReportList(page, language);
			await list.open();
			await list.filter('status', 'done');
			const all = await list.cards.count();
			expect(all).toBeGreaterThan(2);
			await expect(list.cards.filter({ hasText: list.say('common:status.done.name') })).toHaveCount(
				all
			);
		});

		test('narrowed by sphere', async ({ page }) => {
			const list = new ReportList(page, language);
			await list.open();
			await list.filter('sphere', 'living');
			const living = CATEGORY_NAMES.filter((name) => CATEGORIES[name] === 'living').map((name) =>
				list.say(`common:category.${name}`)
			);
			const names = await list.links.allInnerTexts();
			expect(names.length).toBeGreaterThan(2);
			expect(names.filter((name) => !living.includes(name))).toEqual([]);
		});

		test('narrowed by time', async ({ page }) => {
			const list = new ReportList(page, language);
			await list.open();
			await list.filter('days', '30');
			const times = await list.cards
				.locator('time')
				.evaluateAll((all) => all.map((time) => Date.parse(time.getAttribute('datetime') ?? '')));
			expect(times.length).toBeGreaterThan(2);
			const aMonthAgo = Date.now() - 31 * 86_400_000;
			expect(times.filter((time) => !(time > aMonthAgo))).toEqual([]);
		});

		test('narrowed by words, whatever their case, and widened again', async ({ page }) => {
			const list = new ReportList(page, language);
			await list.open();
			await list.filter('search', 'bruchSEE');
			await expect(list.cards.first()).toBeVisible();
			expect(await list.cards.count()).toBeLessThan(20);
			await expect(list.cards.filter({ hasText: /bruchsee/i }).first()).toBeVisible();
			await page.locator('summary', { hasText: list.say('ui:filters.title') }).click();
			await page.getByRole('link', { name: list.say('ui:filters.reset') }).click();
			await expect(page).toHaveURL(/\/reports$/);
		});

		test('with nothing left says so', async ({ page }) => {
			const list = new ReportList(page, language);
			await list.open({ q: 'Nashornbecken' });
			await expect(
				page.getByRole('heading', { name: list.say('reports:list.none') })
			).toBeVisible();
			await expect(page.getByRole('link', { name: list.say('common:home.report') })).toBeVisible();
		});
	});

test('all pages together show every report once', async ({ page }) => {
	const list = new ReportList(page, 'de');
	await list.open({ status: 'done' });
	const done = await list.addresses();
	await list.open();
	const seen: string[] = [];
	const more = page.getByRole('link', { name: list.say('ui:pagination.more') });
	for (;;) {
		seen.push(...(await list.addresses()));
		if (!(await more.isVisible())) break;
		const next = (await more.getAttribute('href')) ?? '';
		await more.click();
		await page.waitForURL((url) => url.pathname + url.search === next);
		await expect(more.and(page.locator(`[href="${next}"]`))).toHaveCount(0);
	}
	expect(seen.length).toBeGreaterThan(80);
	expect(new Set(seen).size).toBe(seen.length);
	expect(done.filter((address) => !seen.includes(address))).toEqual([]);
});

test('a report leads back to the list and shows its photo, place and history', async ({ page }) => {
	const list = new ReportList(page, 'ar');
	await list.open({ status: 'done' });
	const withPhoto = list.cards.filter({ has: page.locator('img') }).first();
	await withPhoto.getByRole('link').click();
	await expect(page).toHaveURL(/\/reports\/[0-9a-f-]{36}$/);
	await expect(page.getByRole('img', { name: list.say('reports:page.photo') })).toBeVisible();
	await expect(page.getByRole('heading', { name: list.say('reports:page.place') })).toBeVisible();
	await expect(page.getByRole('heading', { name: list.say('reports:page.history') })).toBeVisible();
	await expect(page.getByText(list.say('common:status.done.name')).first()).toBeVisible();
	await page.getByRole('link', { name: list.say('reports:page.back') }).click();
	await expect(page).toHaveURL(/\/reports$/);
});
