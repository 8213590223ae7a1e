import { describe, expect, test } from 'vitest';
import { layOut } from './mail-layout.ts';
import { codeMail, reporterMail, type Tidings } from './mail-texts.ts';

const ORIGIN = 'https://viertel.example';
const payload: Tidings['payload'] = {
	report: '01890a5d-ac96-774b-bcce-b302099a8057',
	district: 'halle-neustadt',
	code: 'ABCDEFGHJKLM',
	body: 'المصباح معطل <script>',
	body_language: 'ar'
};
const news = (kind: Tidings['kind'], more: Partial<Tidings['payload']> = {}, language = 'de') =>
	reporterMail({ kind, language, payload: { ...payload, ...more } }, ORIGIN);

describe('the code mail', () => {
	test('has the code in its subject, its text and its HTML', async () => {
		const mail = await codeMail('en', '012345');
		for (const part of [mail.subject, mail.text, mail.html]) expect(part).toContain('012345');
		expect(mail.language).toBe('en');
	});
});

describe('news', () => {
	test('say what happened before what was written, and end with the way to it', async () => {
		const { text, subject } = await news('status', {
			status: 'planned',
			answer: { de: 'Die Lampe kommt im März.', ar: 'في مارس' }
		});
		expect(subject).toBe('Neues zu Ihrer Meldung: Geplant');
		const order = ['Geplant', '> Die Lampe kommt im März.', '> المصباح', `${ORIGIN}/de/follow/`];
		const places = order.map((part) => text.indexOf(part));
		expect(places).toEqual(places.toSorted((a, b) => a - b));
		expect(places).not.toContain(-1);
	});

	test('mark what is in another language, and let nobody write HTML', async () => {
		const { html } = await news('publish');
		expect(html).toMatch(/<blockquote lang="ar" dir="rtl"[^>]*border-right/);
		expect(html).toContain('المصباح معطل &lt;script&gt;');
		expect(html).not.toContain('<script');
	});

	test('give a guest the code and its page', async () => {
		const { text } = await news('receipt');
		expect(text).toContain('ABCD-EFGH-JKLM');
		expect(text).toContain(`${ORIGIN}/de/follow/ABCD-EFGH-JKLM`);
		expect(text).toContain('30 Tage');
	});

	test('name the measure in the language of the reader, or else in German', async () => {
		const title = { de: 'Neue Lampen', en: 'New lamps' };
		expect((await news('measure', { title }, 'en')).text).toContain('New lamps');
		expect((await news('measure', { title: { de: 'Neue Lampen' } }, 'en')).text).toContain(
			'Neue Lampen'
		);
	});

	test('fall back to German when a language is not one of ours', async () => {
		expect((await news('publish', {}, 'xx')).language).toBe('de');
	});

	test('show that a long text goes on', async () => {
		expect((await news('publish', { body: 'x'.repeat(300) })).text).toContain('x …');
		expect((await news('publish', { body: 'x'.repeat(299) })).text).not.toContain('…');
	});
});

describe('the layout', () => {
	const mail = layOut({
		language: 'ar',
		subject: 'رمز\r\nBcc: x@example.org',
		parts: [
			{ text: '123456', kind: 'code' },
			{ text: 'Guten Tag', language: 'de', kind: 'quote' }
		],
		link: { href: 'https://viertel.example/ar?a=1&b="2"', label: 'فتح' },
		footer: 'Viertel'
	});

	test('runs from right to left where the script does, also without its html tag', () => {
		expect(mail.html).toContain('<html lang="ar" dir="rtl">');
		expect(mail.html).toMatch(/<div lang="ar" dir="rtl" style="[^"]*text-align:right"/);
		expect(mail.html).toMatch(
			/<blockquote lang="de" dir="ltr"[^>]*border-left[^>]*text-align:left/
		);
		expect(mail.html).toContain('<span dir="ltr"');
	});

	test('keeps the subject on one line and addresses inside their quotes', () => {
		expect(mail.subject).toBe('رمز Bcc: x@example.org');
		expect(mail.html).toContain('href="https://viertel.example/ar?a=1&amp;b=&quot;2&quot;"');
	});
});
