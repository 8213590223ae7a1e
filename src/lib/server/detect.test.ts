import { expect, test } from 'vitest';
import { detectLanguage, languageOf } from './detect.ts';

test.each([
	['de', 'Die Lampe am Spielplatz ist seit einer Woche kaputt.'],
	['en', 'The lamp at the playground has been broken for a week.'],
	['ar', 'المصباح في الملعب معطل منذ أسبوع.'],
	['uk', 'Ліхтар на дитячому майданчику вже тиждень не працює.'],
	['ru', 'Фонарь на детской площадке не работает уже неделю.'],
	['tr', 'Çocuk parkındaki lamba bir haftadır yanmıyor, çok karanlık.'],
	['fa', 'چراغ زمین بازی یک هفته است که خراب شده است.'],
	['ku', 'Çiraya li parka zarokan ev hefteyek e ku xera bûye, ji kerema xwe çêkin.'],
	['ro', 'Felinarul de la locul de joacă nu merge de o săptămână.'],
	['pl', 'Latarnia na placu zabaw nie działa od tygodnia.'],
	['vi', 'Đèn ở sân chơi đã hỏng một tuần nay rồi.'],
	['fr', 'Le lampadaire de l’aire de jeux est en panne depuis une semaine.']
] as const)('%s is found', (language, text) => {
	expect(detectLanguage(text)).toBe(language);
});

test.each([
	['pictures', '😀😀😀🎉🎉🎉😀😀😀🎉🎉'],
	['a word', 'ok'],
	['an address', 'https://www.example.org/die/lampe/ist/kaputt'],
	['numbers', '0345 123456789, 12.12.2026'],
	['nothing', ''],
	['a language that is not ours', 'Lampen på lekplatsen har varit trasig i en hel vecka nu.'],
	['Kurdish in Arabic script', 'گڵۆپی یاریگاکە هەفتەیەکە خراپ بووە و منداڵان دەترسن']
])('%s is in no language of ours', (_, text) => {
	expect(detectLanguage(text)).toBeNull();
});

test('addresses, names and code do not weigh', () => {
	expect(
		detectLanguage(
			'@[Nguyễn Thị Lan] Die Lampe ist kaputt: https://example.org/the/broken/lamp `let there = light`'
		)
	).toBe('de');
});

test('plain German is chosen, not guessed', () => {
	const text = 'Die Lampe ist kaputt. Wir brauchen Licht.';
	expect(languageOf(text, 'auto', 'de-x-leicht')).toBe('de');
	expect(languageOf(text, 'de-x-leicht', 'de')).toBe('de-x-leicht');
	expect(languageOf('ok', '', 'de-x-leicht')).toBe('de');
});

test('what was chosen counts, then what it looks like, then the reader', () => {
	expect(languageOf('Die Lampe am Spielplatz ist kaputt.', 'vi', 'ar')).toBe('vi');
	expect(languageOf('Die Lampe am Spielplatz ist kaputt.', 'auto', 'ar')).toBe('de');
	expect(languageOf('👍', 'auto', 'ar')).toBe('ar');
	expect(languageOf('👍', 'klingon', 'tr')).toBe('tr');
});

test('fifty thousand letters are looked at in no time that matters, and zalgo is no language', () => {
	expect(detectLanguage('Die Lampe ist kaputt. '.repeat(2500))).toBe('de');
	expect(detectLanguage(`Z${'\u0317\u0342'.repeat(3000)}`)).toBeNull();
});
