import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { DAY, limited } from './keep.ts';

/** A photo never changes, but it may be taken down: a week and no longer. */
const photos = new CacheFirst({ cacheName: 'viertel-photos', plugins: limited(120, 7 * DAY) });

export function registerPhotos() {
	registerRoute(
		({ url, sameOrigin }) =>
			sameOrigin && url.pathname.startsWith('/photos/') && !url.searchParams.has('code'),
		photos
	);
}
