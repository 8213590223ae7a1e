import { error, redirect } from '@sveltejs/kit';
import { DbError } from '#lib/db/db.ts';
import { isReaction } from '#lib/features/forum/model.ts';
import { react } from '#lib/features/forum/queries.ts';
import { route, withQuery } from '#lib/route.ts';
import { fieldText } from '#lib/server/receive-form.ts';
import type { RequestEvent } from './$types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Sets or takes back one reaction of the signed-in person, and leads back to what they reacted to. */
export async function setReaction(event: RequestEvent): Promise<never> {
	const { district, id } = event.params;
	const { me, db, language } = event.locals;
	const form = await event.request.formData();
	const number = fieldText(form, 'number');
	const place = /^\d{1,9}$/.test(number) ? number : undefined;
	const page = withQuery(route.topic({ lang: language, district, id }), { at: place });
	const here = `${page}#${place ? `r${place}` : 'opening'}`;
	if (!me) redirect(303, withQuery(route.signIn({ lang: language }), { next: page }));

	const on = form.has('on');
	const kind = fieldText(form, on ? 'on' : 'off');
	const post = fieldText(form, 'post');
	if (!isReaction(kind) || !UUID.test(post)) error(400, 'failed');
	try {
		await react(db, { person: me.id, contribution: post, kind, on });
	} catch (failure) {
		// It was hidden meanwhile: the page shows that.
		if (!(failure instanceof DbError && failure.isDenied)) throw failure;
	}
	redirect(303, here);
}
