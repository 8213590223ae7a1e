import type { Language } from '../../i18n/languages.ts';
import type { Texts } from '../../i18n/texts.ts';

export type TranslationOrigin = 'person' | 'machine';

/** A contribution in another language, as `private.translation_of()` builds it. */
export interface Translation {
	language: Language;
	/** The version of the contribution it was made from. */
	version: number;
	title: string | null;
	summary: string | null;
	body: string;
	origin: TranslationOrigin;
	/** Which machine it was; null for a person. */
	provider: string | null;
	/** The name of the person; null for a machine, or once their account is gone. */
	translator: string | null;
	is_locked: boolean;
	/** ISO time. */
	written_at: string;
}

/** What somebody wrote, as they wrote it, with its translation into the reader's language where there is one. */
export interface Spoken {
	language: Language;
	version: number;
	title: string | null;
	/** Proposals have one. */
	summary: string | null;
	/** In Viertel's small Markdown. */
	body: string;
	translation: Translation | null;
}

/** Whether the contribution was edited after its translation. */
export const isOutdated = (spoken: Pick<Spoken, 'version' | 'translation'>): boolean =>
	spoken.translation !== null && spoken.translation.version < spoken.version;

/** An earlier or the present translation, as its history shows it. */
export type TranslationVersion = Pick<
	Translation,
	'title' | 'summary' | 'body' | 'origin' | 'provider' | 'translator' | 'written_at'
>;

/** What `translation_page()` gives: a contribution, its translation into one language, and how that came about. */
export interface TranslationPage extends Spoken {
	id: string;
	kind: 'topic' | 'reply' | 'proposal' | 'report';
	state: string;
	/** The reader wrote it. */
	is_own: boolean;
	/** In which languages there is a translation. */
	languages: Language[];
	/** Newest first. */
	history: TranslationVersion[];
}

/** What a form for a translation holds. */
export interface TranslationDraft {
	language: string;
	/** The version of the contribution, and the time of a person's translation, that were read. */
	version: string;
	written_at: string;
	title: string;
	summary: string;
	body: string;
}

/** The form for a page: what is there already, to be corrected. */
export const draftOf = (page: TranslationPage, language: Language): TranslationDraft => ({
	language,
	version: `${page.version}`,
	written_at: page.translation?.origin === 'person' ? page.translation.written_at : '',
	title: page.translation?.title ?? '',
	summary: page.translation?.summary ?? '',
	body: page.translation?.body ?? ''
});

/** The languages to offer for a contribution: all but its own, the reader's first. */
export const languagesFor = (original: Language, reader: Language, all: readonly Language[]) =>
	[reader, ...all.filter((code) => code !== reader)].filter((code) => code !== original);

/** How far the machines have got, as `translation_state()` gives it to staff. */
export interface TranslationState {
	/** Characters sent this month, by the whole installation. */
	used: number;
	waiting: number;
	failing: number;
	failures: {
		contribution: string;
		kind: TranslationPage['kind'];
		source: Language;
		target: Language;
		/** A `TranslationError.reason`. */
		error: string;
		attempts: number;
		/** Null once it is not tried any more. */
		next_attempt_at: string | null;
	}[];
}

/** Reasons that have a sentence of their own. */
const REASONS = [
	'unreachable',
	'timeout',
	'not_json',
	'wrong_count',
	'wrong_language',
	'same',
	'broken',
	'limit',
	'unknown_language'
] as const;
/** `status:456` as `status` and its number; what is not known is `failed`. */
export function readReason(error: string): { name: string; status: string } {
	const [name = '', status = ''] = error.split(':');
	const known = name === 'status' || (REASONS as readonly string[]).includes(name);
	return { name: known ? name : 'failed', status };
}

/** A text of staff with the languages it lacks, or that are older than the German one. */
export interface StaffText {
	kind: 'measure' | 'process';
	id: string;
	title: Texts;
	edited_at: string;
	missing: Language[];
	outdated: Language[];
}
