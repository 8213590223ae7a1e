import { readCursor } from '#lib/db/page.ts';
import { readFilter } from '#lib/features/reports/model.ts';
import { listReports } from '#lib/features/reports/queries.ts';
import { cached } from '#lib/server/cache.ts';
import { requireDistrict } from '#lib/server/districts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	cached(event);
	const { searchParams } = event.url;
	const filter = readFilter(searchParams);
	const [page, { center, zoom, outline }] = await Promise.all([
		listReports(event.locals.db, event.params.district, filter, {
			after: readCursor(searchParams)
		}),
		requireDistrict(event.params.district)
	]);
	return { ...page, filter, map: { center, zoom, outline } };
};
