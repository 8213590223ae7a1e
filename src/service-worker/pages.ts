import { self } from '$app/service-worker';
import type { WorkboxPlugin } from 'workbox-core/types.js';
import { registerRoute } from 'workbox-routing';
import { NetworkFirst, NetworkOnly } from 'workbox-strategies';
import { assetsOf, isPublicPage, keyOfPage, PAGES } from '#lib/offline/rules.ts';
import { DAY, limited } from './keep.ts';
import { assets } from './shell.ts';

const oneName: WorkboxPlugin = {
	cacheKeyWillBeUsed: async ({ request }) => keyOfPage(request.url)
};

/** On a line that has not answered in four seconds, the page of last time is better than none. */
const pages = new NetworkFirst({
	cacheName: PAGES,
	networkTimeoutSeconds: 4,
	plugins: [oneName, ...limited(60, 14 * DAY)]
});

/** Pages with names or a code in them are never kept; without a connection there is the offline page for them. */
const elsewhere = new NetworkOnly();

/**
 * Keeps a page that was opened without this worker seeing it, with the scripts and styles it names.
 * They are taken from the browser's own cache where it has them, which costs the reader nothing.
 */
export async function keepPage(event: ExtendableEvent, address: string): Promise<void> {
	const url = new URL(address);
	const cache = await caches.open(PAGES);
	if (!isPublicPage(url.pathname) || (await cache.match(keyOfPage(address)))) return;
	const [answer, done] = pages.handleAll({
		event,
		request: new Request(url, { cache: 'force-cache' })
	});
	const html = await (await answer).clone().text();
	await done;
	if (!(await cache.match(keyOfPage(address)))) return;
	await Promise.all(
		assetsOf(html).map((path) =>
			Promise.all(assets.handleAll({ event, request: new Request(new URL(path, url)) }))
		)
	);
}

/** The first page anybody opens is there before its worker is. */
async function keepOpenPages(event: ExtendableEvent): Promise<void> {
	const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
	await Promise.allSettled(windows.map(({ url }) => keepPage(event, url)));
}

export function registerPages() {
	const isNavigation = (request: Request) => request.mode === 'navigate';
	registerRoute(({ request, url }) => isNavigation(request) && isPublicPage(url.pathname), pages);
	registerRoute(({ request }) => isNavigation(request), elsewhere);
	self.addEventListener('activate', (event) => event.waitUntil(keepOpenPages(event)));
}
