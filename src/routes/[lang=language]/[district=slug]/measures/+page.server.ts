import { readCursor } from '#lib/db/page.ts';
import { readMeasureFilter } from '#lib/features/measures/model.ts';
import { listMeasures } from '#lib/features/measures/queries.ts';
import { cached } from '#lib/server/cache.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	cached(event);
	const { searchParams } = event.url;
	const filter = readMeasureFilter(searchParams);
	const after = readCursor(searchParams);
	const page = await listMeasures(event.locals.db, event.params.district, filter, { after });
	return { ...page, filter, isFirst: !after };
};
