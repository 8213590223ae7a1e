import { version } from '$app/env';
import { matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { registerRoute, setCatchHandler } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { DAY, limited } from './keep.ts';

/**
 * Fetched when the worker is installed. Little on purpose: somebody's first visit pays for it. Scripts, styles and
 * fonts come into the cache below as pages are read, and only those of the reader's own language.
 */
const SHELL = ['/offline', '/offline.js', '/page.js', '/icons/favicon.svg', '/icons/icon-192.png'];

/** Built files carry a hash of their content in their name: what is here once is right for ever. */
export const assets = new CacheFirst({
	cacheName: 'viertel-assets',
	plugins: limited(200, 90 * DAY)
});

export function registerShell() {
	precacheAndRoute(SHELL.map((url) => ({ url, revision: version })));
	registerRoute(
		({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/_app/immutable/'),
		assets
	);
	// For pages only. A picture that is missing must be missing, and a form that was not sent must not look sent.
	setCatchHandler(async ({ request }) => {
		const page = request.destination === 'document' ? await matchPrecache('/offline') : undefined;
		return page ?? Response.error();
	});
}
