import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { findTopics, readTalkCase } from '#lib/features/moderation/talk/queries.ts';
import { cleanText } from '#lib/i18n/texts.ts';
import { route, withQuery } from '#lib/route.ts';
import { requirePermission } from '#lib/server/guard.ts';
import { arrange } from '../../arrange.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	requirePermission(event, 'moderate', district);
	const { db, language } = event.locals;
	const typed = cleanText(event.url.searchParams.get('q') ?? '').slice(0, 300);
	const [found, choices] = await Promise.all([
		readTalkCase(db, district, id, language),
		findTopics(db, district, typed, id)
	]);
	if (!found?.topic) error(404, 'not_found');
	const { title, language: spoken } = found.words;
	return { topic: { id, title: title ?? '', language: spoken }, typed, choices };
};

export const actions: Actions = {
	default: async (event) => {
		const { district, id } = event.params;
		requirePermission(event, 'moderate', district);
		const into = v.safeParse(
			v.pipe(v.string(), v.uuid()),
			(await event.request.formData()).get('into')
		);
		if (!into.success) return fail(400, { problem: 'target_missing' });
		const { goesOn, problem } = await arrange(event, id, { action: 'merge', into: into.output });
		if (problem) return fail(409, { problem });
		redirect(
			303,
			withQuery(route.manage.talkCase({ district, id: goesOn ?? id }), { done: 'merge' })
		);
	}
};
