/** The thirteen interface languages, in the order they are offered. Names are each language's own, in its own script. */
export const LANGUAGES = {
	de: { name: 'Deutsch', dir: 'ltr' },
	'de-x-leicht': { name: 'Leichte Sprache', dir: 'ltr' },
	en: { name: 'English', dir: 'ltr' },
	ar: { name: 'العربية', dir: 'rtl' },
	uk: { name: 'Українська', dir: 'ltr' },
	ru: { name: 'Русский', dir: 'ltr' },
	tr: { name: 'Türkçe', dir: 'ltr' },
	fa: { name: 'فارسی', dir: 'rtl' },
	ku: { name: 'Kurdî', dir: 'ltr' },
	ro: { name: 'Română', dir: 'ltr' },
	pl: { name: 'Polski', dir: 'ltr' },
	vi: { name: 'Tiếng Việt', dir: 'ltr' },
	fr: { name: 'Français', dir: 'ltr' }
} as const satisfies Record<string, { name: string; dir: 'ltr' | 'rtl' }>;

export type Language = keyof typeof LANGUAGES;
export type Direction = 'ltr' | 'rtl';

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as Language[];
export const FALLBACK_LANGUAGE: Language = 'de';

export const isLanguage = (value: unknown): value is Language =>
	typeof value === 'string' && Object.hasOwn(LANGUAGES, value);

export const directionOf = (language: string): Direction =>
	isLanguage(language) ? LANGUAGES[language].dir : 'ltr';

/** The language as a name for `lang` attributes and `Intl`: plain German is German to both. */
export const localeOf = (language: Language): string =>
	language === 'de-x-leicht' ? 'de' : language;

/**
 * The first language of an `Accept-Language` header that Viertel speaks, by the header's own weights.
 * A regional form counts as its base (`ar-SY` is `ar`, `kmr` is `ku`).
 */
export function negotiate(header: string | null): Language {
	const wanted = (header ?? '')
		.split(',')
		.map((part, position) => {
			const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
			const q = parameters.map((p) => p.trim()).find((p) => p.startsWith('q='));
			return { tag, weight: q ? Number(q.slice(2)) || 0 : 1, position };
		})
		.filter(({ tag, weight }) => tag && weight > 0)
		.sort((a, b) => b.weight - a.weight || a.position - b.position);
	for (const { tag } of wanted) {
		if (isLanguage(tag)) return tag;
		const base = tag.split('-')[0];
		if (base === 'kmr') return 'ku';
		if (isLanguage(base)) return base;
	}
	return FALLBACK_LANGUAGE;
}
