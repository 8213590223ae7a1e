import { requireDistrict } from '#lib/server/districts.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ params }) => {
	const { id, name, city } = await requireDistrict(params.district);
	return { district: { id, name, city } };
};
