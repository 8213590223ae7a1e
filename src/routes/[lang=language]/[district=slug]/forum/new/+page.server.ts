import { fail, redirect } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { isSphere } from '#lib/features/districts/model.ts';
import { writeTopic } from '#lib/features/forum/queries.ts';
import { topicSchema } from '#lib/features/forum/schema.ts';
import { route, withQuery } from '#lib/route.ts';
import { requireMe } from '#lib/server/guard.ts';
import { receivePost } from '#lib/server/receive-post.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { district } = event.params;
	// What was typed before a session ended comes back with its page: see receivePost().
	if (event.request.method === 'GET') requireMe(event);
	const sphere = event.url.searchParams.get('sphere');
	const values: Partial<Record<string, string>> = {
		id: uuidv7(),
		sphere: isSphere(sphere) ? sphere : ''
	};
	return { values, draft: `topic:${district}` };
};

export const actions: Actions = {
	default: async (event) => {
		const { district } = event.params;
		const received = await receivePost(event, {
			fields: ['id', 'sphere', 'title', 'body', 'language'],
			schema: topicSchema,
			write: async (db, topic, photos) => {
				await writeTopic(db, district, topic, photos);
				return topic.id;
			}
		});
		if (received.refused) return fail(received.status, received.refused);
		const page = route.topic({ lang: event.locals.language, district, id: received.written });
		redirect(303, withQuery(page, { sent: `topic:${district}` }));
	}
};
