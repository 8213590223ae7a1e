import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInstance, type i18n } from 'i18next';
import type { Language } from '#lib/i18n/languages.ts';

const LOCALES = join(import.meta.dirname, '../../../src/lib/i18n/locales');
const speakers = new Map<Language, i18n>();

function speakerOf(language: Language): i18n {
	const known = speakers.get(language);
	if (known) return known;
	const folder = join(LOCALES, language);
	const strings = Object.fromEntries(
		readdirSync(folder).map((file) => [
			basename(file, '.json'),
			JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>
		])
	);
	const speaker = createInstance();
	void speaker.init({
		lng: language,
		fallbackLng: false,
		resources: { [language]: strings },
		interpolation: { escapeValue: false },
		initAsync: false
	});
	speakers.set(language, speaker);
	return speaker;
}

/** What the page says, so that a better word breaks no test: `say('ar', 'reports:new.title')`. */
export function say(
	language: Language,
	key: string,
	values: Record<string, string | number> = {}
): string {
	const speaker = speakerOf(language);
	// A key that is gone would be found nowhere on the page, and look like a fault of the page.
	if (!speaker.exists(key, values)) throw new Error(`No string ${key} in ${language}`);
	return speaker.t(key, values);
}
