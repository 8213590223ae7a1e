import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { DAY, limited } from './keep.ts';

/** The map of where one was: some 4 MB. What is missing (status 204) is not kept. */
const tiles = new CacheFirst({ cacheName: 'viertel-tiles', plugins: limited(300, 7 * DAY) });

export function registerTiles() {
	registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/tiles/'), tiles);
}
