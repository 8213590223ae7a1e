import { error, fail, redirect } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import * as v from 'valibot';
import { problemsOf } from '#lib/features/moderation/schema.ts';
import { listReplies, readTalkCase } from '#lib/features/moderation/talk/queries.ts';
import { readSplitForm, splitSchema } from '#lib/features/moderation/talk/schema.ts';
import { route, withQuery } from '#lib/route.ts';
import { requirePermission } from '#lib/server/guard.ts';
import { speakGerman } from '../../../decide.server.ts';
import { arrange } from '../../arrange.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	requirePermission(event, 'moderate', district);
	const { db, language } = event.locals;
	const first = Number(/^\d{1,9}$/.exec(event.url.searchParams.get('at') ?? '')?.[0] ?? 1);
	const [found, page, german] = await Promise.all([
		readTalkCase(db, district, id, language),
		listReplies(db, id, first),
		speakGerman()
	]);
	if (!found?.topic) error(404, 'not_found');
	const { title, language: spoken } = found.words;
	const body = german.t('manage:split.opening_text', { title: title ?? '' });
	const values = { id: uuidv7(), title: '', body, language: 'de', replies: [], from: '' };
	return { topic: { id, title: title ?? '', language: spoken }, ...page, first, values };
};

export const actions: Actions = {
	default: async (event) => {
		const { district, id } = event.params;
		requirePermission(event, 'moderate', district);
		const values = readSplitForm(await event.request.formData());
		const parsed = v.safeParse(splitSchema, values);
		if (!parsed.success) return fail(400, { values, errors: problemsOf(parsed.issues) });
		const { goesOn, problem } = await arrange(event, id, { action: 'split', ...parsed.output });
		if (problem) return fail(409, { values, errors: { replies: problem } });
		redirect(
			303,
			withQuery(route.manage.talkCase({ district, id: goesOn ?? id }), { done: 'split' })
		);
	}
};
