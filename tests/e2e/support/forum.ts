import {
	expect,
	type Browser,
	type BrowserContextOptions,
	type Locator,
	type Page
} from '@playwright/test';
import type { Language } from '#lib/i18n/languages.ts';
import { route } from '#lib/route.ts';
import { HALLE } from './districts.ts';
import { ownAddress } from './mail.ts';
import { signIn } from './people.ts';
import type { Upload } from './pictures.ts';
import { say } from './say.ts';

/** Somebody at a phone who talks in the forum, reading in one language. */
export class Neighbour {
	readonly page: Page;
	readonly language: Language;

	constructor(page: Page, language: Language) {
		this.page = page;
		this.language = language;
	}

	say = (key: string, values = {}) => say(this.language, key, values);

	/** Makes an account of this name and signs in. */
	async arrive(name: string): Promise<void> {
		const { page, language } = this;
		await signIn(page, page.request, { email: ownAddress('forum'), language });
		await page.getByRole('textbox', { name: this.say('account:me.name') }).fill(name);
		await page.getByRole('button', { name: this.say('account:welcome.go') }).click();
		await expect(page).toHaveURL(new RegExp(`/${language}/me`));
	}

	get at() {
		return { lang: this.language, district: HALLE.id };
	}

	get title() {
		return this.page.getByRole('textbox', { name: this.say('forum:form.title') });
	}

	get body() {
		return this.page.getByRole('textbox', { name: this.say('forum:form.body') });
	}

	get reply() {
		return this.page.getByRole('textbox', { name: this.say('forum:form.reply') });
	}

	get sendTopic() {
		return this.page.getByRole('button', { name: this.say('forum:form.send_topic') });
	}

	get sendReply() {
		return this.page.getByRole('button', { name: this.say('forum:form.send_reply') });
	}

	/** The reply with this number, as its place on the page. */
	number(number: number): Locator {
		return this.page.locator(`#r${number}`);
	}

	/** By the way a resident takes: the tab, the board, its button. */
	async openForm(): Promise<void> {
		await this.page.goto(route.home(this.at));
		await this.page
			.getByRole('navigation', { name: this.say('ui:navigation') })
			.getByRole('link', { name: this.say('common:nav.talk'), exact: true })
			.click();
		await this.page.getByRole('link', { name: this.say('forum:board.new') }).click();
	}

	/** Opens a topic and gives back its id. */
	async start(title: string, body: string, photo?: Upload): Promise<string> {
		await this.title.fill(title);
		await this.body.fill(body);
		await this.page
			.getByRole('combobox', { name: this.say('forum:form.sphere') })
			.selectOption('living');
		if (photo) await this.page.locator('input[name="photos"]').setInputFiles(photo);
		await this.sendTopic.click();
		await expect(this.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
		return /\/forum\/([0-9a-f-]{36})/.exec(this.page.url())?.[1] ?? '';
	}

	async open(id: string): Promise<void> {
		await this.page.goto(route.topic({ ...this.at, id }));
	}
}

/** Opens a topic without a browser's window and changes it once. Gives back its id. */
export async function changedTopic(
	browser: Browser,
	storageState: BrowserContextOptions['storageState'],
	baseURL: string
): Promise<string> {
	const context = await browser.newContext({ baseURL, storageState });
	const at = { lang: 'de', district: HALLE.id };
	const id = crypto.randomUUID();
	const words = { title: 'Ein Tauschregal im Hof', language: 'de' };
	const send = async (address: string, multipart: Record<string, string>) => {
		const headers = { origin: baseURL, accept: 'text/html' };
		const answer = await context.request.post(address, { multipart, headers, maxRedirects: 0 });
		expect(answer.status()).toBe(303);
	};
	const body = 'Bücher, Spiele, Töpfe: Wer etwas übrig hat, stellt es hinein.';
	await send(route.newTopic(at), { ...words, id, sphere: 'living', body });
	await send(`${route.editPost({ ...at, id })}?/save`, {
		...words,
		version: '1',
		body: 'Bücher, Spiele, Geschirr: Wer etwas übrig hat, stellt es gern hinein.'
	});
	await context.close();
	return id;
}
