import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import {
	follow,
	listFollows,
	readSettings,
	saveSettings,
	unfollow
} from '#lib/features/news/queries.ts';
import { placeSchema, settingsSchema, sphereSchema } from '#lib/features/news/schema.ts';
import { route, withQuery } from '#lib/route.ts';
import { districts } from '#lib/server/districts.ts';
import { deniedAsMissing, requireMe } from '#lib/server/guard.ts';
import { pushKey } from '#lib/server/news/sending.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const me = requireMe(event);
	if (!me.profile) redirect(303, route.welcome({ lang: event.locals.language }));
	const { db } = event.locals;
	const [settings, follows, all, key] = await Promise.all([
		readSettings(db, me.id),
		listFollows(db, me.id),
		districts(),
		pushKey()
	]);
	return {
		settings,
		follows,
		key,
		places: all.map(({ id, name, center, zoom, outline }) => ({ id, name, center, zoom, outline })),
		saved: event.url.searchParams.get('saved')
	};
};

/** Back to the page, at the part that was changed. */
const back = (language: string, saved: 'settings' | 'follows'): never =>
	redirect(303, `${withQuery(route.newsSettings({ lang: language }), { saved })}#${saved}`);

export const actions: Actions = {
	save: async (event) => {
		const me = requireMe(event);
		const form = await event.request.formData();
		const parsed = v.safeParse(settingsSchema, {
			...Object.fromEntries(form),
			heard: form.getAll('heard')
		});
		if (!parsed.success) return fail(400, { problem: 'settings' as const, values: {} });
		await saveSettings(event.locals.db, me.id, parsed.output);
		return back(event.locals.language, 'settings');
	},

	stop: async (event) => {
		const me = requireMe(event);
		const id = v.safeParse(
			v.pipe(v.string(), v.uuid()),
			(await event.request.formData()).get('id')
		);
		if (id.success) await unfollow(event.locals.db, me.id, id.output);
		return back(event.locals.language, 'follows');
	},

	place: (event) => add(event, placeSchema, 'place'),
	sphere: (event) => add(event, sphereSchema, 'sphere')
};

/** Follows what a form names, or gives the form back with what was typed. */
async function add(
	event: Parameters<Actions[string]>[0],
	schema: typeof placeSchema | typeof sphereSchema,
	problem: 'place' | 'sphere'
) {
	const me = requireMe(event);
	const typed = Object.fromEntries(await event.request.formData());
	const parsed = v.safeParse(schema, typed);
	const known = await districts();
	if (!parsed.success || !known.some(({ id }) => id === parsed.output.district_id))
		return fail(400, {
			problem,
			values: Object.fromEntries(
				Object.entries(typed).map(([name, value]) => [name, String(value).slice(0, 300)])
			)
		});
	await follow(event.locals.db, me.id, parsed.output).catch(deniedAsMissing);
	return back(event.locals.language, 'follows');
}
