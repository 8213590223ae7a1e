import { readCursor } from '#lib/db/page.ts';
import { listDecisions } from '#lib/features/moderation/queries.ts';
import { requirePermission } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district } = event.params;
	requirePermission(event, 'moderate', district);
	const after = readCursor(event.url.searchParams, 'number');
	return { ...(await listDecisions(event.locals.db, district, after)), isFirst: !after };
};
