import type { RequestEvent } from '@sveltejs/kit';

/** How long an anonymous page may be shown before it is fetched anew, in seconds. */
const FRESH = 10;
/** How long after that the old one may still be shown while the new one is on its way. */
const STALE = 60;

/**
 * Marks a page as the same for everybody without an account, so that the front (`server/`) and a CDN
 * may keep it for seconds. A signed-in reader's page is never kept.
 */
export function cached(event: Pick<RequestEvent, 'locals' | 'setHeaders'>): void {
	event.setHeaders(
		event.locals.me
			? { 'cache-control': 'private, no-store' }
			: { 'cache-control': `public, max-age=0, s-maxage=${FRESH}, stale-while-revalidate=${STALE}` }
	);
}
