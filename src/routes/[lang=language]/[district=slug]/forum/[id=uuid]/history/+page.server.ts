import { error } from '@sveltejs/kit';
import { readVersions } from '#lib/features/forum/queries.ts';
import { cached } from '#lib/server/cache.ts';
import { differencesOf } from '#lib/server/differences.ts';
import { addressOf } from '../../address.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	const { db, language } = event.locals;
	const post = await readVersions(db, district, id);
	if (!post?.place) error(404, 'not_found');
	cached(event);
	const all = [post, ...post.earlier];
	const versions = all.map(({ version, language: written, title, body, written_at }, index) => {
		const before = all[index + 1];
		return {
			version,
			language: written,
			written_at,
			title: title === null ? null : differencesOf(before?.title ?? title, title),
			body: differencesOf(before?.body ?? body, body)
		};
	});
	return { author: post.author, versions, back: addressOf(language, district, post.place) };
};
