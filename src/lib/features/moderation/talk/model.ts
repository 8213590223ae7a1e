import type { Language } from '../../../i18n/languages.ts';
import type { Texts } from '../../../i18n/texts.ts';
import type { Sphere } from '../../districts/model.ts';
import type { MeasureStatus } from '../../measures/model.ts';
import type { ReportPhoto } from '../../reports/model.ts';
import type { Spoken } from '../../translation/model.ts';
import { TALK_KINDS, type ContributionState, type SaidBriefly, type TalkKind } from '../model.ts';

/** The states a conversation can be looked at by. */
export const TALK_STATES = [
	'public',
	'hidden',
	'removed',
	'merged'
] as const satisfies ContributionState[];

/** What narrows the list of conversations; null means all. */
export interface TalkFilter {
	kind: TalkKind | null;
	state: (typeof TALK_STATES)[number] | null;
}

/** Reads a filter from an address, leaving out what is not one of ours. */
export const readTalkFilter = (search: URLSearchParams): TalkFilter => ({
	kind: TALK_KINDS.find((kind) => kind === search.get('kind')) ?? null,
	state: TALK_STATES.find((state) => state === search.get('state')) ?? null
});

/** A line of the list of conversations. */
export interface TalkLine extends SaidBriefly {
	state: ContributionState;
	sphere: Sphere;
	/** The first words below the title; empty for what has none. */
	excerpt: string;
	author: string | null;
	created_at: string;
	/** The title of the thread that a reply belongs to. */
	thread: { id: string; title: string | null; language: Language } | null;
}

/** A reply in a few words, as `private.reply_line()` builds it. */
export interface ReplyLine {
	id: string;
	number: number;
	state: ContributionState;
	is_official: boolean;
	language: Language;
	excerpt: string;
	created_at: string;
	author: string | null;
}

interface TopicTitle {
	id: string;
	title: string;
	language: Language;
}

/** A topic, reply or proposal as staff look at it: what `talk_case()` returns. */
export interface TalkCase {
	id: string;
	kind: TalkKind;
	state: ContributionState;
	sphere: Sphere;
	words: Spoken;
	author: string | null;
	created_at: string;
	edited_at: string | null;
	/** Public replies below it. */
	replies: number;
	photos: ReportPhoto[];
	topic: {
		is_pinned: boolean;
		closed_at: string | null;
		answer: ReplyLine | null;
		split_from: TopicTitle | null;
	} | null;
	reply:
		| (ReplyLine & {
				thread: {
					id: string;
					kind: 'topic' | 'proposal' | 'report';
					title: string | null;
					language: Language;
					excerpt: string;
					state: ContributionState;
					/** Id of the reply that answers the topic. */
					answer: string | null;
				};
		  })
		| null;
	around: ReplyLine[];
	merged_into: TopicTitle | null;
	measures: { id: string; title: Texts; status: MeasureStatus }[];
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
/** The id in an address that somebody pasted, or null where there is none. */
export const readPasted = (typed: string): string | null =>
	UUID.exec(typed)?.[0].toLowerCase() ?? null;

/** A topic that another one can be merged into. */
export interface TopicChoice extends TopicTitle {
	replies: number;
	created_at: string;
}

/** What each action on a topic needs to know. `seen` is what the page showed when it was decided. */
export type Wanted =
	| { action: 'pin' | 'unpin' | 'close' | 'reopen' }
	| { action: 'move'; sphere: Sphere; seen: Sphere }
	| { action: 'mark_answer' | 'unmark_answer'; reply: string; seen?: string | undefined }
	| { action: 'merge'; into: string }
	| {
			action: 'split';
			/** Id of the new topic, made by the client. */
			id: string;
			title: string;
			body: string;
			language: Language;
			replies: string[];
			/** The number from which on all replies go along. */
			from: number | null;
	  };

/** Whether a topic is as somebody wants it already: the same form sent twice is one decision. */
export function isArranged(
	{ id, sphere, topic, merged_into }: Pick<TalkCase, 'id' | 'sphere' | 'topic' | 'merged_into'>,
	wanted: Wanted
): boolean {
	switch (wanted.action) {
		case 'pin':
		case 'unpin':
			return topic?.is_pinned === (wanted.action === 'pin');
		case 'close':
		case 'reopen':
			return (topic?.closed_at !== null) === (wanted.action === 'close');
		case 'move':
			return sphere === wanted.sphere;
		case 'mark_answer':
			return topic?.answer?.id === wanted.reply;
		case 'unmark_answer':
			return topic?.answer === null;
		case 'merge':
			return merged_into?.id === wanted.into;
		case 'split':
			return id === wanted.id && topic?.split_from !== null;
	}
}
