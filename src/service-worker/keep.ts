import type { WorkboxPlugin } from 'workbox-core/types.js';
import { ExpirationPlugin } from 'workbox-expiration';
import { mayKeep } from '#lib/offline/rules.ts';

export const DAY = 24 * 60 * 60;

/** Lets only those answers into a cache that say they are the same for everybody. */
const publicOnly: WorkboxPlugin = {
	cacheWillUpdate: async ({ response }) => (mayKeep(response) ? response : null)
};

/** What every cache of ours has: a limit of entries and of age, in seconds; the first to go when the phone is full. */
export const limited = (maxEntries: number, maxAgeSeconds: number): WorkboxPlugin[] => [
	publicOnly,
	new ExpirationPlugin({ maxEntries, maxAgeSeconds, purgeOnQuotaError: true })
];
