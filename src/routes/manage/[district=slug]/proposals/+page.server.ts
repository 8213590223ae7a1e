import { readCursor } from '#lib/db/page.ts';
import { readProposalFilter, readSupportCursor } from '#lib/features/proposals/model.ts';
import { listProposals } from '#lib/features/proposals/queries.ts';
import { requirePermission } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district } = event.params;
	requirePermission(event, 'moderate', district);
	const { searchParams } = event.url;
	const filter = readProposalFilter(searchParams);
	const after =
		filter.order === 'supports' ? readSupportCursor(searchParams) : readCursor(searchParams);
	const reader = event.locals.language;
	const page = await listProposals(event.locals.db, district, filter, { reader, after });
	return { ...page, filter, isFirst: !after };
};
