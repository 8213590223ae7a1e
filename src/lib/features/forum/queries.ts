import { DbError, shaped, unwrap, type Db } from '../../db/db.ts';
import { pageOf, type Cursor, type Page } from '../../db/page.ts';
import type { Language } from '../../i18n/languages.ts';
import type { Sphere } from '../districts/model.ts';
import {
	mentionsIn,
	type Photo,
	type Place,
	type Position,
	type PostVersions,
	type Reaction,
	type TopicCard,
	type TopicPage
} from './model.ts';
import type { EditedPost, NewReply, NewTopic } from './schema.ts';

const PAGE_SIZE = 20;

/** Topics of a district by what was said last; on the first page those that are pinned come first. */
export async function listTopics(
	db: Db,
	district: string,
	reader: Language,
	{ sphere = null, after = null }: { sphere?: Sphere | null; after?: Cursor | null } = {}
): Promise<Page<TopicCard> & { pinned: TopicCard[] }> {
	const rows = shaped<TopicCard[]>(
		unwrap(
			await db.rpc('forum_board', {
				p_district: district,
				p_reader: reader,
				p_sphere: sphere ?? undefined,
				p_before: after?.at,
				p_before_id: after?.id,
				p_limit: PAGE_SIZE + 1
			})
		)
	);
	const pinned = rows.filter(({ is_pinned }) => is_pinned);
	const rest = rows.filter(({ is_pinned }) => !is_pinned);
	return { pinned, ...pageOf(rest, PAGE_SIZE, ({ activity_at, id }) => ({ at: activity_at, id })) };
}

export type TopicAnswer =
	| { topic: TopicPage; moved: null }
	/** It is elsewhere; null where there is nothing that the reader may see. */
	| { topic: null; moved: Place | null };

/** A topic with a page of its replies; notes that the reader has seen them. Or where else the id leads. */
export async function readTopic(
	db: Db,
	district: string,
	id: string,
	reader: Language,
	{ at, after, before }: Position
): Promise<TopicAnswer> {
	const answer = shaped<TopicPage | { moved: Place | null }>(
		unwrap(
			await db.rpc('topic_page', {
				p_district: district,
				p_id: id,
				p_reader: reader,
				p_at: at,
				p_after: after,
				p_before: before
			})
		)
	);
	return 'opening' in answer ? { topic: answer, moved: null } : { topic: null, ...answer };
}

type Stored = (Photo & { position: number })[];
const asJson = (photos: Stored) => photos.map((photo) => ({ ...photo }));

/** Opens a topic in one transaction. False when it was there already: sent twice by the same person. */
export const writeTopic = async (
	db: Db,
	district: string,
	topic: NewTopic,
	photos: Stored
): Promise<boolean> =>
	unwrap(
		await db.rpc('write_topic', {
			p_topic: { ...topic, district, mentions: mentionsIn(topic.body), photos: asJson(photos) }
		})
	);

/** Replies to a topic, proposal or report. Returns the number of the reply; sent twice it is the same. */
export const writeReply = async (
	db: Db,
	thread: string,
	reply: NewReply,
	photos: Stored
): Promise<number> =>
	unwrap(
		await db.rpc('write_reply', {
			p_reply: { ...reply, thread, mentions: mentionsIn(reply.body), photos: asJson(photos) }
		})
	);

/** A topic or reply with its earlier versions; null where the reader may not see it. */
export const readVersions = async (
	db: Db,
	district: string,
	id: string
): Promise<PostVersions | null> =>
	shaped(unwrap(await db.rpc('post_versions', { p_district: district, p_id: id })));

/** Changes one's own topic or reply. Throws `DbError` with the hint `version_old` when it was changed meanwhile. */
export const editPost = async (
	db: Db,
	id: string,
	{ version, ...changed }: EditedPost
): Promise<number> =>
	unwrap(
		await db.rpc('edit_post', {
			p_id: id,
			p_version: version,
			p_changed: { ...changed, mentions: mentionsIn(changed.body) }
		})
	);

/** Takes back one's own reply, or a topic that nobody has answered. */
export async function withdrawPost(db: Db, id: string): Promise<void> {
	unwrap(await db.rpc('withdraw_post', { p_id: id }));
}

/** Sets or takes back a reaction; doing it twice is doing it once. */
export async function react(db: Db, { person, contribution, kind, on }: Reacting): Promise<void> {
	const row = { contribution_id: contribution, person_id: person, kind };
	if (!on) unwrap(await db.from('reactions').delete().match(row));
	else {
		const { error } = await db.from('reactions').insert(row);
		if (error && error.code !== '23505') throw new DbError(error);
	}
}

interface Reacting {
	person: string;
	contribution: string;
	kind: Reaction;
	on: boolean;
}
