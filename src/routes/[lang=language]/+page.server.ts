import { cached } from '#lib/server/cache.ts';
import { districts } from '#lib/server/districts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	cached(event);
	const all = await districts();
	return { districts: all.map(({ id, name, city }) => ({ id, name, city })) };
};
