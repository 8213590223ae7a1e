import { expect } from '@playwright/test';
import { PAGES } from '../support/pages.ts';
import { test } from '../support/visit.ts';

const STOPS = 40;

for (const entry of PAGES)
	test(`${entry.name}: the keyboard's place is always seen`, async ({ visit }) => {
		const page = await visit(entry, 'de');
		const unseen: string[] = [];
		for (let stop = 0; stop < STOPS; stop++) {
			await page.keyboard.press('Tab');
			const found = await page.evaluate(() => {
				const element = document.activeElement;
				if (!element || element === document.body) return 'end';
				const outlined = (one: Element | null) => {
					if (!one) return false;
					const { outlineStyle, outlineWidth } = getComputedStyle(one);
					return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
				};
				// A radio's tile or a link's card is outlined as a whole; a date shows which part of it is next.
				const seen =
					outlined(element) ||
					outlined(element.closest('label, article')) ||
					element.matches('[type="date"]');
				return seen ? 'seen' : element.outerHTML.slice(0, 120);
			});
			if (found === 'end') break;
			if (found !== 'seen') unseen.push(found);
		}
		expect(unseen).toEqual([]);
	});
