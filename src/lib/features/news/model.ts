import type { Language } from '../../i18n/languages.ts';
import type { Texts } from '../../i18n/texts.ts';

/** What there can be news of, as people switch them on and off. */
export const NEWS_KINDS = [
	'reply',
	'official_reply',
	'mention',
	'argument',
	'topic',
	'proposal',
	'report',
	'report_status',
	'proposal_status',
	'amendment',
	'amendment_decided',
	'measure',
	'measure_status',
	'moved',
	'merged',
	'hidden',
	'restored',
	'phase'
] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

/** Kinds that are one thing to a reader, so that the settings have eight switches and not eighteen. */
export const NEWS_GROUPS = {
	replies: ['reply', 'argument'],
	official: ['official_reply'],
	mentions: ['mention'],
	fresh: ['topic', 'proposal', 'report'],
	progress: ['report_status', 'proposal_status', 'phase'],
	amendments: ['amendment', 'amendment_decided'],
	measures: ['measure', 'measure_status'],
	decisions: ['moved', 'merged', 'hidden', 'restored']
} as const satisfies Record<string, readonly NewsKind[]>;
export type NewsGroup = keyof typeof NEWS_GROUPS;
export const NEWS_GROUP_NAMES = Object.keys(NEWS_GROUPS) as NewsGroup[];

export const mutedKinds = (heard: readonly NewsGroup[]): NewsKind[] =>
	NEWS_GROUP_NAMES.filter((group) => !heard.includes(group)).flatMap(
		(group): readonly NewsKind[] => NEWS_GROUPS[group]
	);

/** The groups a person hears of: those of which not every kind is muted. */
export const heardGroups = (muted: readonly NewsKind[]): NewsGroup[] =>
	NEWS_GROUP_NAMES.filter((group) => NEWS_GROUPS[group].some((kind) => !muted.includes(kind)));

export const MAIL_RHYTHMS = ['at_once', 'daily', 'weekly', 'never'] as const;
export type MailRhythm = (typeof MAIL_RHYTHMS)[number];

export type ThreadKind = 'topic' | 'proposal' | 'report' | 'reply';

/** One word to a person, as `private.news_words()` builds it. What they may not read (any more) is null. */
export interface News {
	id: number;
	kind: NewsKind;
	/** The district's id. */
	district: string;
	/** ISO time. */
	created_at: string;
	is_read: boolean;
	thread: {
		id: string;
		kind: ThreadKind;
		language: Language;
		title: string | null;
		/** Of a report, which has no title. */
		category: string | null;
		/** The title in the reader's language. */
		translated: string | null;
	} | null;
	/** The very words it is about: the beginning of a reply, or of the thread itself. */
	said: { id: string; language: Language; text: string; author: string | null } | null;
	measure: { id: string; title: Texts } | null;
	detail: {
		status?: string;
		aspect?: string;
		answer?: Texts;
		reason?: Texts;
		/** What was decided: about an amendment … */
		state?: string;
		/** … or by staff. */
		action?: string;
		phase?: string;
		title?: Texts;
		side?: 'for' | 'against';
	};
}

/** Where a piece of news leads, without its words. */
export interface NewsTarget {
	district: string;
	kind: NewsKind;
	thread: string | null;
	of: ThreadKind | null;
	said: string | null;
	measure: string | null;
}

export const targetOf = (news: News): NewsTarget => ({
	district: news.district,
	kind: news.kind,
	thread: news.thread?.id ?? null,
	of: news.thread?.kind ?? null,
	said: news.said?.id ?? null,
	measure: news.measure?.id ?? null
});

export interface NewsSettings {
	mail: MailRhythm;
	push: boolean;
	/** Hours of Europe/Berlin; both null for never quiet. */
	quiet_from: number | null;
	quiet_to: number | null;
	muted: NewsKind[];
}

/** As the table's own defaults are. */
export const DEFAULT_SETTINGS: NewsSettings = {
	mail: 'at_once',
	push: true,
	quiet_from: 21,
	quiet_to: 8,
	muted: []
};

/** What can be followed by a button on its page. */
export const FOLLOWABLE = ['contribution', 'measure'] as const;
export type Followable = (typeof FOLLOWABLE)[number];

/** The spheres of activity, as `public.sphere` has them. */
export const SPHERES = [
	'integration',
	'public_space',
	'living',
	'social',
	'economy',
	'health',
	'networking',
	'image'
] as const;

/** Metres around a place that are offered. */
export const RADII = [100, 250, 500, 1000, 2000] as const;

/** One entry of what a person follows. */
export interface Follow {
	id: string;
	district: string;
	thread: {
		id: string;
		kind: ThreadKind;
		language: Language;
		title: string | null;
		category: string | null;
	} | null;
	measure: { id: string; title: Texts } | null;
	sphere: string | null;
	place: { name: string | null; radius: number } | null;
}

/** What could not be sent, for admins. */
export interface DeadLetter {
	id: number;
	channel: 'mail' | 'push';
	kind: string;
	/** Masked; empty for a push. */
	recipient: string;
	last_error: string;
	attempts: number;
	created_at: string;
	dead_at: string;
}
