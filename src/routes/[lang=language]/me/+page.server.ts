import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import {
	changePassword,
	readAddress,
	readReasons,
	signOut
} from '#lib/features/account/queries.ts';
import {
	passwordSchema,
	problemsOf,
	profileSchema,
	type Problems
} from '#lib/features/account/schema.ts';
import { countUnread } from '#lib/features/news/queries.ts';
import { listOwnReports } from '#lib/features/reports/queries.ts';
import { route, withQuery } from '#lib/route.ts';
import { districts } from '#lib/server/districts.ts';
import { requireMe } from '#lib/server/guard.ts';
import { forgetSession } from '#lib/server/session.ts';
import { keepProfile } from './profile.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const me = requireMe(event);
	const { db, language } = event.locals;
	if (!me.profile) redirect(303, route.welcome({ lang: language }));
	const [address, reports, reasons, all, unread] = await Promise.all([
		readAddress(db),
		listOwnReports(db, me.id),
		readReasons(db),
		districts(),
		countUnread(db, me.id)
	]);
	return {
		address,
		reports,
		reasons,
		unread,
		profile: me.profile,
		names: Object.fromEntries(all.map(({ id, name }) => [id, name])),
		saved: event.url.searchParams.get('saved')
	};
};

export const actions: Actions = {
	profile: async (event) => {
		const me = requireMe(event);
		const given = Object.fromEntries(await event.request.formData());
		const parsed = v.safeParse(profileSchema, given);
		if (!parsed.success)
			return fail(400, {
				values: {
					display_name: String(given.display_name ?? '').slice(0, 300),
					language: String(given.language ?? '')
				},
				problems: problemsOf(parsed.issues)
			});
		await keepProfile(event, me, parsed.output);
		redirect(303, withQuery(route.me({ lang: parsed.output.language }), { saved: 'profile' }));
	},

	password: async (event) => {
		requireMe(event);
		const given = Object.fromEntries(await event.request.formData());
		const parsed = v.safeParse(passwordSchema, given);
		const problem = parsed.success
			? await changePassword(event.locals.db, parsed.output.password)
			: problemsOf(parsed.issues).password;
		if (problem) return fail(400, { values: null, problems: { password: problem } as Problems });
		redirect(303, withQuery(route.me({ lang: event.locals.language }), { saved: 'password' }));
	},

	signOut: async (event) => {
		if (event.locals.me) await signOut(event.locals.db);
		forgetSession(event);
		redirect(303, route.districts({ lang: event.locals.language }));
	}
};
