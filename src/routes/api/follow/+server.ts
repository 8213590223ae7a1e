import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { followSchema } from '#lib/features/news/schema.ts';
import { route, withQuery } from '#lib/route.ts';
import { deniedAsMissing, safeNext } from '#lib/server/guard.ts';
import { setFollowing } from '#lib/server/news/follow.ts';
import type { RequestHandler } from './$types';

/** What the buttons for following send; leads back to their page. Guests are sent to sign in and come back there. */
export const POST: RequestHandler = async (event) => {
	const form = Object.fromEntries(await event.request.formData());
	const parsed = v.safeParse(followSchema, form);
	if (!parsed.success) error(400, 'failed');
	const { me, db, language } = event.locals;
	const next = safeNext(parsed.output.next) ?? route.me({ lang: language });
	if (!me?.profile) redirect(303, withQuery(route.signIn({ lang: language }), { next }));
	await setFollowing(db, me, parsed.output, form.do !== 'stop').catch(deniedAsMissing);
	redirect(303, next);
};
