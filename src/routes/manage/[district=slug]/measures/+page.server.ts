import { readCursor } from '#lib/db/page.ts';
import { readMeasureFilter } from '#lib/features/measures/model.ts';
import { listMeasures } from '#lib/features/measures/queries.ts';
import { requirePermission } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district } = event.params;
	requirePermission(event, 'moderate', district);
	const filter = readMeasureFilter(event.url.searchParams);
	const after = readCursor(event.url.searchParams);
	const page = await listMeasures(event.locals.db, district, filter, { after, publicOnly: false });
	return { ...page, filter, isFirst: !after };
};
