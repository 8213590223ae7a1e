import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { can } from '#lib/auth/roles.ts';
import { listMeasureNames } from '#lib/features/measures/queries.ts';
import { historyOf, isSameAnswer } from '#lib/features/moderation/model.ts';
import { answerReport, listDecisionsAbout } from '#lib/features/moderation/queries.ts';
import { answerSchema, MAX_ANSWER, problemsOf } from '#lib/features/moderation/schema.ts';
import { readReport } from '#lib/features/reports/queries.ts';
import { route, withQuery } from '#lib/route.ts';
import { requireDistrict } from '#lib/server/districts.ts';
import { deniedAsMissing, requirePermission } from '#lib/server/guard.ts';
import { addToMeasure, decide, usualReasons } from '../../decide.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	const me = requirePermission(event, 'moderate', district);
	const { db } = event.locals;
	const [report, decisions, measures, { outline }, usual] = await Promise.all([
		readReport(db, district, id),
		listDecisionsAbout(db, district, { contribution: id }),
		can(me, 'plan', district) ? listMeasureNames(db, district) : [],
		requireDistrict(district),
		usualReasons('report')
	]);
	if (!report) error(404, 'not_found');
	return { report, history: historyOf(report, decisions), measures, map: { outline }, usual };
};

const back = ({ params }: RequestEvent, done: string) =>
	redirect(303, withQuery(route.manage.report(params), { done }));

export const actions: Actions = {
	decide: async (event) => {
		const { decided, refusal } = await decide(event, 'report');
		return decided ? back(event, decided.action) : refusal;
	},

	answer: async (event) => {
		const { district, id } = event.params;
		requirePermission(event, 'answer', district);
		const form = await event.request.formData();
		const field = (name: string) => String(form.get(name) ?? '').slice(0, 2 * MAX_ANSWER);
		const values = {
			status: field('status'),
			answer: field('answer'),
			other_language: field('other_language'),
			other_answer: field('other_answer')
		};
		const parsed = v.safeParse(answerSchema, values);
		if (!parsed.success)
			return fail(400, { about: 'answer' as const, values, errors: problemsOf(parsed.issues) });

		const { db } = event.locals;
		const last = (await readReport(db, district, id))?.updates.at(-1);
		// Sent twice, or nothing new: the reporter is told once.
		if (last?.status !== parsed.output.status || !isSameAnswer(last.answer, parsed.output.answer))
			await answerReport(db, { report: id, ...parsed.output }).catch(deniedAsMissing);
		return back(event, 'status');
	},

	add: async (event) => {
		const refusal = await addToMeasure(event);
		return refusal ?? back(event, 'source');
	}
};
