import { error, redirect } from '@sveltejs/kit';
import { can } from '#lib/auth/roles.ts';
import { listMeasureNames } from '#lib/features/measures/queries.ts';
import { listDecisionsAbout } from '#lib/features/moderation/queries.ts';
import { readTalkCase } from '#lib/features/moderation/talk/queries.ts';
import { route, withQuery } from '#lib/route.ts';
import { requirePermission } from '#lib/server/guard.ts';
import { viewOf } from '#lib/server/spoken.ts';
import { addToMeasure, decide, usualReasons } from '../../decide.server.ts';
import { arrangeByForm } from '../arrange.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	const me = requirePermission(event, 'moderate', district);
	const { db, language } = event.locals;
	const [found, decisions, measures, usual] = await Promise.all([
		readTalkCase(db, district, id, language),
		listDecisionsAbout(db, district, { contribution: id }),
		can(me, 'plan', district) ? listMeasureNames(db, district) : [],
		usualReasons('said')
	]);
	if (!found) error(404, 'not_found');
	const history = decisions.map(({ action: what, ...decision }) => ({ ...decision, what }));
	return { case: found, view: viewOf(found.words, language), history, measures, usual };
};

const back = ({ params }: RequestEvent, done: string) =>
	redirect(303, withQuery(route.manage.talkCase(params), { done }));

export const actions: Actions = {
	decide: async (event) => {
		const { decided, refusal } = await decide(event, 'said');
		return decided ? back(event, decided.action) : refusal;
	},

	arrange: async (event) => {
		const { done, refusal } = await arrangeByForm(event);
		return done ? back(event, done) : refusal;
	},

	add: async (event) => {
		const refusal = await addToMeasure(event);
		return refusal ?? back(event, 'source');
	}
};
