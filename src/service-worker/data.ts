import { registerRoute } from 'workbox-routing';
import { NetworkFirst } from 'workbox-strategies';
import { isPublicPage, pageOfData } from '#lib/offline/rules.ts';
import { DAY, limited } from './keep.ts';
import { keepPage } from './pages.ts';

/** What SvelteKit asks for when one goes from page to page without loading a new one. */
const data = new NetworkFirst({
	cacheName: 'viertel-data',
	networkTimeoutSeconds: 4,
	plugins: limited(60, 14 * DAY)
});

export function registerData() {
	registerRoute(
		({ url, sameOrigin }) => {
			const page = sameOrigin ? pageOfData(url) : null;
			return page && isPublicPage(page.pathname) ? { page: page.href } : null;
		},
		async ({ event, request, params }) => {
			const [answer, done] = data.handleAll({ event, request });
			const page = params && 'page' in params ? String(params.page) : null;
			// Somebody may come back to this page by its address.
			const kept = answer.then(({ ok }) => (ok && page ? keepPage(event, page) : undefined));
			event.waitUntil(Promise.allSettled([done, kept]));
			return answer;
		}
	);
}
