import { districts } from '#lib/server/districts.ts';
import type { LayoutServerLoad } from './$types';

/** The district the reader was in last (kept by static/page.js), so that the way back stays on the screen. */
export const load: LayoutServerLoad = async ({ cookies }) => {
	const last = cookies.get('district');
	const district = (await districts()).find(({ id }) => id === last);
	return { district: district && { id: district.id, name: district.name, city: district.city } };
};
