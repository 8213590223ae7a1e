import { isOutdated, type Spoken, type Translation } from '../features/translation/model.ts';
import type { Language } from '../i18n/languages.ts';
import { renderMarkdown } from './markdown.ts';

/** Words with their language, as HTML that is safe to show. */
export interface SpokenHtml {
	language: Language;
	html: string;
}

/** What a page shows of somebody's words: as they were written, and in the reader's language where there is that. */
export interface SpokenView {
	/** In the reader's language if there is one; plain text. */
	title: { language: Language; text: string } | null;
	summary: { language: Language; text: string } | null;
	original: SpokenHtml;
	translation:
		| (SpokenHtml &
				Pick<Translation, 'origin' | 'provider' | 'translator' | 'written_at' | 'is_locked'> & {
					/** The original was edited since. */
					outdated: boolean;
				})
		| null;
}

/** Renders the Markdown of both and picks the title. A reader of the original's language gets no translation. */
export function viewOf(spoken: Spoken, reader: Language): SpokenView {
	const translation = spoken.language === reader ? null : spoken.translation;
	const pick = (original: string | null, translated: string | null | undefined) => {
		if (translation && translated) return { language: translation.language, text: translated };
		return original ? { language: spoken.language, text: original } : null;
	};
	return {
		title: pick(spoken.title, translation?.title),
		summary: pick(spoken.summary, translation?.summary),
		original: { language: spoken.language, html: renderMarkdown(spoken.body) },
		translation: translation && {
			language: translation.language,
			html: renderMarkdown(translation.body),
			origin: translation.origin,
			provider: translation.provider,
			translator: translation.translator,
			written_at: translation.written_at,
			is_locked: translation.is_locked,
			outdated: isOutdated(spoken)
		}
	};
}
