import { expect, test } from 'vitest';
import { readSettings } from './env.ts';

test('without settings it is the demo on a folder', () => {
	expect(readSettings({})).toMatchObject({ PORT: 3000, VIERTEL_DATA: '.data', demo: true });
});

test('without settings nobody translates', () => {
	expect(readSettings({}).TRANSLATION_PROVIDER).toBeUndefined();
	expect(readSettings({}).TRANSLATION_MONTHLY_CHARACTERS).toBe(400_000);
});

test('an empty setting is none', () => {
	expect(readSettings({ PORT: '', DATABASE_URL: '' }).PORT).toBe(3000);
});

test('on a database of its own there is no demo unless asked for', () => {
	const DATABASE_URL = 'postgres://localhost/viertel';
	expect(readSettings({ DATABASE_URL }).demo).toBe(false);
	expect(readSettings({ DATABASE_URL, VIERTEL_DEMO: '1' }).demo).toBe(true);
});

test.each([
	[{ PORT: 'http' }, 'PORT must be a port number'],
	[{ PORT: '70000' }, 'PORT must be a port number'],
	[
		{ DATABASE_URL: 'localhost' },
		'DATABASE_URL must be an address beginning with postgres:// or postgresql://'
	],
	[
		{ SMTP_URL: 'mail.example.org' },
		'SMTP_URL must be an address beginning with smtp:// or smtps://'
	],
	[{ VIERTEL_DEMO: 'yes' }, 'VIERTEL_DEMO must be 1 or 0'],
	[
		{ SUPABASE_URL: 'https://x.supabase.co' },
		'SUPABASE_PUBLISHABLE_KEY is missing beside SUPABASE_URL'
	],
	[
		{ SUPABASE_URL: 'https://x.supabase.co', DATABASE_URL: 'postgres://localhost/x' },
		'DATABASE_URL and SUPABASE_URL are both set; choose one'
	],
	[{ TRANSLATION_PROVIDER: 'babel' }, 'TRANSLATION_PROVIDER must be libretranslate or deepl'],
	[
		{ TRANSLATION_PROVIDER: 'libretranslate' },
		'TRANSLATION_URL is missing beside TRANSLATION_PROVIDER=libretranslate'
	],
	[
		{ TRANSLATION_PROVIDER: 'libretranslate', TRANSLATION_URL: 'translate.example' },
		'TRANSLATION_URL must be an address beginning with http:// or https://'
	],
	[
		{ TRANSLATION_PROVIDER: 'deepl' },
		'TRANSLATION_KEY is missing beside TRANSLATION_PROVIDER=deepl'
	],
	[{ TRANSLATION_KEY: 'x' }, 'TRANSLATION_PROVIDER is missing beside TRANSLATION_KEY'],
	[
		{ TRANSLATION_MONTHLY_CHARACTERS: '1e6' },
		'TRANSLATION_MONTHLY_CHARACTERS must be a whole number of characters'
	]
])('%j is named in one line', (source, message) => {
	expect(() => readSettings(source)).toThrow(message);
});
