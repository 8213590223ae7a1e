import { readCursor } from '#lib/db/page.ts';
import { listStaffTexts, readState } from '#lib/features/translation/queries.ts';
import { env } from '#lib/server/env.ts';
import { requirePermission } from '#lib/server/guard.ts';
import { providerOf } from '#lib/server/translate/providers.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district } = event.params;
	requirePermission(event, 'moderate', district);
	const { db } = event.locals;
	const after = readCursor(event.url.searchParams, 'uuid');
	const [state, texts] = await Promise.all([
		readState(db, district),
		listStaffTexts(db, district, after)
	]);
	const settings = env();
	return {
		state,
		texts,
		isFirst: !after,
		provider: providerOf(settings)?.name ?? null,
		limit: settings.TRANSLATION_MONTHLY_CHARACTERS
	};
};
