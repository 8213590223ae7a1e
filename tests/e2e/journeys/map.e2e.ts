import { expect, test, type Page } from '@playwright/test';
import { ReportList } from '../support/report-list.ts';

for (const language of ['de', 'ar'] as const)
	test.describe(`The map of reports (${language})`, () => {
		async function openMap(page: Page, query: Record<string, string> = {}) {
			const list = new ReportList(page, language);
			await list.open(query);
			const map = await list.showMap();
			return {
				list,
				map,
				pins: map.locator('a.map-pin'),
				clusters: map.locator('button.map-cluster')
			};
		}

		test('a cluster opens into pins, and a pin leads to its report', async ({ page }) => {
			const { list, map, pins, clusters } = await openMap(page);
			await expect(clusters.first()).toBeVisible();
			const count = Number(
				(await clusters.first().getAttribute('data-count')) ??
					(await clusters.first().innerText()).replace(/[٠-٩]/g, (digit) =>
						String(digit.charCodeAt(0) - 0x660)
					)
			);
			expect(count).toBeGreaterThan(1);
			// At the nearest there are only pins, or several reports at one spot.
			for (let step = 0; step < 8 && !(await pins.first().isVisible()); step++) {
				const asked = page.waitForResponse((answer) => answer.url().includes('/api/clusters/'));
				await clusters.first().click();
				await asked;
			}
			const pin = pins.first();
			await expect(pin).toBeVisible();
			const address = (await pin.getAttribute('href')) ?? '';
			expect(address).toMatch(new RegExp(`^/${language}/halle-neustadt/reports/[0-9a-f-]{36}$`));
			await pin.focus();
			await pin.press('Enter');
			await expect(page).toHaveURL(address);
			await expect(map).toBeHidden();
			await expect(
				page.getByRole('heading', { name: list.say('reports:page.history') })
			).toBeVisible();
		});

		test('it shows what the filters leave', async ({ page }) => {
			const asked = page.waitForResponse((answer) => answer.url().includes('/api/clusters/'));
			const { list, pins } = await openMap(page, { category: 'playground', status: 'done' });
			expect((await asked).url()).toContain('category=playground&status=done');
			const names = await pins.evaluateAll((all) =>
				all.map((pin) => pin.getAttribute('aria-label'))
			);
			for (const name of names) expect(name).toContain(list.say('common:category.playground'));
		});

		test('without a connection it stays as it was and says so quietly', async ({
			page,
			context
		}) => {
			const { list, map, clusters } = await openMap(page);
			await expect(clusters.first()).toBeVisible();
			await context.setOffline(true);
			await map.getByRole('button', { name: list.say('ui:map.zoom_in') }).click();
			await expect(page.getByText(list.say('ui:map.reports.stale'))).toBeVisible();
			await expect(clusters.first()).toBeAttached();
		});

		test("a report's own map opens where it stands", async ({ page }) => {
			const list = new ReportList(page, language);
			await list.open({ status: 'done' });
			await list.links.first().click();
			// A press before the script has arrived is lost.
			await page.waitForLoadState('networkidle');
			await page.getByRole('button', { name: list.say('ui:map.open') }).click();
			await expect(page.locator('.leaflet-container')).toBeFocused();
		});
	});
