import { berlinDay } from '#lib/features/proposals/phases/model.ts';
import { listProcesses } from '#lib/features/proposals/queries.ts';
import { requirePermission } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district } = event.params;
	requirePermission(event, 'moderate', district);
	return {
		processes: await listProcesses(event.locals.db, district),
		day: berlinDay(new Date())
	};
};
