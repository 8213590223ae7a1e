import { readCursor } from '#lib/db/page.ts';
import { readFilter } from '#lib/features/reports/model.ts';
import { readStates } from '#lib/features/moderation/model.ts';
import { listReports } from '#lib/features/reports/queries.ts';
import { requirePermission } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district } = event.params;
	requirePermission(event, 'moderate', district);
	const { searchParams } = event.url;
	const filter = readFilter(searchParams);
	const states = readStates(searchParams);
	const after = readCursor(searchParams);
	const page = await listReports(event.locals.db, district, filter, { states, after });
	return { ...page, filter, states, isFirst: !after };
};
