import type { RequestEvent } from '@sveltejs/kit';
import type { Me } from '#lib/auth/roles.ts';
import { saveProfile, type ProfileChange } from '#lib/features/account/queries.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import { isLanguage, type Language } from '#lib/i18n/languages.ts';
import { loadStrings } from '#lib/i18n/load.ts';
import { keepLanguage } from '#lib/server/language.ts';

type Change = ProfileChange & { language: Language };

/** Saves name and settings. From the next page on, the person reads the language they chose. */
export async function keepProfile(event: RequestEvent, me: Me, change: Change): Promise<void> {
	await saveProfile(event.locals.db, me.id, change);
	keepLanguage(event.cookies, change.language, event.url.protocol === 'https:');
}

/** The same page of this installation in another language. */
export const inOtherLanguage = (path: string, language: Language): string =>
	path.replace(/^\/([^/?]+)/, (first, lang) => (isLanguage(lang) ? `/${language}` : first));

/** What people are called who have not said how. */
export async function neighbour(language: Language): Promise<string> {
	const strings = await loadStrings(language, ['account']);
	return new I18n(() => ({ language, strings })).t('account:neighbour');
}
