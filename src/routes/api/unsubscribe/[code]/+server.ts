import { error, redirect } from '@sveltejs/kit';
import { unwrap } from '#lib/db/db.ts';
import { isLanguage } from '#lib/i18n/languages.ts';
import { route, withQuery } from '#lib/route.ts';
import { withinLimit } from '#lib/server/limits.ts';
import { serverDb } from '#lib/server/supabase.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

const pageOf = ({ url, params, locals }: RequestEvent) => {
	const asked = url.searchParams.get('lang');
	const lang = isLanguage(asked) ? asked : locals.language;
	return route.unsubscribePage({ lang, code: params.code ?? '' });
};

/** Programs that look at every link of a mail only get to a page with a button. */
export const GET: RequestHandler = (event) => redirect(303, pageOf(event));

/**
 * Stops mail of news, without signing in: by the button of that page, or by a mail program's own (RFC 8058), which
 * gets a plain answer and no redirect. Doing it twice is as good as once.
 */
export const POST: RequestHandler = async (event) => {
	if (!(await withinLimit('unsubscribe', event.getClientAddress()))) error(429, 'too_many');
	const db = await serverDb();
	const known = unwrap(await db.rpc('unsubscribe', { p_code: event.params.code }));
	if (!known) error(404, 'not_found');
	if (event.request.headers.get('accept')?.includes('text/html'))
		redirect(303, withQuery(pageOf(event), { done: '1' }));
	return new Response('OK', { headers: { 'content-type': 'text/plain' } });
};
