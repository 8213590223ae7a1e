// Fails when a string is missing, superfluous or unused in any language, or has other placeholders than the German one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import {
	FALLBACK_LANGUAGE,
	LANGUAGE_CODES,
	localeOf,
	type Language
} from '../src/lib/i18n/languages.ts';
import { flatten, keysUsed, pluralBase, PLURAL } from './lib/strings.ts';

const folder = 'src/lib/i18n/locales';
const problems: string[] = [];
const areas = readdirSync(`${folder}/${FALLBACK_LANGUAGE}`).map((file) =>
	file.replace('.json', '')
);

const read = (language: Language, area: string): Map<string, string> => {
	const file = `${folder}/${language}/${area}.json`;
	return existsSync(file) ? flatten(JSON.parse(readFileSync(file, 'utf8'))) : new Map();
};
const placeholders = (text: string) =>
	[...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

const sources = globSync('{src,scripts,supabase}/**/*.{svelte,ts}').filter(
	(file) => !file.endsWith('.test.ts')
);
const used = keysUsed(sources.map((file) => readFileSync(file, 'utf8')));

for (const area of areas) {
	const german = read(FALLBACK_LANGUAGE, area);
	// An ending such as _many is a plural only beside one in _other: `too_many` is a word.
	const isPlural = (key: string) => PLURAL.test(key) && german.has(`${pluralBase(key)}_other`);
	const bases = new Set([...german.keys()].map((key) => (isPlural(key) ? pluralBase(key) : key)));
	for (const base of bases)
		if (!used.has(`${area}:${base}`)) problems.push(`${area}:${base} is used nowhere`);

	for (const language of LANGUAGE_CODES) {
		const strings = read(language, area);
		const forms = new Intl.PluralRules(localeOf(language)).resolvedOptions().pluralCategories;
		const wanted = new Set(
			[...bases].flatMap((base) =>
				german.has(base) ? [base] : forms.map((form) => `${base}_${form}`)
			)
		);
		for (const key of wanted)
			if (!strings.get(key)?.trim()) problems.push(`${language} ${area}:${key} is missing`);
		for (const [key, text] of strings) {
			if (!wanted.has(key))
				problems.push(`${language} ${area}:${key} is not in the German strings`);
			const expected = placeholders(
				german.get(key) ?? german.get(`${pluralBase(key)}_other`) ?? ''
			);
			const found = placeholders(text);
			// "One report" need not say the number; nothing else may leave a value out.
			const mayDrop = PLURAL.test(key)
				? expected.filter((name) => name !== 'count' && name !== 'formatted')
				: expected;
			if (
				found.some((name) => !expected.includes(name)) ||
				mayDrop.some((name) => !found.includes(name))
			)
				problems.push(
					`${language} ${area}:${key} has {{${found}}} where German has {{${expected}}}`
				);
		}
	}
}

for (const key of used.literals()) {
	const [area = '', name = ''] = key.split(':');
	const german = read(FALLBACK_LANGUAGE, area);
	if (!german.has(name) && !german.has(`${name}_other`))
		problems.push(`${key} is used but there is no such string`);
}

const only = process.argv[2];
const shown = only ? problems.filter((problem) => problem.startsWith(`${only} `)) : problems;
for (const problem of shown) console.log(problem);
if (shown.length) {
	console.log(`${shown.length} problems with strings`);
	process.exitCode = 1;
}
