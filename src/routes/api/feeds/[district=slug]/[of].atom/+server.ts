import { error } from '@sveltejs/kit';
import { isLanguage } from '#lib/i18n/languages.ts';
import { requireDistrict } from '#lib/server/districts.ts';
import { env } from '#lib/server/env.ts';
import { atomFeed, FEEDS } from '#lib/server/news/feeds.ts';
import { guestDb } from '#lib/server/supabase.ts';
import type { RequestHandler } from './$types';

/** What is new in a district, for feed readers: `?lang=ar` for another language than German. */
export const GET: RequestHandler = async ({ params, url, setHeaders }) => {
	const of = FEEDS.find((name) => name === params.of) ?? error(404, 'not_found');
	const asked = url.searchParams.get('lang');
	const language = isLanguage(asked) ? asked : 'de';
	const district = await requireDistrict(params.district);
	// The same for everybody, whoever asks: what is public, as a guest sees it.
	setHeaders({
		'content-type': 'application/atom+xml; charset=utf-8',
		'cache-control': 'public, max-age=300, s-maxage=300, stale-while-revalidate=600'
	});
	const origin = env().PUBLIC_URL ?? url.origin;
	return new Response(await atomFeed({ db: await guestDb(), of, district, language, origin }));
};
