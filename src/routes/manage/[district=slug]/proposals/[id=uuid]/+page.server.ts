import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { problemsOf } from '#lib/features/moderation/schema.ts';
import { checkProposal, readProposal } from '#lib/features/proposals/queries.ts';
import { checkSchema, readCheckForm } from '#lib/features/proposals/schema.ts';
import { berlinDay } from '#lib/features/proposals/phases/model.ts';
import { route, withQuery } from '#lib/route.ts';
import { deniedAsMissing, requirePermission } from '#lib/server/guard.ts';
import { shownProposal } from '#lib/server/proposal-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	requirePermission(event, 'moderate', district);
	const { db, language } = event.locals;
	const proposal = await readProposal(db, district, id, language);
	if (!proposal) error(404, 'not_found');
	return {
		proposal: shownProposal(proposal, language),
		values: { status: proposal.status, aspect: proposal.updates.at(-1)?.aspect ?? '', answer: {} },
		day: berlinDay(new Date()),
		done: event.url.searchParams.get('done')
	};
};

export const actions: Actions = {
	check: async (event) => {
		requirePermission(event, 'answer', event.params.district);
		const values = readCheckForm(await event.request.formData());
		const parsed = v.safeParse(checkSchema, values);
		if (!parsed.success) return fail(400, { values, errors: problemsOf(parsed.issues) });
		await checkProposal(event.locals.db, event.params.id, parsed.output).catch(deniedAsMissing);
		redirect(303, withQuery(route.manage.proposal(event.params), { done: 'checked' }));
	}
};
