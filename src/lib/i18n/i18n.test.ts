import { expect, test } from 'vitest';
import { I18n } from './i18n.svelte.ts';
import type { Language } from './languages.ts';

const speak = (language: Language) =>
	new I18n(() => ({
		language,
		strings: {
			common: {
				found_one: '{{count}} Treffer',
				found_other: '{{count}} Treffer',
				hi: 'Hallo {{name}}'
			}
		}
	}));

test('a number in a sentence has the digits of its language', () => {
	expect(speak('de').t('common:found', { count: 12345 })).toBe('12.345 Treffer');
	expect(speak('fa').t('common:found', { count: 8 })).toBe('۸ Treffer');
});

test('what people wrote goes in as it is: whoever draws it escapes it', () => {
	expect(speak('de').t('common:hi', { name: '<b>{{x}}</b>' })).toBe('Hallo <b>{{x}}</b>');
});

test('days are those of the district, whatever the clock of the machine', () => {
	expect(speak('de').date('2026-11-23T23:30:00Z')).toBe('24. November 2026');
	expect(speak('de').date('2026-11-23T23:30:00Z', 'short')).toBe('24.11.2026');
});

test('Kurdish, which no browser knows, is written the same on server and phone', () => {
	expect(speak('ku').date('2026-11-23T12:00:00Z')).toBe('23.11.2026');
	expect(speak('ku').money(1_250_050)).toBe('12.500,50\u00a0€');
	expect(speak('ku').languageName('ar')).toBe('العربية');
});

test('money shows cents only where there are some', () => {
	expect(speak('de').money(1_250_000)).toBe('12.500\u00a0€');
});
