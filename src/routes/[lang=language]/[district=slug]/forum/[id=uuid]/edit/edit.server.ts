import { error, fail, redirect } from '@sveltejs/kit';
import { DbError } from '#lib/db/db.ts';
import type { Place, PostVersions } from '#lib/features/forum/model.ts';
import { editPost, readVersions, withdrawPost } from '#lib/features/forum/queries.ts';
import { replyEditSchema, topicEditSchema } from '#lib/features/forum/schema.ts';
import { route, withQuery } from '#lib/route.ts';
import { differencesOf } from '#lib/server/differences.ts';
import { receivePost, type RefusedPost } from '#lib/server/receive-post.ts';
import { addressOf } from '../../address.server.ts';
import type { RequestEvent } from './$types';

async function readPost({
	locals,
	params
}: RequestEvent): Promise<PostVersions & { place: Place }> {
	const post = await readVersions(locals.db, params.district, params.id);
	if (!post?.place) error(404, 'not_found');
	return { ...post, place: post.place };
}

/** What was saved elsewhere meanwhile, as changes of what was typed here. */
const conflictWith = ({ language, body, version }: PostVersions, refused: RefusedPost) => ({
	...refused,
	// Seen now: sent once more, the words typed here become the newest, and the others stay in the history.
	values: { ...refused.values, version: String(version) },
	theirs: { language, parts: differencesOf(refused.values.body ?? '', body) }
});

/** Saves one's own words anew, and leads back to them. */
export async function save(event: RequestEvent) {
	const { district, id } = event.params;
	const post = await readPost(event);
	const received = await receivePost(event, {
		fields: ['version', 'title', 'body', 'language'],
		schema: post.kind === 'topic' ? topicEditSchema : replyEditSchema,
		write: (db, changed) => editPost(db, id, changed)
	});
	if (!received.refused)
		redirect(303, addressOf(event.locals.language, district, post.place, `edit:${id}`));
	const { refused, status } = received;
	if (refused.errors.form !== 'version_old') return fail(status, { ...refused, theirs: null });
	return fail(status, conflictWith(await readPost(event), refused));
}

/** Takes one's own words back, and leads to where they stood. */
export async function withdraw(event: RequestEvent) {
	const { district, id } = event.params;
	const { db, language, me } = event.locals;
	const at = { lang: language, district };
	if (!me)
		redirect(
			303,
			withQuery(route.signIn({ lang: language }), { next: route.editPost({ ...at, id }) })
		);
	const { kind, place } = await readPost(event);
	try {
		await withdrawPost(db, id);
	} catch (failure) {
		if (!(failure instanceof DbError && failure.hint)) throw failure;
		const errors: RefusedPost['errors'] = { form: failure.hint };
		return fail(400, { values: null, errors, kept: [], theirs: null });
	}
	redirect(303, kind === 'topic' ? route.forum(at) : addressOf(language, district, place));
}
