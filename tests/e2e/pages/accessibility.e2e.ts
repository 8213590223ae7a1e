import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { PAGES, routesWithPage } from '../support/pages.ts';
import { test } from '../support/visit.ts';

test('every page there is gets looked at', () => {
	const known = new Set(PAGES.map(({ route }) => route));
	expect(routesWithPage().filter((route) => !known.has(route))).toEqual([]);
});

/** What sticks out of a screen of 360 pixels. */
const sticksOut = (page: Page) =>
	page.evaluate(() =>
		[...document.querySelectorAll('body *')]
			.filter((element) => {
				const { left, right, width } = element.getBoundingClientRect();
				const scrolls = element.closest(
					'[data-scroll], .scroll, .leaflet-container, .visually-hidden'
				);
				return width > 0 && !scrolls && (left < -1 || right > innerWidth + 1);
			})
			.filter(() => document.documentElement.scrollWidth > innerWidth)
			.map((element) => element.outerHTML.slice(0, 120))
			.slice(0, 5)
	);

/** Buttons, fields and ways through the page that are smaller than a fingertip. */
const tooSmall = (page: Page) =>
	page.evaluate(() =>
		[
			...document.querySelectorAll(
				'button, .button, summary, select, nav a, header:not(main *) a, footer a, input:not([type=hidden], [type=radio], [type=checkbox])'
			)
		]
			.filter((element) => element.checkVisibility({ visibilityProperty: true }))
			.map((element) => ({ element, box: element.getBoundingClientRect() }))
			.filter(({ box }) => box.width > 1 && (box.height < 44 || box.width < 44))
			.map(
				({ element, box }) =>
					`${Math.round(box.width)}×${Math.round(box.height)} ${element.outerHTML.slice(0, 120)}`
			)
	);

/** Words that only a programmer would have put there, in texts and in fields, and names of missing strings. */
const leftovers = (page: Page) =>
	page.evaluate(() => {
		const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')]
			.filter(({ type }) => type !== 'hidden')
			.map(({ value }) => value);
		return [document.title, ...document.body.innerText.split('\n'), ...fields].filter((text) =>
			/\bundefined\b|\bNaN\b|\[object|Invalid Date|\{\{|\b(common|ui|reports|account|manage|measures):\w/.test(
				text
			)
		);
	});

for (const entry of PAGES)
	test(`${entry.name}: WCAG 2.2 AA, nothing sticks out, everything can be touched`, async ({
		visit
	}) => {
		for (const language of ['de', 'ar'] as const) {
			const page = await visit(entry, language);
			// The whole page at once: the bar at the foot of the screen covers what one can scroll to.
			const height = await page.evaluate(() => document.documentElement.scrollHeight);
			await page.setViewportSize({ width: 390, height: Math.max(844, height) });
			expect.soft(await leftovers(page), `${language}, meant for no reader`).toEqual([]);
			await expectAccessible(page, `${entry.name} in ${language}`);
			await page.setViewportSize({ width: 360, height: 740 });
			expect.soft(await sticksOut(page), `${language}, wider than 360 pixels`).toEqual([]);
			expect.soft(await tooSmall(page), `${language}, smaller than 44 pixels`).toEqual([]);
		}
	});
