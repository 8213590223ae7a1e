import { error } from '@sveltejs/kit';
import { can } from '#lib/auth/roles.ts';
import { readMeasure } from '#lib/features/measures/queries.ts';
import { cached } from '#lib/server/cache.ts';
import { isFollowing } from '#lib/server/news/follow.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	const [measure, following] = await Promise.all([
		readMeasure(event.locals.db, district, id),
		isFollowing(event, 'measure', id)
	]);
	if (!measure) error(404, 'not_found');
	cached(event);
	// Staff see more than everybody; this page shows them what everybody sees.
	const sources = measure.sources.filter(({ state }) => state === 'public');
	return {
		measure: { ...measure, sources },
		following,
		mayManage: can(event.locals.me, 'moderate', district)
	};
};
