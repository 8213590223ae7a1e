import type { Language } from './languages.ts';

/** What a string belongs to: one JSON file a language under `locales/`. */
export type Area =
	| 'common'
	| 'ui'
	| 'reports'
	| 'measures'
	| 'account'
	| 'manage'
	| 'mail'
	| 'forum'
	| 'proposals'
	| 'translation'
	| 'news'
	| 'search';
export type Strings = { [key: string]: string | Strings };
export type Resources = Partial<Record<Area, Strings>>;

const files = import.meta.glob<Strings>('./locales/*/*.json', { import: 'default' });

/** Loads the named areas of a language. Each is a chunk of its own, fetched once and kept for good. */
export async function loadStrings(language: Language, areas: readonly Area[]): Promise<Resources> {
	const pairs = await Promise.all(
		areas.map(async (area) => {
			const file = files[`./locales/${language}/${area}.json`];
			if (!file) throw new Error(`No strings for ${language}/${area}`);
			return [area, await file()] as const;
		})
	);
	return Object.fromEntries(pairs);
}
