import { fail, redirect } from '@sveltejs/kit';
import { readCode, showCode } from '#lib/features/reports/model.ts';
import { route } from '#lib/route.ts';
import { limited } from '#lib/server/limits.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async (event) => {
		await limited('followCode', event.getClientAddress());
		const typed = String((await event.request.formData()).get('code') ?? '').slice(0, 50);
		const code = readCode(typed);
		if (!code) return fail(400, { typed });
		redirect(303, route.follow({ lang: event.locals.language, code: showCode(code) }));
	}
};
