import { error, redirect } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import * as v from 'valibot';
import { draftOf } from '#lib/features/measures/model.ts';
import { listOrganisations, readMeasure, removeSource } from '#lib/features/measures/queries.ts';
import { listDecisionsAbout } from '#lib/features/moderation/queries.ts';
import { route, withQuery } from '#lib/route.ts';
import { deniedAsMissing, requirePermission } from '#lib/server/guard.ts';
import { save } from '../save.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	requirePermission(event, 'moderate', district);
	const { db } = event.locals;
	const [measure, decisions, organisations] = await Promise.all([
		readMeasure(db, district, id),
		listDecisionsAbout(db, district, { measure: id }),
		listOrganisations(db, district)
	]);
	if (!measure) error(404, 'not_found');
	const history = decisions.map(({ action: what, ...decision }) => ({
		...decision,
		what,
		measure: null
	}));
	const values = { ...draftOf(measure), new_organisation_id: uuidv7() };
	return { measure, history, organisations, values };
};

export const actions: Actions = {
	save,
	remove: async (event) => {
		const { district, id } = event.params;
		requirePermission(event, 'plan', district);
		const form = await event.request.formData();
		const source = v.safeParse(v.pipe(v.string(), v.uuid()), form.get('source'));
		if (!source.success) error(404, 'not_found');
		const measure = await readMeasure(event.locals.db, district, id);
		// Sent twice: it is no longer there, which is what was wanted.
		if (measure?.sources.some((one) => one.id === source.output))
			await removeSource(event.locals.db, id, source.output).catch(deniedAsMissing);
		redirect(303, withQuery(route.manage.measure({ district, id }), { done: 'removed' }));
	}
};
