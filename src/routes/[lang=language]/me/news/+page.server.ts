import { redirect } from '@sveltejs/kit';
import { readCursor } from '#lib/db/page.ts';
import { listNews, readAllNews } from '#lib/features/news/queries.ts';
import { route } from '#lib/route.ts';
import { requireMe } from '#lib/server/guard.ts';
import { plainText } from '#lib/server/markdown.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireMe(event);
	const after = readCursor(event.url.searchParams, 'number');
	const { entries, next } = await listNews(event.locals.db, event.locals.language, after);
	return {
		entries: entries.map((news) => ({
			...news,
			said: news.said && { ...news.said, text: plainText(news.said.text) }
		})),
		next,
		isFirst: !after
	};
};

export const actions: Actions = {
	readAll: async (event) => {
		requireMe(event);
		await readAllNews(event.locals.db);
		redirect(303, route.news({ lang: event.locals.language }));
	}
};
