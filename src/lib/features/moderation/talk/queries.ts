import { shaped, unwrap, type Db } from '../../../db/db.ts';
import { afterCursor, pageOf, type Cursor, type Page } from '../../../db/page.ts';
import type { Language } from '../../../i18n/languages.ts';
import { TALK_KINDS, type Arrangement } from '../model.ts';
import {
	readPasted,
	type ReplyLine,
	type TalkCase,
	type TalkFilter,
	type TalkLine,
	type TopicChoice,
	type Wanted
} from './model.ts';

const PAGE = 20;
/** Replies to choose from at once. */
const REPLIES = 50;
const CHOICES = 10;

const LINE = `id, kind, state, sphere, language, title, body, created_at,
	author:profiles!contributions_author_id_fkey(display_name),
	translations(language, title, body),
	reply:replies!replies_id_fkey(thread:contributions!replies_thread_id_fkey(id, title, language))` as const;

/** Topics, replies and proposals of a district, newest first, in the reader's language where they are translated. */
export async function listTalk(
	db: Db,
	district: string,
	{ kind, state }: TalkFilter,
	{ reader, after = null }: { reader: Language; after?: Cursor | null }
): Promise<Page<TalkLine>> {
	let query = db
		.from('contributions')
		.select(LINE)
		.eq('district_id', district)
		// Said in this way, too, so that the index of conversations can be used.
		.neq('kind', 'report')
		.eq('translations.language', reader)
		.order('created_at', { ascending: false })
		.order('id', { ascending: false })
		.limit(PAGE + 1);
	query = kind ? query.eq('kind', kind) : query.in('kind', TALK_KINDS);
	if (state) query = query.eq('state', state);
	if (after) query = query.or(afterCursor(after, 'created_at', 'newest_first'));
	const page = pageOf(unwrap(await query), PAGE, ({ created_at, id }) => ({ at: created_at, id }));
	return {
		...page,
		entries: page.entries.map(({ author, translations, reply, ...row }) => {
			const words = (row.language !== reader && translations[0]) || row;
			const title = words.title ?? row.title;
			return {
				id: row.id,
				kind: row.kind as TalkLine['kind'],
				state: row.state,
				sphere: row.sphere,
				created_at: row.created_at,
				language: words.language as Language,
				words: title ?? words.body.slice(0, 160),
				excerpt: title ? words.body.slice(0, 160) : '',
				author: author?.display_name ?? null,
				thread: reply && {
					id: reply.thread.id,
					title: reply.thread.title,
					language: reply.thread.language as Language
				}
			};
		})
	};
}

/** A topic, reply or proposal with all that belongs to it; null where the reader may not see it. */
export const readTalkCase = async (
	db: Db,
	district: string,
	id: string,
	reader: Language
): Promise<TalkCase | null> =>
	shaped(unwrap(await db.rpc('talk_case', { p_district: district, p_id: id, p_reader: reader })));

/** Replies of a thread in order, those that are not public too, from a number on. `next` is where the next page begins. */
export async function listReplies(
	db: Db,
	thread: string,
	from: number
): Promise<{ replies: ReplyLine[]; next: number | null }> {
	const rows = unwrap(
		await db
			.from('replies')
			.select(
				`number, is_official, said:contributions!replies_id_fkey!inner(
					id, state, language, body, created_at, author:profiles!contributions_author_id_fkey(display_name)
				)`
			)
			.eq('thread_id', thread)
			.gte('number', from)
			.order('number')
			.limit(REPLIES + 1)
	);
	return {
		next: rows[REPLIES]?.number ?? null,
		replies: rows.slice(0, REPLIES).map(({ number, is_official, said }) => ({
			id: said.id,
			number,
			is_official,
			state: said.state,
			language: said.language as Language,
			excerpt: said.body.slice(0, 240),
			created_at: said.created_at,
			author: said.author?.display_name ?? null
		}))
	};
}

/** Public topics by words of their title or by an address that was pasted; the last used ones without either. */
export async function findTopics(
	db: Db,
	district: string,
	typed: string,
	except: string
): Promise<TopicChoice[]> {
	let query = db
		.from('contributions')
		.select('id, title, language, replies, created_at')
		.eq('district_id', district)
		.eq('kind', 'topic')
		.eq('state', 'public')
		.neq('id', except)
		.order('activity_at', { ascending: false })
		.order('id', { ascending: false })
		.limit(CHOICES);
	const pasted = readPasted(typed);
	if (pasted) query = query.eq('id', pasted);
	else if (typed) query = query.ilike('title', `%${typed.replace(/[%_\\]/g, '\\$&')}%`);
	return unwrap(await query).map(({ title, language, ...row }) => ({
		...row,
		title: title ?? '',
		language: language as Language
	}));
}

/**
 * Arranges a topic, and returns the id of the one where it goes on. Throws a `DbError` with the hint `state_changed`
 * when somebody else was first; see `private.arrange_topic()` for the others.
 */
export async function arrangeTopic(db: Db, id: string, wanted: Wanted): Promise<string> {
	const { action, ...detail }: { action: Arrangement } = wanted;
	return unwrap(
		await db.rpc('arrange_topic', { p_id: id, p_action: action, p_detail: { ...detail } })
	);
}
