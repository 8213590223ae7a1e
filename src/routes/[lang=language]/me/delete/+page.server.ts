import { fail, redirect } from '@sveltejs/kit';
import { DbError } from '#lib/db/db.ts';
import { eraseMe } from '#lib/features/account/queries.ts';
import { route, withQuery } from '#lib/route.ts';
import { env } from '#lib/server/env.ts';
import { requireMe } from '#lib/server/guard.ts';
import { forgetSession } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requireMe(event);
	return { contact: env().CONTACT };
};

export const actions: Actions = {
	default: async (event) => {
		requireMe(event);
		const address = String((await event.request.formData()).get('address') ?? '').slice(0, 300);
		try {
			await eraseMe(event.locals.db, address);
		} catch (failure) {
			if (failure instanceof DbError && failure.hint === 'address_wrong')
				return fail(400, { address });
			throw failure;
		}
		forgetSession(event);
		redirect(303, withQuery(route.signIn({ lang: event.locals.language }), { gone: '1' }));
	}
};
