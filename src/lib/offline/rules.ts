import { isLanguage } from '../i18n/languages.ts';

/** The cache of visited pages; static/offline.js reads it by this name. */
export const PAGES = 'viertel-pages';

/** Pages that are somebody's own, by the word after the language. */
const OWN = new Set(['me', 'sign-in', 'follow']);

/** Whether a page may be kept on the phone: one of the public ones, which all begin with a language. */
export function isPublicPage(pathname: string): boolean {
	const [, language, second = ''] = pathname.split('/');
	return isLanguage(language) && !OWN.has(second);
}

const DATA = '/__data.json';

/** The page that a request of SvelteKit's for data belongs to; null when it is none. */
export function pageOfData(address: URL): URL | null {
	if (!address.pathname.endsWith(DATA)) return null;
	const page = new URL(address);
	page.pathname = page.pathname.slice(0, -DATA.length) || '/';
	for (const name of [...page.searchParams.keys()])
		if (name.startsWith('x-sveltekit-')) page.searchParams.delete(name);
	return page;
}

/** The name a page is kept under: where one came from makes no other page. */
export function keyOfPage(address: string): string {
	const url = new URL(address);
	url.hash = '';
	url.searchParams.delete('source');
	return url.href;
}

/**
 * Whether an answer may be kept: only when it says itself that it is the same for everybody. (Workers never see
 * `Set-Cookie`; an answer that sets one must not call itself public, for the sake of every cache on its way.)
 */
export function mayKeep({ status, headers }: Pick<Response, 'status' | 'headers'>): boolean {
	const directives = (headers.get('cache-control') ?? '')
		.toLowerCase()
		.split(',')
		.map((directive) => directive.trim().split('=')[0]);
	return (
		status === 200 &&
		directives.includes('public') &&
		!directives.includes('private') &&
		!directives.includes('no-store')
	);
}

/** The built files a page names (scripts, styles), as paths. */
export const assetsOf = (html: string): string[] => [
	...new Set(
		[...html.matchAll(/(?:\.\.?\/|\/)*_app\/immutable\/([\w./-]+\.(?:js|css|woff2))/g)].map(
			([, path]) => `/_app/immutable/${path}`
		)
	)
];
