import { createHash } from 'node:crypto';
import type { Language } from '../../i18n/languages.ts';
import { detectLanguage } from '../detect.ts';
import { hasWords, mask, unmask } from './mask.ts';
import { TranslationError, type Provider } from './providers.ts';

/** What a machine has made before, and how much it may still be asked for. */
export interface Memory {
	/** Translations by the hash of the masked text. */
	known: (hashes: string[]) => Promise<Map<string, string>>;
	keep: (texts: Map<string, string>) => Promise<void>;
	/** Counts characters before they are sent; false where they would be too many. Negative ones are given back. */
	count: (characters: number) => Promise<boolean>;
}

interface Languages {
	source: Language;
	target: Language;
}

/** At most as many as both providers take at once. */
const TEXTS_AT_ONCE = 50;
const CHARACTERS_AT_ONCE = 5_000;

/** Markdown at the beginning of a line, and the space around it: not sent, so that it cannot be lost. */
const LINE = /^(?<before>\s*(?:(?:>|[-*+]|\d{1,9}[.)]|#{1,6})\s+)*)(?<words>.*?)(?<after>\s*)$/su;

interface Line {
	before: string;
	after: string;
	masked: string;
	parts: string[];
	/** Null where there is nothing to translate. */
	hash: string | null;
}

function readLine(line: string, names: readonly string[]): Line {
	const { before = '', words = '', after = '' } = LINE.exec(line)?.groups ?? {};
	const { text, parts } = mask(words, names);
	return {
		before,
		after,
		masked: text,
		parts,
		hash: hasWords(text) ? createHash('sha256').update(text).digest('hex') : null
	};
}

function* batchesOf(texts: string[]): Generator<string[]> {
	let batch: string[] = [];
	let characters = 0;
	for (const text of texts) {
		if (
			batch.length === TEXTS_AT_ONCE ||
			(batch.length && characters + text.length > CHARACTERS_AT_ONCE)
		) {
			yield batch;
			batch = [];
			characters = 0;
		}
		batch.push(text);
		characters += text.length;
	}
	if (batch.length) yield batch;
}

async function ask(
	provider: Provider,
	memory: Memory,
	texts: string[],
	languages: Languages
): Promise<string[]> {
	const characters = texts.reduce((sum, text) => sum + text.length, 0);
	if (!(await memory.count(characters))) throw new TranslationError('limit');
	try {
		return await provider.translate({ texts, ...languages });
	} catch (failure) {
		if (failure instanceof TranslationError && failure.wasNotDone) await memory.count(-characters);
		throw failure;
	}
}

/** Refuses what is surely in another language, or was not translated at all. */
function check(original: string, answer: string, { source, target }: Languages): void {
	const found = detectLanguage(answer);
	if (found && found !== target && letters(answer) >= 20)
		throw new TranslationError('wrong_language');
	// A name may be the same in both.
	if (answer.trim() === original.trim() && (found === source || letters(answer) >= 40))
		throw new TranslationError('same');
}
const letters = (text: string) => text.match(/\p{L}/gu)?.length ?? 0;

/**
 * Translates texts line by line: what was translated before comes from memory, the rest is sent masked. Throws a
 * `TranslationError` where any of it cannot be shown; what could is kept all the same and is not sent again.
 */
export async function translateAll<Name extends string>(
	texts: Record<Name, string>,
	languages: Languages,
	{ provider, memory, names }: { provider: Provider; memory: Memory; names: readonly string[] }
): Promise<Record<Name, string>> {
	const read = (Object.entries(texts) as [Name, string][]).map(
		([name, text]) => [name, text.split('\n').map((line) => readLine(line, names))] as const
	);
	const wanted = new Map<string, Line>();
	for (const [, lines] of read)
		for (const line of lines) if (line.hash) wanted.set(line.hash, line);

	const answers = await memory.known([...wanted.keys()]);
	const missing = [...wanted].filter(([hash]) => !answers.has(hash));
	const byText = new Map(missing.map(([hash, { masked }]) => [masked, hash]));
	for (const batch of batchesOf([...byText.keys()])) {
		const answered = await ask(provider, memory, batch, languages);
		const kept = new Map<string, string>();
		answered.forEach((answer, index) => {
			const hash = byText.get(batch[index] ?? '') ?? '';
			// One line each: a break would tear quotes and lists.
			const line = answer.replace(/\s*\n\s*/g, ' ').trim();
			if (unmask(line, wanted.get(hash)?.parts ?? []) !== null && hasWords(line))
				kept.set(hash, line);
		});
		const joined = [...kept.values()].join(' ');
		check(batch.join(' '), joined, languages);
		await memory.keep(kept);
		for (const [hash, line] of kept) answers.set(hash, line);
	}

	const put = ({ before, after, masked, parts, hash }: Line): string => {
		const answer = hash ? answers.get(hash) : masked;
		const restored = answer === undefined ? null : unmask(answer, parts);
		if (restored === null) throw new TranslationError('broken');
		return before + restored + after;
	};
	return Object.fromEntries(
		read.map(([name, lines]) => [name, lines.map(put).join('\n')])
	) as Record<Name, string>;
}
