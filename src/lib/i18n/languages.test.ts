import { expect, test } from 'vitest';
import { directionOf, LANGUAGE_CODES, localeOf, negotiate } from './languages.ts';

test('the header decides by its weights, not by its order', () => {
	expect(negotiate('de;q=0.3, ar;q=0.9, en;q=0.8')).toBe('ar');
	expect(negotiate('en, de')).toBe('en');
});

test('regional forms and the ISO name of Kurmanji count as their language', () => {
	expect(negotiate('ar-SY')).toBe('ar');
	expect(negotiate('kmr-Latn')).toBe('ku');
	expect(negotiate('de-x-leicht, de')).toBe('de-x-leicht');
});

test('without a language of ours it is German', () => {
	expect(negotiate(null)).toBe('de');
	expect(negotiate('ja, *;q=0.5')).toBe('de');
	expect(negotiate('fr;q=0')).toBe('de');
});

test('Arabic and Persian run from right to left', () => {
	expect(LANGUAGE_CODES.filter((code) => directionOf(code) === 'rtl')).toEqual(['ar', 'fa']);
});

test('every language has a locale that Intl knows', () => {
	for (const code of LANGUAGE_CODES)
		expect(() => new Intl.PluralRules(localeOf(code))).not.toThrow();
});
