import { redirect } from '@sveltejs/kit';
import { route } from '#lib/route.ts';
import { safeNext } from '#lib/server/guard.ts';
import { keepLanguage } from '#lib/server/language.ts';
import type { RequestHandler } from './$types';

/** Keeps the reader's language, as the addresses of the staff pages have none, and leads back (`?next=`). */
export const GET: RequestHandler = ({ params, url, cookies }) => {
	keepLanguage(cookies, params.lang, url.protocol === 'https:');
	redirect(303, safeNext(url.searchParams.get('next')) ?? route.manage.start());
};
