import { readHome } from '#lib/features/districts/queries.ts';
import { cached } from '#lib/server/cache.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	cached(event);
	return { home: await readHome(event.locals.db, event.params.district, event.locals.language) };
};
