import { createInstance, type i18n as I18next } from 'i18next';
import { getContext, setContext } from 'svelte';
import { directionOf, LANGUAGES, localeOf, type Direction, type Language } from './languages.ts';
import type { Resources } from './load.ts';

export type TranslationValues = Record<string, string | number>;

export interface Speech {
	language: Language;
	strings: Resources;
}

/**
 * The locale for numbers and dates. No browser knows Kurdish: server and phone would write different days,
 * so these are written as in the country where everybody here lives.
 */
const formatLocale = (language: Language): string =>
	language === 'ku' ? 'de' : localeOf(language);

function createSpeaker({ language, strings }: Speech): I18next {
	const instance = createInstance();
	void instance.init({
		lng: language,
		fallbackLng: false,
		resources: { [language]: strings },
		ns: Object.keys(strings),
		defaultNS: 'common',
		interpolation: { escapeValue: false },
		initAsync: false
	});
	return instance;
}

/**
 * One language's strings and formats. An instance belongs to one request or one page, never to the module.
 * It follows its source: when a page's language or areas change, so does every string drawn with it.
 */
export class I18n {
	#source: () => Speech;
	#speaker = $derived.by(() => createSpeaker(this.#source()));

	constructor(source: () => Speech) {
		this.#source = source;
	}

	get language(): Language {
		return this.#source().language;
	}

	get dir(): Direction {
		return directionOf(this.language);
	}

	get locale(): string {
		return localeOf(this.language);
	}

	/**
	 * The string for `area:key`. `count` picks the plural; numbers are written in the language's own digits,
	 * texts put in as they are (Svelte escapes).
	 */
	t(key: string, values: TranslationValues = {}): string {
		const replace = Object.fromEntries(
			Object.entries(values).map(([name, value]) => [
				name,
				typeof value === 'number' ? this.number(value) : value
			])
		);
		return this.#speaker.t(key, { ...values, replace });
	}

	number(value: number, options?: Intl.NumberFormatOptions): string {
		return new Intl.NumberFormat(formatLocale(this.language), options).format(value);
	}

	/** `cents` as euros, without cents where there are none. */
	money(cents: number): string {
		return this.number(cents / 100, {
			style: 'currency',
			currency: 'EUR',
			minimumFractionDigits: cents % 100 === 0 ? 0 : 2
		});
	}

	/** A language's name in this one; where the runtime has none, its own. */
	languageName(language: Language): string {
		if (language === 'de-x-leicht' || this.language === 'ku') return LANGUAGES[language].name;
		const name = new Intl.DisplayNames(this.locale, { type: 'language' }).of(language);
		return name && name !== language ? name : LANGUAGES[language].name;
	}

	/** A day in the districts' own time zone, so that server and phone say the same. */
	date(value: string | Date, style: 'short' | 'long' = 'long'): string {
		const isLong = style === 'long' && this.language !== 'ku';
		return new Intl.DateTimeFormat(formatLocale(this.language), {
			dateStyle: isLong ? 'long' : 'medium',
			timeZone: 'Europe/Berlin'
		}).format(new Date(value));
	}

	dateTime(value: string | Date): string {
		return new Intl.DateTimeFormat(formatLocale(this.language), {
			dateStyle: 'medium',
			timeStyle: 'short',
			timeZone: 'Europe/Berlin'
		}).format(new Date(value));
	}
}

const KEY = Symbol('i18n');
export const provideI18n = (i18n: I18n): I18n => setContext(KEY, i18n);
/** The page's language: `const i18n = useI18n()`, then `i18n.t('reports:new.title')`. */
export const useI18n = (): I18n => getContext<I18n>(KEY);
