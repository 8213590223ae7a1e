import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Colours that are changing, however fast, are neither the old nor the new ones. */
const settle = (page: Page) =>
	page.evaluate(async () => {
		await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
		await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
	});

/** No violation of WCAG 2.2 A and AA on the page as it is now, in light and in dark. */
export async function expectAccessible(
	page: Page,
	what: string,
	{ except = [] }: { except?: string[] } = {}
): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await settle(page);
		const { violations } = await new AxeBuilder({ page })
			.withTags(TAGS)
			.disableRules(except)
			.analyze();
		const told = violations.map(({ id, help, nodes }) => ({
			id,
			help,
			nodes: nodes.slice(0, 5).map(({ html, failureSummary }) => `${html}\n${failureSummary}`)
		}));
		expect.soft(told, `${what}, ${colorScheme}`).toEqual([]);
	}
}
