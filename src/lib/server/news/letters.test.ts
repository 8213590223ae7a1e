import { describe, expect, test } from 'vitest';
import type { News } from '../../features/news/model.ts';
import type { Language } from '../../i18n/languages.ts';
import { letterMail, pushWords } from './letters.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const aReply = (differing: Partial<News> = {}): News => ({
	id: 7,
	kind: 'reply',
	district: 'halle-neustadt',
	created_at: '2026-11-25T10:00:00Z',
	is_read: false,
	thread: {
		id: ID,
		kind: 'topic',
		language: 'de',
		title: 'Ein Grillplatz',
		category: null,
		translated: null
	},
	said: { id: ID.replace(/7$/, '8'), language: 'ar', text: 'أنا **معكم**', author: 'Layla' },
	measure: null,
	detail: {},
	...differing
});
const letter = (news: News[], language: Language = 'de') =>
	letterMail({ news, language, code: 'c0de', origin: 'https://viertel.example', kind: 'digest' });

describe('a letter', () => {
	test('of one word says it in its subject, and leads there', async () => {
		const mail = await letter([aReply()]);
		expect(mail.subject.replace(/[\u2068\u2069]/g, '')).toBe('Neue Antwort: Ein Grillplatz');
		expect(mail.text).toContain(
			`https://viertel.example/de/halle-neustadt/forum/${ID.replace(/7$/, '8')}`
		);
		expect(mail.text).toContain('> أنا معكم');
		expect(mail.html).toMatch(/<blockquote lang="ar" dir="rtl"/);
		expect(mail.unsubscribe).toBe('https://viertel.example/api/unsubscribe/c0de?lang=de');
		expect(mail.text).toContain(mail.unsubscribe);
	});

	test('of many counts them, and after twenty says how many more there are', async () => {
		const mail = await letter(Array.from({ length: 23 }, (_, id) => aReply({ id })));
		expect(mail.subject).toBe('23 Neuigkeiten in Ihrem Viertel');
		expect(mail.text.match(/^Neue Antwort$/gm)).toHaveLength(20);
		expect(mail.text).toContain('Und 3 weitere Neuigkeiten.');
		expect(mail.text).toContain('https://viertel.example/de/me/news');
	});

	test('prefers a translated title, and the answer in the reader’s language', async () => {
		const mail = await letter(
			[
				aReply({
					kind: 'report_status',
					thread: {
						id: ID,
						kind: 'report',
						language: 'ar',
						title: null,
						category: 'light',
						translated: null
					},
					detail: { status: 'planned', answer: { de: 'Im Mai.', en: 'In May.' } }
				})
			],
			'en'
		);
		expect(mail.text).toContain('> In May.');
		expect(mail.text).toContain('Planned');
		expect(mail.text).not.toContain('Im Mai.');
	});

	test('runs from right to left for those who read so, and lets nobody write HTML or headers', async () => {
		const evil = 'Platz<script>\r\nBcc: x@example.org \u202egnp.exe';
		const mail = await letter(
			[
				aReply({
					thread: {
						id: ID,
						kind: 'topic',
						language: 'de',
						title: evil,
						category: null,
						translated: null
					}
				})
			],
			'ar'
		);
		expect(mail.html).toContain('<html lang="ar" dir="rtl">');
		expect(mail.html).not.toContain('<script');
		expect(mail.subject).not.toMatch(/[\r\n\u202e]/);
	});
});

test('a push is short, whatever was written', async () => {
	const words = await pushWords(
		aReply({ said: { id: ID, language: 'de', text: '😀'.repeat(5000), author: null } }),
		'ar'
	);
	expect(words).toMatchObject({ lang: 'ar', dir: 'rtl', url: '/ar/me/news/7', tag: `news-${ID}` });
	expect(JSON.stringify(words).length).toBeLessThan(1000);
});
