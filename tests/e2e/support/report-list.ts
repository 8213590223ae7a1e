import { expect, type Locator, type Page } from '@playwright/test';
import type { Language } from '#lib/i18n/languages.ts';
import { route, withQuery } from '#lib/route.ts';
import { HALLE } from './districts.ts';
import { say } from './say.ts';

/** The public list of a district's reports. */
export class ReportList {
	readonly page: Page;
	readonly language: Language;

	constructor(page: Page, language: Language) {
		this.page = page;
		this.language = language;
	}

	say = (key: string, values = {}) => say(this.language, key, values);

	async open(query: Record<string, string> = {}): Promise<void> {
		const list = route.reports({ lang: this.language, district: HALLE.id });
		await this.page.goto(withQuery(list, query));
		await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible();
	}

	get cards() {
		return this.page.getByRole('main').getByRole('article');
	}

	get links() {
		return this.cards.getByRole('link');
	}

	/** Opens the map, which on a wide screen is open already. */
	async showMap(): Promise<Locator> {
		const show = this.page.getByRole('button', { name: this.say('reports:list.show_map') });
		const hide = this.page.getByRole('button', { name: this.say('reports:list.hide_map') });
		await expect(show.or(hide)).toBeVisible();
		if (await show.isVisible()) await show.click();
		const name = this.say('reports:list.title', { district: HALLE.name });
		const map = this.page.getByRole('region', { name });
		await expect(map).toHaveAttribute('aria-busy', 'false');
		return map;
	}

	/** The addresses of the reports on this page. */
	addresses(): Promise<string[]> {
		return this.links.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
	}

	/** Chooses in the filters and shows what is left. */
	async filter(label: string, value: string): Promise<void> {
		await this.page.locator('summary', { hasText: this.say('ui:filters.title') }).click();
		const role = label === 'search' ? 'searchbox' : 'combobox';
		const name = this.say(`reports:list.${label}`);
		const field = this.page.getByRole(role, { name, exact: true });
		if (label === 'search') await field.fill(value);
		else await field.selectOption(value);
		await this.page.getByRole('button', { name: this.say('ui:filters.apply') }).click();
		await this.page.waitForURL(
			(url) => url.searchParams.get(label === 'search' ? 'q' : label) === value
		);
	}
}
