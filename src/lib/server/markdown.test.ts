import { describe, expect, test } from 'vitest';
import { plainText, renderMarkdown } from './markdown.ts';

describe('what people write', () => {
	test('becomes paragraphs, lists, quotes and emphasis', () => {
		const html = renderMarkdown('Hallo **alle**\n\n- Lampe\n- Weg\n\n> kaputt\n\n# Titel');
		expect(html).toContain('<strong>alle</strong>');
		expect(html.match(/<li>/g)).toHaveLength(2);
		expect(html).toContain('<blockquote>');
		expect(html).toContain('<p><strong>Titel</strong></p>');
		expect(html).not.toContain('<h1');
	});
	test('keeps its line breaks', () => expect(renderMarkdown('eins\nzwei')).toContain('eins<br'));
	test('keeps Arabic as it is', () =>
		expect(renderMarkdown('مرحبا **بكم**')).toContain('<strong>بكم</strong>'));
});

test.each([
	'<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>',
	'[ein Link](javascript:alert(1))',
	'[ein Link](JaVaScRiPt:alert(1))',
	'[ein Link](java\nscript:alert(1))',
	'[ein Link](data:text/html,<script>alert(1)</script>)',
	'[ein Link](vbscript:x)',
	'<a href="javascript:alert(1)">x</a>',
	'![Bild](https://boese.example/x.png)',
	'<svg/onload=alert(1)>',
	'`<script>`',
	'[x](//boese.example)',
	'<iframe src="https://boese.example"></iframe>',
	'[a](https://a.example"onmouseover="alert(1))',
	'<style>body{display:none}</style>'
])('%j runs nowhere and fetches nothing', (text) => {
	const html = renderMarkdown(text);
	expect(html).not.toMatch(/<(script|img|svg|iframe|style|object|form)/i);
	expect(html).not.toMatch(/<[^>]*\son\w+\s*=/i);
	expect(html).not.toMatch(/<a [^>]*href="(?!https?:|mailto:)/i);
});

test('a link with other words says where it leads', () => {
	expect(renderMarkdown('[deine-bank.de](https://boese.example/x)')).toContain('(boese.example)');
	expect(renderMarkdown('https://halle.de/seite')).not.toContain('(halle.de)');
});

test('links are marked as written by people, and tell nobody where one came from', () =>
	expect(renderMarkdown('https://halle.de')).toContain('rel="nofollow ugc noopener"'));

test('a thousand quotes within each other are done at once', () => {
	const html = renderMarkdown(`${'>'.repeat(10_000)} tief`);
	expect(html).toContain('tief');
	expect(html.length).toBeLessThan(1_000);
});

test('fifty thousand characters are done at once', () => {
	for (const piece of ['[', '*a ', '`', '- \n  ', '![', '<!--', '_ __'])
		expect(renderMarkdown(piece.repeat(50_000 / piece.length))).toBeTypeOf('string');
});

test('plain text has neither markup nor line breaks', () => {
	expect(plainText('**Hallo** <b>&</b>\n\n- eins\n- "zwei"')).toBe('Hallo <b>&</b> eins "zwei"');
});
