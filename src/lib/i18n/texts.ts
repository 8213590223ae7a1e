import { isLanguage, type Language } from './languages.ts';

/** A staff text by language, as it lies in a `jsonb` column. */
export type Texts = { [language: string]: string };

export interface Text {
	text: string;
	language: Language;
}

/** Plain German readers read German rather than a foreign language. */
const NEXT_BEST: Partial<Record<Language, Language[]>> = {
	'de-x-leicht': ['de'],
	de: ['de-x-leicht']
};

/** The text in the reader's language, else in German, English, or whatever there is; null when there is none. */
export function pickText(texts: Texts, language: Language): Text | null {
	const order = [language, ...(NEXT_BEST[language] ?? []), 'de', 'en', ...Object.keys(texts)];
	const found = order.find((code) => isLanguage(code) && texts[code]);
	return found && isLanguage(found) ? { text: texts[found] ?? '', language: found } : null;
}

/** Reads a `jsonb` text column, leaving out whatever is not a text in one of our languages. */
export function readTexts(json: unknown): Texts {
	if (typeof json !== 'object' || json === null) return {};
	return Object.fromEntries(
		Object.entries(json).filter(
			(entry): entry is [string, string] => isLanguage(entry[0]) && typeof entry[1] === 'string'
		)
	);
}

const ARABIC_ZERO = 0x0660;
const PERSIAN_ZERO = 0x06f0;
/** Arabic and Persian digits as `0` to `9`, for whatever has to be a number. */
export const foldDigits = (text: string): string =>
	text.replace(/[٠-٩۰-۹]/g, (digit) => {
		const code = digit.charCodeAt(0);
		return String(code - (code >= PERSIAN_ZERO ? PERSIAN_ZERO : ARABIC_ZERO));
	});
/** At least one letter or sign that can be seen. */
export const VISIBLE = /[^\s\p{Cf}]/u;

/** More marks on one letter than any script needs; the rest only covers the neighbours' words. */
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;

/**
 * Takes out what no keyboard makes and only disguises: control characters but line breaks, overrides of
 * direction, and marks piled up on one letter.
 */
export const cleanText = (text: string): string =>
	text
		.normalize('NFC')
		.replace(/\r\n?/g, '\n')
		.replace(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
		.replace(PILED_MARKS, '$1')
		.trim();
