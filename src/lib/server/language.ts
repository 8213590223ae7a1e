import { redirect, type Cookies } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { directionOf, isLanguage, localeOf, negotiate, type Language } from '../i18n/languages.ts';

const COOKIE = 'language';
/** Addresses that say themselves which language they are in, or have none. */
const WITHOUT_LANGUAGE =
	/^\/(api|tiles|photos|dev|manage|manifest\.webmanifest|offline|_app)(\/|$)/;

/** The language of the address; without one, the reader's. A resident's link without a language is redirected to theirs. */
export const chooseLanguage: Handle = ({ event, resolve }) => {
	const { pathname, search } = event.url;
	const [, first = ''] = pathname.split('/');
	const kept = event.cookies.get(COOKIE);
	const preferred: Language = isLanguage(kept)
		? kept
		: negotiate(event.request.headers.get('accept-language'));
	event.locals.language = isLanguage(first) ? first : preferred;
	if (
		!isLanguage(first) &&
		!WITHOUT_LANGUAGE.test(pathname) &&
		(event.request.method === 'GET' || event.request.method === 'HEAD')
	)
		redirect(302, `/${preferred}${pathname === '/' ? '' : pathname}${search}`);
	return resolve(event);
};

/** Remembers a language the reader chose, for a year. */
export const keepLanguage = (cookies: Cookies, language: Language, secure: boolean): void =>
	cookies.set(COOKIE, language, {
		path: '/',
		maxAge: 60 * 60 * 24 * 365,
		// static/page.js writes it too, when a page in another language is opened.
		httpOnly: false,
		sameSite: 'lax',
		secure
	});

/** Writes language and direction into the page's first tag. */
export const writeLanguage: Handle = ({ event, resolve }) =>
	resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%lang%', localeOf(event.locals.language))
				.replace('%dir%', directionOf(event.locals.language))
				.replaceAll('%language%', event.locals.language)
	});
