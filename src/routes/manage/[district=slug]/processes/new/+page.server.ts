import { uuidv7 } from 'uuidv7';
import { emptyProcess } from '#lib/features/proposals/schema.ts';
import { requirePermission } from '#lib/server/guard.ts';
import { save } from '../save.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requirePermission(event, 'plan', event.params.district);
	return { values: emptyProcess(uuidv7()) };
};

export const actions: Actions = { save };
