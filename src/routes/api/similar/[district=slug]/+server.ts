import { error, json } from '@sveltejs/kit';
import { findSimilar } from '#lib/features/search/queries.ts';
import { directionOf, isLanguage, localeOf } from '#lib/i18n/languages.ts';
import { route } from '#lib/route.ts';
import { limited } from '#lib/server/limits.ts';
import { plainText } from '#lib/server/markdown.ts';
import type { RequestHandler } from './$types';

const LENGTH = 100;
const short = (text: string) => (text.length > LENGTH ? `${text.slice(0, LENGTH)} …` : text);

/** What resembles a text that is being written: `?lang=de&text=…`. */
export const GET: RequestHandler = async (event) => {
	const { district } = event.params;
	const lang = event.url.searchParams.get('lang');
	if (!isLanguage(lang)) error(400, 'failed');
	await limited('similar', event.getClientAddress());
	const text = event.url.searchParams.get('text') ?? '';
	const similar = await findSimilar(event.locals.db, district, text.slice(0, 600), lang);
	event.setHeaders({ 'cache-control': 'private, no-store' });
	return json(
		similar.map(({ id, kind, title, body, language }) => ({
			kind,
			title: title ?? short(plainText(body)),
			language: localeOf(language),
			dir: directionOf(language),
			href: route[kind]({ lang, district, id })
		}))
	);
};
