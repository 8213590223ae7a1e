import * as v from 'valibot';
import { localeOf, type Language } from '../../i18n/languages.ts';
import type { Settings } from '../env.ts';

export interface Wanted {
	texts: readonly string[];
	source: Language;
	target: Language;
}

/** A service that translates. Texts come masked; as many come back, in the same order. */
export interface Provider {
	/** As readers see it. */
	name: string;
	/** Whether it translates from one into the other. What it does not know stays in the original. */
	speaks: (source: Language, target: Language) => boolean;
	/** Throws `TranslationError`. */
	translate: (wanted: Wanted) => Promise<string[]>;
}

/**
 * Why there is no translation. `unreachable`, `timeout`, `status:<number>`, `not_json`, `wrong_count`: what the provider
 * did; `wrong_language`, `same`, `broken`: what it answered cannot be shown; `limit`: it was not asked.
 */
export class TranslationError extends Error {
	readonly reason: string;
	constructor(reason: string) {
		super(reason);
		this.name = 'TranslationError';
		this.reason = reason;
	}
	/** The provider has done no work: nothing counts as sent. */
	get wasNotDone(): boolean {
		return /^(unreachable|status:)/.test(this.reason);
	}
}

const TIMEOUT = 20_000;
/** Far more than any answer of ours is long. */
const LONGEST_ANSWER = 2_000_000;

async function post(
	url: string,
	headers: Record<string, string>,
	body: object,
	timeout: number
): Promise<unknown> {
	let text: string;
	try {
		const answer = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
			body: JSON.stringify(body),
			// Whoever it leads to was not named by the settings.
			redirect: 'manual',
			signal: AbortSignal.timeout(timeout)
		});
		if (!answer.ok) {
			await answer.body?.cancel();
			throw new TranslationError(`status:${answer.status}`);
		}
		text = await answer.text();
	} catch (failure) {
		if (failure instanceof TranslationError) throw failure;
		const timedOut = failure instanceof Error && failure.name === 'TimeoutError';
		throw new TranslationError(timedOut ? 'timeout' : 'unreachable');
	}
	try {
		if (text.length > LONGEST_ANSWER) throw new TranslationError('not_json');
		return JSON.parse(text);
	} catch {
		throw new TranslationError('not_json');
	}
}

function read<T>(schema: v.GenericSchema<unknown, T>, answer: unknown): T {
	const parsed = v.safeParse(schema, answer);
	if (!parsed.success) throw new TranslationError('not_json');
	return parsed.output;
}

const counted = (texts: string[], { texts: asked }: Wanted): string[] => {
	if (texts.length !== asked.length) throw new TranslationError('wrong_count');
	return texts;
};

type Codes = Partial<Record<Language, string>>;
/** Into plain German nobody translates by machine; out of it, it is German. */
const speaking =
	(codes: Codes): Provider['speaks'] =>
	(source, target) =>
		Object.hasOwn(codes, localeOf(source)) &&
		Object.hasOwn(codes, target) &&
		localeOf(source) !== target;

const LIBRETRANSLATE: Codes = Object.fromEntries(
	(['de', 'en', 'ar', 'uk', 'ru', 'tr', 'fa', 'ro', 'pl', 'vi', 'fr'] as const).map((code) => [
		code,
		code
	])
);
const libreAnswer = v.object({ translatedText: v.array(v.string()) });

/** LibreTranslate's HTTP API. https://docs.libretranslate.com/ */
const libretranslate = (url: string, key: string | undefined, timeout: number): Provider => ({
	name: 'LibreTranslate',
	speaks: speaking(LIBRETRANSLATE),
	translate: async (wanted) => {
		const answer = await post(
			new URL('translate', url.endsWith('/') ? url : `${url}/`).href,
			{},
			{
				q: wanted.texts,
				source: LIBRETRANSLATE[localeOf(wanted.source) as Language],
				target: LIBRETRANSLATE[wanted.target],
				format: 'text',
				...(key ? { api_key: key } : {})
			},
			timeout
		);
		return counted(read(libreAnswer, answer).translatedText, wanted);
	}
});

const DEEPL: Codes = {
	...{ de: 'DE', en: 'EN', ar: 'AR', uk: 'UK', ru: 'RU', tr: 'TR' },
	...{ ro: 'RO', pl: 'PL', vi: 'VI', fr: 'FR' }
};
const deeplAnswer = v.object({ translations: v.array(v.object({ text: v.string() })) });

/** DeepL's HTTP API. https://developers.deepl.com/docs/api-reference/translate */
const deepl = (url: string | undefined, key: string, timeout: number): Provider => {
	// Keys of the free API end like this, and are not known to the other one.
	const usual = key.endsWith(':fx') ? 'https://api-free.deepl.com' : 'https://api.deepl.com';
	return {
		name: 'DeepL',
		speaks: speaking(DEEPL),
		translate: async (wanted) => {
			const answer = await post(
				new URL('v2/translate', `${(url ?? usual).replace(/\/$/, '')}/`).href,
				{ authorization: `DeepL-Auth-Key ${key}` },
				{
					text: wanted.texts,
					source_lang: DEEPL[localeOf(wanted.source) as Language],
					// As a target English wants its variant said.
					target_lang: wanted.target === 'en' ? 'EN-GB' : DEEPL[wanted.target],
					preserve_formatting: true
				},
				timeout
			);
			const { translations } = read(deeplAnswer, answer);
			return counted(
				translations.map(({ text }) => text),
				wanted
			);
		}
	};
};

/** The provider that the settings name; null where they name none. */
export function providerOf(
	{ TRANSLATION_PROVIDER, TRANSLATION_URL, TRANSLATION_KEY }: Settings,
	timeout = TIMEOUT
): Provider | null {
	if (TRANSLATION_PROVIDER === 'libretranslate')
		return libretranslate(TRANSLATION_URL ?? '', TRANSLATION_KEY, timeout);
	if (TRANSLATION_PROVIDER === 'deepl')
		return deepl(TRANSLATION_URL, TRANSLATION_KEY ?? '', timeout);
	return null;
}
