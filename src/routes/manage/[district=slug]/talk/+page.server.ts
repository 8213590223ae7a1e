import { readCursor } from '#lib/db/page.ts';
import { readTalkFilter } from '#lib/features/moderation/talk/model.ts';
import { listTalk } from '#lib/features/moderation/talk/queries.ts';
import { requirePermission } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district } = event.params;
	requirePermission(event, 'moderate', district);
	const filter = readTalkFilter(event.url.searchParams);
	const after = readCursor(event.url.searchParams);
	const { db, language: reader } = event.locals;
	const page = await listTalk(db, district, filter, { reader, after });
	return { ...page, filter, isFirst: !after };
};
