import { describe, expect, test } from 'vitest';
import { excerptOf, markWords, readSearch, searchAddress, showHit, type Hit } from './model.ts';

const marked = (text: string, found: string[]) =>
	markWords(text, found)
		.map(({ text: part, hit }) => (hit ? `[${part}]` : part))
		.join('');

describe('the address of a search', () => {
	test('is read back as it was written', () => {
		const search = { words: 'Spielplatz am See', kind: 'reply', near: true, before: 17 } as const;
		const query = Object.entries(searchAddress(search)).flatMap(([key, value]) =>
			value === undefined ? [] : [[key, value] as [string, string]]
		);
		expect(readSearch(new URLSearchParams(query))).toEqual(search);
	});

	test('with nonsense in it is a search for all', () => {
		const nonsense = new URLSearchParams({
			q: ` \u202eabc `,
			kind: 'dragon',
			before: '-1',
			near: 'x'
		});
		expect(readSearch(nonsense)).toEqual({ words: 'abc', kind: null, near: false, before: null });
		expect(readSearch(new URLSearchParams({ q: 'x'.repeat(50_000) })).words).toHaveLength(200);
	});
});

describe('words that fit', () => {
	test.for([
		['Die „Spielplätze“!', ['spielplätze'], 'Die „[Spielplätze]“!'],
		['في الملعبُ معطل', ['الملعب'], 'في [الملعبُ] معطل'],
		['چراغ‌های خیابان', ['چراغهای'], '[چراغ‌های] خیابان'],
		['İstanbul', ['istanbul'], '[İstanbul]'],
		['ЯМА, яма', ['яма'], '[ЯМА], [яма]'],
		['nothing', [], 'nothing'],
		['', ['x'], ''],
		['<mark>x</mark>', ['x'], '<mark>[x]</mark>']
	] as const)('are marked in %s', ([text, found, expected]) => {
		expect(marked(text, [...found])).toBe(expected);
	});
});

describe('an excerpt', () => {
	const long = `${'Wort '.repeat(100)}Eisvogel ${'Ende '.repeat(100)}`;

	test('shows the first word that fits with what stands around it', () => {
		const parts = excerptOf(long, ['eisvogel']);
		const text = parts.map((part) => part.text).join('');
		expect(text.length).toBeLessThan(240);
		expect(text).toMatch(/^… Wort .*Eisvogel Ende .* …$/);
		expect(parts.filter(({ hit }) => hit)).toEqual([{ text: 'Eisvogel', hit: true }]);
	});

	test('is the beginning where nothing fits, and whole where there is room', () => {
		expect(excerptOf(long, [])[0]?.text).toMatch(/^Wort .* …$/);
		expect(excerptOf('Kurz', [])).toEqual([{ text: 'Kurz', hit: false }]);
		expect(excerptOf('a'.repeat(5000), []).map((part) => part.text)).toEqual([
			`${'a'.repeat(220)} …`
		]);
	});
});

test('a hit is shown without its markup', () => {
	const hit = { title: null, body: '**Eis**', found: ['eis'] } as unknown as Hit;
	expect(showHit(hit, (text) => text.replaceAll('*', ''))).toEqual({
		...{ found: ['eis'], title: null },
		excerpt: [{ text: 'Eis', hit: true }]
	});
});
