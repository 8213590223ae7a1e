import { error } from '@sveltejs/kit';
import { readReport } from '#lib/features/reports/queries.ts';
import { cached } from '#lib/server/cache.ts';
import { requireDistrict } from '#lib/server/districts.ts';
import { isFollowing } from '#lib/server/news/follow.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	const [report, following] = await Promise.all([
		readReport(event.locals.db, district, id),
		isFollowing(event, 'contribution', id)
	]);
	if (!report) error(404, 'not_found');
	cached(event);
	const { center, zoom, outline } = await requireDistrict(district);
	return { report, following, map: { center, zoom, outline } };
};
