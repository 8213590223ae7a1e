import { error } from '@sveltejs/kit';
import { can } from '#lib/auth/roles.ts';
import { readReport } from '#lib/features/reports/queries.ts';
import { cached } from '#lib/server/cache.ts';
import { requireDistrict } from '#lib/server/districts.ts';
import { isFollowing } from '#lib/server/news/follow.ts';
import { viewOf } from '#lib/server/spoken.ts';
import { askForTranslations } from '#lib/server/translate/ask.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	const { db, me, language } = event.locals;
	const [found, following] = await Promise.all([
		readReport(db, district, id, language),
		isFollowing(event, 'contribution', id)
	]);
	if (!found) error(404, 'not_found');
	cached(event);
	const { author_id, ...report } = found;
	if (report.state === 'public') askForTranslations([report], language);
	const { center, zoom, outline } = await requireDistrict(district);
	return {
		report,
		following,
		words: viewOf({ ...report, title: null, summary: null }, language),
		maySetLanguage: Boolean(me && author_id === me.id) || can(me, 'moderate', district),
		map: { center, zoom, outline }
	};
};
