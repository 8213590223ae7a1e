import { eld } from 'eld/small';
import { isLanguage, type Language } from '../i18n/languages.ts';

/** Shorter texts look like any language. */
const FEWEST_LETTERS = 10;

/** What is in no language: addresses, names called by @, code, signs and pictures. */
const wordsOf = (text: string): string =>
	text
		.replace(/```[\s\S]*?(```|$)|`[^`]*`/g, ' ')
		.replace(/(https?:\/\/|www\.)\S+|\S+@\S+\.\S+|@\[[^\]]*\]|@\S+/gi, ' ')
		.replace(/[^\p{L}\p{M}'’\s]/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim();

const countLetters = (text: string) => text.match(/\p{L}/gu)?.length ?? 0;

/** Small words of Kurmanji, which eld knows in Arabic script alone. None is a word of our other languages with these neighbours. */
const KURMANJI = new Set(
	'û ji li bi bo ku di de ev ew em hûn ez min te wî wê wan me we xwe xwê nav jî heye nîne tune hene ne na çi kî kes gelek her hemû niha îro sibê divê dixwazin dixwazim dike dikin kir kirin kiriye bûye bûn bû hatiye hatin çêkin çêkirin spas kerema ser ber bin nêzîkî kolan zarok zarokan'.split(
		' '
	)
);
const KURMANJI_SIGNS = /[êîûçş]/;
/** Written in Kurmanji's alphabet, with at least three of its small words, and they are a fifth of it. */
function isKurmanji(text: string): boolean {
	const words = text.toLowerCase().split(' ');
	const known = words.filter((word) => KURMANJI.has(word));
	return (
		KURMANJI_SIGNS.test(text.toLowerCase()) &&
		new Set(known).size >= 3 &&
		known.length >= words.length / 5
	);
}

/**
 * The language a text is written in, found without asking anybody. Null where that is not certain: too short,
 * pictures only, or in none of ours. Plain German is never guessed; it is German.
 */
export function detectLanguage(text: string): Language | null {
	const words = wordsOf(text.slice(0, 4000));
	if (countLetters(words) < FEWEST_LETTERS) return null;
	if (isKurmanji(words)) return 'ku';
	const found = eld.detect(words);
	// Its Kurdish is that in Arabic script, which is not the one of our strings.
	return found.isReliable() && isLanguage(found.language) && found.language !== 'ku'
		? found.language
		: null;
}

/** The language of a text: what its author chose, else what it looks like, else the one its author reads. */
export const languageOf = (text: string, chosen: unknown, reader: Language): Language =>
	isLanguage(chosen)
		? chosen
		: (detectLanguage(text) ?? (reader === 'de-x-leicht' ? 'de' : reader));
