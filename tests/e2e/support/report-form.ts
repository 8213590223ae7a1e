import { expect, type Page } from '@playwright/test';
import type { Category } from '#lib/features/reports/model.ts';
import type { Language } from '#lib/i18n/languages.ts';
import { route } from '#lib/route.ts';
import { HALLE } from './districts.ts';
import type { Upload } from './pictures.ts';
import { say } from './say.ts';

const TOTAL = 4;

/** The report form as its reader has it: one page without JavaScript, four screens with it. */
export class ReportForm {
	readonly page: Page;
	readonly language: Language;
	readonly scripted: boolean;

	constructor(page: Page, language: Language, scripted = true) {
		this.page = page;
		this.language = language;
		this.scripted = scripted;
	}

	say = (key: string, values = {}) => say(this.language, key, values);

	/** By the way a resident takes: the district's page, then its raised tile. */
	async openFromHome(district: string = HALLE.id): Promise<void> {
		await this.page.goto(route.home({ lang: this.language, district }));
		await this.page
			.getByRole('navigation', { name: this.say('ui:navigation') })
			.getByRole('link', { name: this.say('common:nav.report'), exact: true })
			.click();
		await this.ready();
	}

	async open(district: string = HALLE.id): Promise<void> {
		await this.page.goto(route.newReport({ lang: this.language, district }));
		await this.ready();
	}

	/** Before the page has its script, what is typed would belong to nobody. */
	async ready(step = 1): Promise<void> {
		await expect(
			this.page.getByRole('heading', { level: 1, name: this.say('reports:new.title') })
		).toBeVisible();
		if (this.scripted) await expect(this.step(step)).toBeVisible();
	}

	step(step: number) {
		const format = new Intl.NumberFormat(this.language);
		return this.page.getByText(
			this.say('ui:steps.of', { step: format.format(step), total: format.format(TOTAL) })
		);
	}

	/** The screen after this one, which without JavaScript is there already. */
	async next(): Promise<void> {
		if (this.scripted)
			await this.page
				.getByRole('button', { name: this.say('reports:new.next'), exact: true })
				.click();
	}

	category(category: Category) {
		return this.page.getByRole('radio', { name: this.say(`common:category.${category}`) });
	}

	get body() {
		return this.page.getByLabel(this.say('reports:new.body'));
	}

	get photos() {
		return this.page.locator('input[name="photos"]');
	}

	get place() {
		return this.page.getByLabel(this.say('reports:new.place'));
	}

	get email() {
		return this.page.getByLabel(this.say('reports:new.email'));
	}

	get sendButton() {
		return this.page.getByRole('button', { name: this.say('reports:new.send') });
	}

	get errors() {
		return this.page.getByRole('alert');
	}

	get ownPosition() {
		return this.page.getByRole('button', { name: this.say('ui:map.place.locate') });
	}

	get placeIsSet() {
		return this.page.getByText(this.say('ui:map.place.set'));
	}

	async choose(category: Category): Promise<void> {
		await this.category(category).check();
		await this.next();
	}

	async describe(body: string, photo?: Upload): Promise<void> {
		await this.body.fill(body);
		if (photo) {
			await this.photos.setInputFiles(photo);
			if (this.scripted)
				await expect(
					this.page.getByRole('button', { name: this.say('reports:new.photo_remove') })
				).toBeVisible();
		}
		await this.next();
	}

	async typePlace(place: string): Promise<void> {
		await this.place.fill(place);
		await this.next();
	}

	/** Sends the form and gives back the code on the receipt. */
	async send(email?: string): Promise<string> {
		if (email) await this.email.fill(email);
		await this.sendButton.click();
		await expect(
			this.page.getByRole('heading', { level: 1, name: this.say('reports:follow.thanks') })
		).toBeVisible();
		const code = /\/follow\/([A-Z0-9-]{14})/.exec(this.page.url())?.[1];
		if (!code) throw new Error(`No code in ${this.page.url()}`);
		return code;
	}
}
