import { error } from '@sveltejs/kit';
import { readVersions } from '#lib/features/forum/queries.ts';
import { requireMe } from '#lib/server/guard.ts';
import { addressOf } from '../../address.server.ts';
import { save, withdraw } from './edit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	const { db, language, me } = event.locals;
	// What was typed before a session ended comes back with its page: see receivePost().
	const hasEnded = event.request.method === 'POST' && !me;
	if (!hasEnded) requireMe(event);
	const post = await readVersions(db, district, id);
	if (!post?.place || post.state !== 'public' || !(post.is_own || hasEnded))
		error(404, 'not_found');
	return { post, back: addressOf(language, district, post.place), draft: `edit:${id}` };
};

export const actions: Actions = { save, withdraw };
