import type { Language } from '../../i18n/languages.ts';
import type { Sphere } from '../districts/model.ts';
import type { ContributionState } from '../moderation/model.ts';
import type { Spoken, Translation } from '../translation/model.ts';

export const MAX_TITLE = 200;
export const MAX_POST = 10_000;
/** Whom one contribution can call; the database takes no more. */
const MAX_MENTIONS = 10;

export const REACTIONS = ['thanks', 'agree', 'question'] as const;
export type Reaction = (typeof REACTIONS)[number];
export const isReaction = (value: unknown): value is Reaction =>
	REACTIONS.includes(value as Reaction);

/** A topic as the board shows it, as `forum_board()` builds it. */
export interface TopicCard {
	id: string;
	sphere: Sphere;
	/** How many public replies there are. */
	replies: number;
	activity_at: string;
	author: string | null;
	is_pinned: boolean;
	is_closed: boolean;
	is_answered: boolean;
	/** That of title and excerpt: the reader's where there is a translation. */
	language: Language;
	title: string;
	/** The first words, in Viertel's small Markdown. */
	excerpt: string;
	/** Something was said that the reader has not seen; never for guests. */
	is_unread: boolean;
}

export interface Photo {
	id: string;
	width: number;
	height: number;
}

export interface Reactions {
	counts: Partial<Record<Reaction, number>>;
	/** Those of the reader. */
	own: Reaction[];
}

/** What the opening of a thread and each reply share, as `private.post_of()` builds it. */
export interface Post extends Spoken {
	id: string;
	/** Null once the account is gone. */
	author: string | null;
	is_own: boolean;
	created_at: string;
	edited_at: string | null;
	reactions: Reactions;
	photos: Photo[];
}

/** A few words of a reply, pointing to it. */
export interface Quote {
	number: number;
	language: Language;
	excerpt: string;
	author: string | null;
}

export interface Reply extends Post {
	/** Its place in the thread, from 1. */
	number: number;
	is_official: boolean;
	/** About a proposal. */
	side: 'for' | 'against' | null;
	quoted: Quote | null;
}

/** The place of a reply that is no longer shown. */
export interface Gap {
	number: number;
	/** Taken back by its author; otherwise moderators have hidden or removed it. */
	withdrawn: boolean;
}

/** A page of replies, as `private.thread_of()` builds it. */
export interface ThreadPage<R extends Reply = Reply> {
	replies: R[];
	gaps: Gap[];
	/** The number of the last public reply; 0 where there is none. */
	last: number;
	more_before: boolean;
	more_after: boolean;
}

export interface TopicPage<P extends Post = Post, R extends Reply = Reply> {
	opening: P;
	state: ContributionState;
	sphere: Sphere;
	/** How many public replies there are in all. */
	count: number;
	is_pinned: boolean;
	closed_at: string | null;
	answer: Quote | null;
	split_from: { id: string; title: string; language: Language } | null;
	/** The number of the last reply the reader had been shown before; null for guests and at the first visit. */
	seen: number | null;
	thread: ThreadPage<R>;
}

/** Where a contribution is read that is no topic of its own (any more). */
export interface Place {
	kind: 'topic' | 'proposal' | 'report';
	id: string;
	/** That of the reply that was asked for. */
	number: number | null;
}

/** One version of what somebody wrote. */
export interface Version {
	version: number;
	language: Language;
	title: string | null;
	body: string;
	written_at: string;
}

/** A topic or reply with its earlier versions, as `post_versions()` builds it. */
export interface PostVersions extends Version {
	id: string;
	kind: 'topic' | 'reply';
	state: ContributionState;
	author: string | null;
	is_own: boolean;
	/** Null where its thread is not public. */
	place: Place | null;
	/** Newest first. */
	earlier: Version[];
}

/** Which page of a thread: that with a reply, or what comes after or before one. */
export interface Position {
	at?: number;
	after?: number;
	before?: number;
}

/** Reads a position from an address; the first page for nonsense. */
export function readPosition(search: URLSearchParams): Position {
	for (const name of ['at', 'after', 'before'] as const) {
		const value = search.get(name) ?? '';
		if (/^\d{1,9}$/.test(value)) return { [name]: Number(value) };
	}
	return {};
}

/** What stands below each other on a page of a thread. */
export type ThreadEntry<R extends Reply = Reply> =
	| { kind: 'reply'; reply: R }
	/** Replies in a row that are no longer shown. */
	| { kind: 'gap'; number: number; count: number; withdrawn: boolean }
	/** Everything below is new to the reader. */
	| { kind: 'unread' };

/** Puts replies, gaps and the mark of what is new in order. Gaps of a kind in a row become one. */
export function threadEntries<R extends Reply>(
	{ replies, gaps }: Pick<ThreadPage<R>, 'replies' | 'gaps'>,
	seen: number | null
): ThreadEntry<R>[] {
	const entries: ThreadEntry<R>[] = [];
	const inOrder = [
		...replies.map((reply) => ({ number: reply.number, reply, withdrawn: false })),
		...gaps.map(({ number, withdrawn }) => ({ number, reply: null, withdrawn }))
	].toSorted((a, b) => a.number - b.number);
	const isNew = (reply: Reply) => seen !== null && reply.number > seen && !reply.is_own;
	for (const { number, reply, withdrawn } of inOrder) {
		const previous = entries.at(-1);
		if (reply) {
			if (isNew(reply) && !entries.some(({ kind }) => kind === 'unread'))
				entries.push({ kind: 'unread' });
			entries.push({ kind: 'reply', reply });
		} else if (previous?.kind === 'gap' && previous.withdrawn === withdrawn) previous.count++;
		else entries.push({ kind: 'gap', number, count: 1, withdrawn });
	}
	return entries;
}

const MENTION = /(?<![\p{L}\p{N}_])@(?:\[([^\]\n]{1,60})\]|([\p{L}\p{M}\p{N}_-]{1,60}))/gu;

/** The names a text calls: `@Amal` or `@[Amal Khalil]`, each once, the first ten. */
export const mentionsIn = (body: string): string[] =>
	[...new Set([...body.matchAll(MENTION)].map(([, long, short]) => (long ?? short ?? '').trim()))]
		.filter(Boolean)
		.slice(0, MAX_MENTIONS);

/** `@[Amal Khalil]` as its reader sees it: `@Amal Khalil`. */
export const showMentions = (body: string): string =>
	body.replace(MENTION, (whole, long: string | undefined) => (long ? `@${long}` : whole));

interface Words {
	language: Language;
	/** Rendered on the server, safe to show. */
	html: string;
}

/** Something written, with its words as a page shows them: made by `lib/server/thread-view.ts`. */
export type Shown<P extends Post> = P & {
	view: {
		title: { language: Language; text: string } | null;
		original: Words;
		translation:
			| (Words &
					Pick<Translation, 'origin' | 'provider' | 'translator' | 'written_at'> & {
						outdated: boolean;
					})
			| null;
	};
};
