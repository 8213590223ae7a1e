import { error } from '@sveltejs/kit';
import { readReport } from '#lib/features/reports/queries.ts';
import { cached } from '#lib/server/cache.ts';
import { requireDistrict } from '#lib/server/districts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	const report = await readReport(event.locals.db, district, id);
	if (!report) error(404, 'not_found');
	cached(event);
	const { center, zoom, outline } = await requireDistrict(district);
	return { report, map: { center, zoom, outline } };
};
