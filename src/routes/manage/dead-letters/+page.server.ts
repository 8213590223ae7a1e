import { redirect } from '@sveltejs/kit';
import { discardLetter, listDeadLetters, reviveLetter } from '#lib/features/news/queries.ts';
import { route } from '#lib/route.ts';
import { deniedAsMissing, requirePermission } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

/** An admin's role holds everywhere, also where there is no district. */
const EVERYWHERE = '';

export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'administer', EVERYWHERE);
	return { letters: await listDeadLetters(event.locals.db).catch(deniedAsMissing) };
};

const decide =
	(act: typeof reviveLetter): Actions[string] =>
	async (event) => {
		requirePermission(event, 'administer', EVERYWHERE);
		const id = Number((await event.request.formData()).get('id'));
		if (Number.isSafeInteger(id)) await act(event.locals.db, id);
		redirect(303, route.manage.deadLetters());
	};

export const actions: Actions = { retry: decide(reviveLetter), discard: decide(discardLetter) };
