import { readSearch, showHit } from '#lib/features/search/model.ts';
import { searchDistrict } from '#lib/features/search/queries.ts';
import { cached } from '#lib/server/cache.ts';
import { limited } from '#lib/server/limits.ts';
import { plainText } from '#lib/server/markdown.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, language } = event.locals;
	const search = readSearch(event.url.searchParams);
	cached(event);
	if (!search.words) return { search, found: null };
	await limited('search', event.getClientAddress());
	const { groups, ...found } = await searchDistrict(db, event.params.district, search, language);
	return {
		search,
		found: {
			...found,
			groups: groups.map(({ hits, ...group }) => ({
				...group,
				hits: hits.map((hit) => showHit(hit, plainText))
			}))
		}
	};
};
