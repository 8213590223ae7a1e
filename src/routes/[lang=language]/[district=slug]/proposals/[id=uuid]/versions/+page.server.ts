import { error } from '@sveltejs/kit';
import { readVersions } from '#lib/features/proposals/queries.ts';
import { cached } from '#lib/server/cache.ts';
import { shownVersions } from '#lib/server/proposal-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	const found = await readVersions(event.locals.db, district, id);
	if (!found) error(404, 'not_found');
	cached(event);
	return { ...found, id, versions: shownVersions(found.versions) };
};
