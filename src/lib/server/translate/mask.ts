import { foldDigits } from '../../i18n/texts.ts';

/** A text in which everything that must not leave, or must come back as it is, stands as `[[0]]`, `[[1]]` … */
export interface Masked {
	text: string;
	/** What the placeholders stand for, by their number. */
	parts: string[];
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** As providers give it back: with spaces, or in the digits of their language. */
const PLACEHOLDER = /\[\s?\[\s*(?<number>\p{Nd}{1,5})\s*\]\s?\]/u;
/** What the part of a mail address before its @ is made of. */
const LOCAL = String.raw`[\p{L}\p{N}\p{M}\p{Cf}._%+-]`;

/** In the order in which they are looked for at each place; the first that fits takes it. */
const ADDRESSES = [
	// Code is no language.
	/`[^`\n]+`/,
	// @[A name], then the address of a link with the bracket before it.
	/@\[[^\]\n]*\]/,
	/\]\([^)\s]*(?:\s"[^"\n]*")?\)/,
	/<?(?:https?:\/\/|www\.|mailto:)[^\s<>]*[^\s<>.,;:!?)\]]>?/i,
	// Mail addresses in any script, also those with a sign nobody sees in them.
	// Begun nowhere but at its first sign, or a long word without an @ would be read once for each letter.
	new RegExp(
		String.raw`(?<!${LOCAL})${LOCAL}+\s?(?:@|＠|\(at\)|\[at\])\s?(?:[\p{L}\p{N}\p{M}\p{Cf}-]+\.)+\p{L}{2,}`,
		'iu'
	)
];
const NUMBERS = [
	// Accounts.
	/(?<![\p{L}\p{N}])\p{L}{2}\p{Nd}{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/iu,
	// Seven digits or more, however they are written: telephones, accounts, also dates, which stay as they are.
	/[+(]?\p{Nd}(?:[\s()/.\u2010-\u2015-]{0,3}\p{Nd}){6,}/u,
	/(?<![\p{L}\p{N}])@[\p{L}\p{N}_][\p{L}\p{N}\p{M}_.-]*/u
];

/**
 * Takes mail addresses, telephone and account numbers, links, code and names out of a text. `names` are
 * those of people in it, found whole and in any case.
 */
export function mask(text: string, names: readonly string[] = []): Masked {
	const parts: string[] = [];
	const known = names
		.map((name) => name.trim())
		.filter((name) => [...name].length >= 2)
		.toSorted((a, b) => b.length - a.length)
		.map((name) => `@?${escape(name)}`);
	// What looks like a placeholder of ours goes first, so that each is ours afterwards. A name may be the
	// beginning of an address, and an @ before a name belongs to it with all its words.
	const named = known.length ? [`(?<![\\p{L}\\p{N}])(?:${known.join('|')})(?![\\p{L}\\p{N}])`] : [];
	const pattern = new RegExp(
		[
			PLACEHOLDER.source,
			...ADDRESSES.map(({ source }) => source),
			...named,
			...NUMBERS.map(({ source }) => source)
		].join('|'),
		'giu'
	);
	const masked = text.replace(pattern, (found) => `[[${parts.push(found) - 1}]]`);
	return { text: masked, parts };
}

/** Puts the parts back. Null where a placeholder was lost, doubled or invented: then nothing may be shown. */
export function unmask(text: string, parts: readonly string[]): string | null {
	const seen = new Set<number>();
	let broken = false;
	const restored = text.replace(new RegExp(PLACEHOLDER, 'gu'), (_, digits: string) => {
		const number = Number(foldDigits(digits));
		const part = parts[number];
		if (part === undefined || seen.has(number)) broken = true;
		seen.add(number);
		return part ?? '';
	});
	return broken || seen.size !== parts.length ? null : restored;
}

/** Whether there is anything to translate beside placeholders, numbers and signs. */
export const hasWords = (masked: string): boolean =>
	/\p{L}/u.test(masked.replace(/\[\[\d+\]\]/g, ''));
