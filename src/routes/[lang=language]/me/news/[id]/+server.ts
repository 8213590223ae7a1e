import { error, redirect } from '@sveltejs/kit';
import { openNews } from '#lib/features/news/queries.ts';
import { pathOf } from '#lib/features/news/words.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { RequestHandler } from './$types';

/** Marks a piece of news as read and leads to what it is about. Opened twice, it leads there twice. */
export const GET: RequestHandler = async (event) => {
	requireMe(event);
	if (!/^\d{1,15}$/.test(event.params.id)) error(404, 'not_found');
	const target = await openNews(event.locals.db, Number(event.params.id));
	if (!target) error(404, 'not_found');
	redirect(303, pathOf(target, event.locals.language));
};
