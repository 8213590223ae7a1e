import type { Language } from '../../i18n/languages.ts';

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
