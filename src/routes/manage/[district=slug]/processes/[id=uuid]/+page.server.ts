import { error } from '@sveltejs/kit';
import { berlinDay } from '#lib/features/proposals/phases/model.ts';
import { listProcesses } from '#lib/features/proposals/queries.ts';
import { processDraftOf } from '#lib/features/proposals/schema.ts';
import { requirePermission } from '#lib/server/guard.ts';
import { save } from '../save.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	requirePermission(event, 'moderate', district);
	const all = await listProcesses(event.locals.db, district);
	const process = all.find((one) => one.id === id);
	if (!process) error(404, 'not_found');
	const done = event.url.searchParams.get('done');
	return { process, values: processDraftOf(process), day: berlinDay(new Date()), done };
};

export const actions: Actions = { save };
