import { error, fail, redirect } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { can } from '#lib/auth/roles.ts';
import { readPosition } from '#lib/features/forum/model.ts';
import { readTopic, writeReply } from '#lib/features/forum/queries.ts';
import { replySchema } from '#lib/features/forum/schema.ts';
import { route, withQuery } from '#lib/route.ts';
import { cached } from '#lib/server/cache.ts';
import { receivePost } from '#lib/server/receive-post.ts';
import { quoteOf, shownTopic } from '#lib/server/thread-view.ts';
import { addressOf } from '../address.server.ts';
import { setReaction } from './react.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	const { db, language, me } = event.locals;
	const { searchParams } = event.url;
	const { topic, moved } = await readTopic(db, district, id, language, readPosition(searchParams));
	if (moved) redirect(303, addressOf(language, district, moved));
	if (!topic) error(404, 'not_found');
	cached(event);
	const quoted = topic.thread.replies.find(({ id: reply }) => reply === searchParams.get('quote'));
	const values: Partial<Record<string, string>> = { id: uuidv7(), quoted: quoted?.id };
	return {
		topic: shownTopic(topic, language),
		values,
		quote: quoted ? quoteOf(quoted) : null,
		draft: `reply:${id}`,
		isSignedIn: me !== null,
		mayModerate: can(me, 'moderate', district)
	};
};

export const actions: Actions = {
	reply: async (event) => {
		const { district, id } = event.params;
		const received = await receivePost(event, {
			fields: ['id', 'body', 'language', 'quoted', 'official'],
			schema: replySchema,
			write: (db, reply, photos) => writeReply(db, id, reply, photos)
		});
		if (received.refused) return fail(received.status, received.refused);
		const at = String(received.written);
		const page = route.topic({ lang: event.locals.language, district, id });
		redirect(303, `${withQuery(page, { at, sent: `reply:${id}` })}#r${at}`);
	},
	react: setReaction
};
