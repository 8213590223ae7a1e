import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { problemsOf, welcomeSchema } from '#lib/features/account/schema.ts';
import { route } from '#lib/route.ts';
import { requireMe, safeNext } from '#lib/server/guard.ts';
import { inOtherLanguage, keepProfile, neighbour } from '../profile.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireMe(event);
	return { neighbour: await neighbour(event.locals.language) };
};

export const actions: Actions = {
	default: async (event) => {
		const me = requireMe(event);
		const given = Object.fromEntries(await event.request.formData());
		const parsed = v.safeParse(welcomeSchema, given);
		if (!parsed.success)
			return fail(400, {
				display_name: String(given.display_name ?? '').slice(0, 300),
				language: String(given.language ?? ''),
				problems: problemsOf(parsed.issues)
			});
		const { display_name, language } = parsed.output;
		await keepProfile(event, me, {
			display_name: display_name || me.profile?.display_name || (await neighbour(language)),
			language
		});
		const next = safeNext(event.url.searchParams.get('next'));
		redirect(303, next ? inOtherLanguage(next, language) : route.me({ lang: language }));
	}
};
