import type { I18n } from '../../i18n/i18n.svelte.ts';
import { isLanguage, type Language } from '../../i18n/languages.ts';
import { pickText, type Text, type Texts } from '../../i18n/texts.ts';
import { route } from '../../route.ts';
import type { News, NewsTarget } from './model.ts';

/** A piece of news in the reader's language. Whatever people wrote keeps its own. */
export interface NewsWords {
	/** What happened: "New reply". */
	what: string;
	/** The thread or measure it happened to. */
	about: Text | null;
	/** A status, a phase, or how an amendment was decided. */
	status: string | null;
	/** Who said it. */
	author: string | null;
	/** What they said, or what staff answered. */
	words: Text | null;
}

const SAYING = new Set([
	'reply',
	'official_reply',
	'mention',
	'argument',
	'topic',
	'proposal',
	'report'
]);

/** Puts a piece of news into words; plain text throughout, not shortened. */
export function describe(
	news: News,
	i18n: Pick<I18n, 't' | 'language'>,
	plain: (markdown: string) => string = (text) => text
): NewsWords {
	const { kind, detail, said } = news;
	return {
		what: i18n.t(`news:what.${whatOf(news)}`),
		about: aboutOf(news, i18n),
		status: statusOf(news, i18n),
		author: SAYING.has(kind) ? (said?.author ?? null) : null,
		words:
			SAYING.has(kind) && said
				? { text: plain(said.text), language: said.language }
				: pickText(detail.answer ?? detail.reason ?? {}, i18n.language)
	};
}

/** A contribution that was published for the first time is not "again" public, and one removed not only hidden. */
function whatOf({ kind, detail }: News): string {
	if (kind === 'restored' && detail.action === 'publish') return 'published';
	if (kind === 'hidden' && detail.action === 'remove') return 'removed';
	if (kind === 'argument' && detail.side) return `argument_${detail.side}`;
	return kind;
}

function aboutOf(news: News, i18n: Pick<I18n, 't' | 'language'>): Text | null {
	const { thread, measure, detail } = news;
	const named = (texts: Texts | undefined) => pickText(texts ?? {}, i18n.language);
	if (measure) return named(measure.title);
	if (!thread) return named(detail.title);
	if (thread.translated) return { text: thread.translated, language: i18n.language };
	if (thread.title) return { text: thread.title, language: thread.language };
	return thread.category
		? { text: i18n.t(`common:category.${thread.category}`), language: i18n.language }
		: null;
}

function statusOf({ kind, detail }: News, i18n: Pick<I18n, 't'>): string | null {
	if (kind === 'report_status' && detail.status)
		return i18n.t(`common:status.${detail.status}.name`);
	if (kind === 'measure_status' && detail.status)
		return i18n.t(`common:measure_status.${detail.status}`);
	if (kind === 'proposal_status' && detail.status)
		return i18n.t(`news:proposal_status.${detail.status}`);
	if (kind === 'amendment_decided' && detail.state) return i18n.t(`news:amendment.${detail.state}`);
	if (kind === 'phase' && detail.phase) return i18n.t(`news:phase.${detail.phase}`);
	return null;
}

/** The page that a piece of news leads to. */
export function pathOf(target: NewsTarget, language: Language): string {
	const at = { lang: isLanguage(language) ? language : 'de', district: target.district };
	if (target.measure) return route.measure({ ...at, id: target.measure });
	if (!target.thread) return target.kind === 'phase' ? route.proposals(at) : route.news(at);
	if (target.of === 'report') return route.report({ ...at, id: target.thread });
	if (target.of === 'proposal') return route.proposal({ ...at, id: target.thread });
	// The address of a topic takes the id of a reply too, and opens its page of the topic there.
	return route.topic({ ...at, id: target.said ?? target.thread });
}
