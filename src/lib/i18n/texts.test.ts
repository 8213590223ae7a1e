import { expect, test } from 'vitest';
import { cleanText, foldDigits, pickText, readTexts } from './texts.ts';

test('the reader gets their own language first', () => {
	expect(pickText({ de: 'Licht', ar: 'ضوء' }, 'ar')).toEqual({ text: 'ضوء', language: 'ar' });
});

test('then German, English, or whatever there is', () => {
	expect(pickText({ en: 'Light', de: 'Licht' }, 'vi')?.language).toBe('de');
	expect(pickText({ en: 'Light', tr: 'Işık' }, 'vi')?.language).toBe('en');
	expect(pickText({ tr: 'Işık' }, 'vi')?.language).toBe('tr');
	expect(pickText({}, 'vi')).toBeNull();
	expect(pickText({ de: '' }, 'de')).toBeNull();
});

test('plain German and German stand in for each other before any other language', () => {
	expect(pickText({ en: 'Light', de: 'Licht' }, 'de-x-leicht')?.language).toBe('de');
	expect(pickText({ en: 'Light', 'de-x-leicht': 'Das Licht' }, 'de')?.language).toBe('de-x-leicht');
});

test('a column is read without what is no text in a language of ours', () => {
	expect(readTexts({ de: 'Licht', xx: 'no', en: 7 })).toEqual({ de: 'Licht' });
	expect(readTexts(null)).toEqual({});
	expect(readTexts('Licht')).toEqual({});
});

test('digits of Arabic and Persian become those everything is reckoned with', () => {
	expect(foldDigits('٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ x9')).toBe('0123456789 0123456789 x9');
});

test('texts lose control characters and hidden turns of direction, and keep everything people type', () => {
	expect(cleanText('a\u0000b\u001bc\u202ed\r\ne')).toBe('a b c d\ne');
	expect(cleanText('<b>مصباح</b> 🙂 5 €')).toBe('<b>مصباح</b> 🙂 5 €');
	expect(cleanText('cafe\u0301')).toBe('café');
});

test('marks piled up on a letter are cut, those a language needs stay', () => {
	expect(cleanText(`z${'\u0311\u0340'.repeat(50)}a`).length).toBeLessThan(8);
	for (const text of ['مُحَمَّدٌ', 'Tiếng Việt', 'й', 'שָׁלוֹם'])
		expect(cleanText(text)).toBe(text.normalize('NFC'));
});
