import { test as base, type APIRequestContext } from '@playwright/test';
import { emptyDraft } from '#lib/features/reports/draft.ts';
import type { Language } from '#lib/i18n/languages.ts';
import { route } from '#lib/route.ts';
import { HALLE } from './districts.ts';
import type { Upload } from './pictures.ts';

export interface Posted {
	status: number;
	/** The page that came back, as it was sent. */
	html: string;
	/** Where the answer leads: the receipt. */
	location: string | undefined;
	id: string;
	code: string;
}

interface Options {
	language?: Language;
	district?: string;
	/** Stands for a page elsewhere; by default it is our own. */
	origin?: string;
	photos?: Upload[];
}

/** Sends the report form without a browser: a whole report, with `fields` in place of what it has. */
export async function postReport(
	request: APIRequestContext,
	here: string,
	fields: Record<string, string> = {},
	{ language = 'de', district = HALLE.id, origin = here, photos = [] }: Options = {}
): Promise<Posted> {
	const { id, code } = emptyDraft(language);
	const sent = {
		id,
		code,
		category: 'rubbish',
		body: 'Neben den Containern liegt ein Sofa.',
		language: 'de',
		place: 'Containerplatz Am Bruchsee',
		latitude: '',
		longitude: '',
		email: '',
		...fields
	};
	const form = new FormData();
	for (const [name, value] of Object.entries(sent)) form.set(name, value);
	for (const { name, mimeType, buffer } of photos)
		form.append('photos', new File([new Uint8Array(buffer)], name, { type: mimeType }));
	const answer = await request.post(route.newReport({ lang: language, district }), {
		multipart: form,
		// As a browser asks without the script: it wants a page.
		headers: { origin, accept: 'text/html' },
		maxRedirects: 0
	});
	return {
		status: answer.status(),
		html: await answer.text(),
		location: answer.headers().location,
		id: sent.id,
		code: sent.code
	};
}

export type PostReport = (fields?: Record<string, string>, options?: Options) => Promise<Posted>;

/** Tests that send reports without a browser, or need one that is there already. */
export const test = base.extend<{ postReport: PostReport }>({
	postReport: async ({ request, baseURL }, use) => {
		await use((fields, options) => postReport(request, baseURL ?? '', fields, options));
	}
});

/** What somebody holding this code gets to see: 404 when nothing was kept. */
export const statusBehind = async (request: APIRequestContext, code: string): Promise<number> =>
	(await request.get(route.follow({ lang: 'de', code }))).status();
