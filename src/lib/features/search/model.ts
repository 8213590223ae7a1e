import type { Language } from '../../i18n/languages.ts';
import { cleanText } from '../../i18n/texts.ts';
import type { Category } from '../reports/model.ts';
import type { TranslationOrigin } from '../translation/model.ts';

/** What is found, in the order of the page. */
export const HIT_KINDS = ['proposal', 'topic', 'reply', 'report', 'measure'] as const;
export type HitKind = (typeof HIT_KINDS)[number];
const isHitKind = (value: unknown): value is HitKind => HIT_KINDS.includes(value as HitKind);

/** What is asked for. */
export interface Search {
	words: string;
	/** One kind alone, page by page; null for a first look at all. */
	kind: HitKind | null;
	/** Also words that are spelt alike. */
	near: boolean;
	/** Number of the last hit that was shown. */
	before: number | null;
}

const MAX_WORDS = 200;
/** How many are counted: `search_district()` says one more where there are more. */
export const MOST_COUNTED = 50;

/** Reads a search from an address. */
export function readSearch(search: URLSearchParams): Search {
	const kind = search.get('kind');
	const before = Number(search.get('before'));
	return {
		words: cleanText(search.get('q') ?? '').slice(0, MAX_WORDS),
		kind: isHitKind(kind) ? kind : null,
		near: search.get('near') === '1',
		before: Number.isSafeInteger(before) && before > 0 ? before : null
	};
}

/** A search as the query of an address; the way back from `readSearch`. */
export const searchAddress = ({ words, kind, near, before }: Search) => ({
	q: words,
	kind: kind ?? undefined,
	near: near ? '1' : undefined,
	before: before?.toString()
});

export interface Titled {
	id: string;
	title: string | null;
	language: Language;
}

/** Something found, with the text in which it was found. */
export interface Hit extends Titled {
	kind: HitKind;
	/** Higher is newer. */
	number: number;
	/** ISO time. */
	at: string;
	/** The beginning, in Viertel's small Markdown. */
	body: string;
	/** Who translated it; null for the original. */
	origin: TranslationOrigin | null;
	/** The words that fit, small and without signs. */
	found: string[];
	/** Of reports. */
	category: Category | null;
	/** Of reports, proposals and measures. */
	status: string | null;
	/** Where a reply stands. */
	thread: (Titled & { kind: 'topic' | 'proposal' | 'report'; number: number }) | null;
}

export interface HitGroup<Shown = Hit> {
	kind: HitKind;
	/** At most one more than `MOST_COUNTED`. */
	count: number;
	hits: Shown[];
}

/** What resembles a text that is being written. */
export interface Similar extends Titled {
	kind: 'topic' | 'proposal' | 'report';
	body: string;
	category: Category | null;
	status: string | null;
}

/** A piece of a text: one that fits, or what stands between. */
export interface Part {
	text: string;
	hit: boolean;
}

const WORD = /(?:\p{Alphabetic}|\p{M}|\p{Nd}|\u0640|\u200c|\u200d)+/gu;
const UNTYPED = /\p{M}|\u0640|\u200c|\u200d/gu;

/** A word as `private.plain_words()` writes it. */
const plainWord = (word: string) => word.normalize('NFC').toLowerCase().replace(UNTYPED, '');

/** A text in parts, the words in `found` apart. Together the parts are the text. */
export function markWords(text: string, found: readonly string[]): Part[] {
	const fitting = new Set(found.map(plainWord));
	const parts: Part[] = [];
	let end = 0;
	for (const match of text.matchAll(WORD)) {
		if (!fitting.has(plainWord(match[0]))) continue;
		if (match.index > end) parts.push({ text: text.slice(end, match.index), hit: false });
		end = match.index + match[0].length;
		parts.push({ text: match[0], hit: true });
	}
	if (end < text.length) parts.push({ text: text.slice(end), hit: false });
	return parts;
}

const EXCERPT = 220;
const BEFORE = 70;

/** About 220 characters of a plain text, around the first word that fits, in parts. */
export function excerptOf(text: string, found: readonly string[]): Part[] {
	const [first] = markWords(text, found).some(({ hit }) => hit)
		? markWords(text, found).flatMap((part, index, all) =>
				part.hit ? [all.slice(0, index).reduce((sum, each) => sum + each.text.length, 0)] : []
			)
		: [0];
	const wanted = Math.max(0, (first ?? 0) - BEFORE);
	// From the beginning of a word; where words are long without end, from within.
	const space = text.indexOf(' ', wanted);
	const start = wanted === 0 ? 0 : space >= 0 && space < (first ?? 0) ? space + 1 : wanted;
	const cut = text.slice(start, start + EXCERPT);
	const isWhole = start + EXCERPT >= text.length;
	const last = cut.lastIndexOf(' ');
	const shown = isWhole || last < EXCERPT / 2 ? cut : cut.slice(0, last);
	return markWords(`${start ? '… ' : ''}${shown}${isWhole ? '' : ' …'}`, found);
}

/** A hit as its card shows it. */
export interface ShownHit extends Omit<Hit, 'title' | 'body'> {
	title: Part[] | null;
	excerpt: Part[];
}

/** `plain` takes the markup out of a text. */
export const showHit = (
	{ title, body, ...hit }: Hit,
	plain: (text: string) => string
): ShownHit => ({
	...hit,
	title: title === null ? null : markWords(title, hit.found),
	excerpt: excerptOf(plain(body), hit.found)
});
