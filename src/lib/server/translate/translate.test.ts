import { beforeEach, expect, test, vi } from 'vitest';
import { TranslationError, type Provider } from './providers.ts';
import { translateAll, type Memory } from './translate.ts';

const kept = new Map<string, string>();
let used = 0;
let limit = Infinity;
const memory: Memory = {
	known: async (hashes) => new Map([...kept].filter(([hash]) => hashes.includes(hash))),
	keep: async (texts) => texts.forEach((text, hash) => kept.set(hash, text)),
	count: async (characters) => {
		if (used + characters > limit) return false;
		used += characters;
		return true;
	}
};
beforeEach(() => {
	kept.clear();
	used = 0;
	limit = Infinity;
});

const languages = { source: 'de', target: 'vi' } as const;
/** Answers each text by `answer`, and notes what was sent. */
const machine = (answer: (text: string) => string) => {
	const translate = vi.fn<Provider['translate']>(async ({ texts }) => texts.map(answer));
	return { name: 'Test', speaks: () => true, translate } satisfies Provider;
};
const run = (provider: Provider, texts: Record<string, string>, names: string[] = []) =>
	translateAll(texts, languages, { provider, memory, names });

const marked = machine((text) => `Bản dịch: ${text.replace(/[\p{L} .,!?]+/gu, ' chữ ')}`);
beforeEach(() => void marked.translate.mockClear());

test('lines, lists, quotes, links and empty lines keep their place', async () => {
	const { body } = await run(marked, {
		body: '> Zitat\n\n1. Erstens [hier](https://example.org/a)\n- **Zweitens**\n\n   \n12.50'
	});
	expect(body?.split('\n').map((line) => line.replace(/chữ| /g, ''))).toEqual([
		'>Bảndịch:',
		'',
		'1.Bảndịch:[](https://example.org/a)',
		'-Bảndịch:****',
		'',
		'',
		'12.50'
	]);
});

test('addresses, numbers and names are not sent, and are there afterwards', async () => {
	const { title, body } = await run(
		marked,
		{ title: 'Frage an Mai', body: 'Mai Phạm: +49 345 1234567, mai@example.org' },
		['Mai Phạm', 'Mai']
	);
	expect(JSON.stringify(marked.translate.mock.calls)).not.toMatch(/Mai|345|example/);
	expect(title).toContain('Mai');
	for (const secret of ['Mai Phạm', '+49 345 1234567', 'mai@example.org'])
		expect(body).toContain(secret);
});

test('the same text is sent once, also where it stands twice', async () => {
	await run(marked, { title: 'Hallo', body: 'Hallo\nHallo\nTschüss' });
	expect(marked.translate.mock.calls.flatMap(([{ texts }]) => texts).toSorted()).toEqual([
		'Hallo',
		'Tschüss'
	]);
	expect(used).toBe('HalloTschüss'.length);
	await run(marked, { body: 'Tschüss\nHallo' });
	expect(marked.translate).toHaveBeenCalledOnce();
});

test('a long text goes in several pieces', async () => {
	const body = Array.from({ length: 120 }, (_, n) => `Zeile ${'x'.repeat(n)}`).join('\n');
	const made = await run(marked, { body });
	expect(made.body?.split('\n')).toHaveLength(120);
	expect(marked.translate.mock.calls.length).toBeGreaterThan(2);
	for (const [{ texts }] of marked.translate.mock.calls)
		expect(texts.length).toBeLessThanOrEqual(50);
});

test('text without words is not sent', async () => {
	expect(await run(marked, { body: '😀\n+49 345 1234567' })).toEqual({
		body: '😀\n+49 345 1234567'
	});
	expect(marked.translate).not.toHaveBeenCalled();
});

const german = 'Die Lampe am Spielplatz ist seit einer Woche kaputt.';
const refusedWith = async (provider: Provider, reason: string, body = german) => {
	const failure = await run(provider, { body }).catch((error: unknown) => error);
	expect(failure).toBeInstanceOf(TranslationError);
	expect((failure as TranslationError).reason).toBe(reason);
};

test('an answer in another language is refused and not kept', async () => {
	await refusedWith(
		machine(() => 'La lampe de l’aire de jeux est cassée depuis une semaine.'),
		'wrong_language'
	);
	expect(kept.size).toBe(0);
});

test('an answer that is the original is refused', () =>
	refusedWith(
		machine((text) => text),
		'wrong_language'
	));

test('a name that is the same in both languages is not', async () => {
	expect(
		await run(
			machine((text) => text),
			{ body: 'Bruchsee' }
		)
	).toEqual({ body: 'Bruchsee' });
});

test('a lost placeholder is refused, the rest is kept', async () => {
	const forgetful = machine((text) => (text.includes('[[') ? 'Xin chào các bạn' : 'Tạm biệt nhé'));
	await refusedWith(forgetful, 'broken', 'Mail an a@example.org\nTschüss');
	expect([...kept.values()]).toEqual(['Tạm biệt nhé']);
});

test('an empty answer is refused', () =>
	refusedWith(
		machine(() => ' \n '),
		'broken'
	));

test('nothing is sent beyond the limit', async () => {
	limit = german.length - 1;
	await refusedWith(marked, 'limit');
	expect(marked.translate).not.toHaveBeenCalled();
	expect(used).toBe(0);
});

test('what was not done is given back, what was is counted', async () => {
	for (const [reason, counts] of [
		['status:503', false],
		['unreachable', false],
		['timeout', true],
		['not_json', true]
	] as const) {
		used = 0;
		const broken = machine(() => {
			throw new TranslationError(reason);
		});
		await refusedWith(broken, reason);
		expect(used, reason).toBe(counts ? german.length : 0);
	}
});
