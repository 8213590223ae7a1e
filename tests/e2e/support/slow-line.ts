import type { Page } from '@playwright/test';

/** A line on which the page is there long before its script: what comes back lets the script arrive. */
export async function slowLine(page: Page): Promise<() => Promise<void>> {
	let arrive = () => {};
	const held = new Promise<void>((resolve) => (arrive = resolve));
	await page.route('**/_app/**/*.js', async (route) => {
		await held;
		await route.continue();
	});
	return async () => {
		// Written again by the page's first effect, when everything below it is awake.
		await page.evaluate(() => delete document.documentElement.dataset.language);
		arrive();
		await page.waitForFunction(() => 'language' in document.documentElement.dataset);
	};
}
