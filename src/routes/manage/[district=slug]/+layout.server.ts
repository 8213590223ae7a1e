import { can } from '#lib/auth/roles.ts';
import { countWaiting } from '#lib/features/moderation/queries.ts';
import { districts, requireDistrict } from '#lib/server/districts.ts';
import { requirePermission } from '#lib/server/guard.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const me = requirePermission(event, 'moderate', event.params.district);
	const [{ id, name, city }, all, waiting] = await Promise.all([
		requireDistrict(event.params.district),
		districts(),
		countWaiting(event.locals.db, event.params.district)
	]);
	return {
		district: { id, name, city },
		districts: all
			.filter((district) => can(me, 'moderate', district.id))
			.map((district) => ({ id: district.id, name: district.name })),
		waiting,
		mayPlan: can(me, 'plan', id)
	};
};
