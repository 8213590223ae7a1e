import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasWords, mask, unmask } from './mask.ts';

const NAMES = ['Nguyễn Thị Lan', 'Ali', 'Ökä.x'];

test.each([
	['anna.müller+1@example.org', 'a mail address'],
	['用户@例え.jp', 'a mail address in another script'],
	['an\u200bna@example.org', 'a mail address with a hidden sign'],
	['anna (at) example.org', 'a mail address spelt out'],
	['+49 345 / 123 456-78', 'a telephone number'],
	['(0345) 1234567', 'a telephone number with brackets'],
	['٠٣٤٥١٢٣٤٥٦٧', 'a telephone number in Arabic digits'],
	['DE89 3704 0044 0532 0130 00', 'an account number'],
	['de89370400440532013000', 'an account number without spaces'],
	['@[Bảo Trần]', 'somebody called'],
	['@jens_a', 'somebody called by one word'],
	['@Nguyễn Thị Lan', 'somebody called by three words'],
	['nguyễn thị lan', 'a name in another case'],
	['https://example.org/a?b=c', 'a link'],
	['`rm -rf`', 'code']
])('%s is not sent: %s', (secret) => {
	const text = `Bitte melden: ${secret}, danke`;
	const masked = mask(text, NAMES);
	expect(masked.text).toBe('Bitte melden: [[0]], danke');
	expect(masked.parts).toEqual([secret]);
	expect(unmask(masked.text, masked.parts)).toBe(text);
});

test('a link keeps its address and gives its words', () => {
	expect(mask('Siehe [den Plan](https://example.org/plan "Titel").')).toEqual({
		text: 'Siehe [den Plan[[0]].',
		parts: ['](https://example.org/plan "Titel")']
	});
});

test('a name within a word stays', () => {
	expect(mask('Italien und Alibi', NAMES).text).toBe('Italien und Alibi');
});

test('whatever is written comes back as it was', () => {
	const piece = fc.oneof(
		fc.string({ unit: 'grapheme', maxLength: 12 }),
		fc.emailAddress(),
		fc.webUrl(),
		fc.constantFrom(
			...NAMES,
			'[[0]]',
			'[[ 7 ]]',
			'[',
			']]',
			'@[',
			'](',
			' @ali ',
			'\n- ',
			'`',
			'0'
		),
		fc.stringMatching(/^\+?\d{2,4}[ /-]?\d{3,9}$/)
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
			const text = pieces.join('');
			const masked = mask(text, NAMES);
			expect(unmask(masked.text, masked.parts)).toBe(text);
		}),
		{ numRuns: 500 }
	);
});

test('no address, number or name is in what is sent', () => {
	const secret = fc.oneof(
		fc.stringMatching(/^[a-z]{2,8}\.[a-z]{2,8}@[a-z]{2,8}\.(org|de)$/),
		fc.stringMatching(/^\+49 [1-9]\d{2} [1-9]\d{5}$/),
		fc.stringMatching(/^DE[1-9]\d{19}$/),
		fc.constantFrom('@[Mai Phạm]', ...NAMES)
	);
	fc.assert(
		fc.property(fc.array(secret, { minLength: 1, maxLength: 6 }), (secrets) => {
			const { text } = mask(`Hallo, ${secrets.join(' und dann ')}!`, NAMES);
			for (const one of secrets) expect(text).not.toContain(one);
		})
	);
});

test('a placeholder lost, doubled or invented is refused', () => {
	const { text, parts } = mask('Von a@example.org an b@example.org');
	expect(text).toBe('Von [[0]] an [[1]]');
	expect(unmask('To [[1]] from [[0]]', parts)).toBe('To b@example.org from a@example.org');
	expect(unmask('Đến [ [ 1 ] ] từ [[ ٠ ]]', parts)).toBe('Đến b@example.org từ a@example.org');
	for (const broken of [
		'From [[0]]',
		'From [[0]] to [[0]]',
		'[[0]] [[1]] [[2]]',
		'[[0]] [[1]] [[1]]'
	])
		expect(unmask(broken, parts), broken).toBeNull();
});

test('a long text takes no long time', () => {
	for (const piece of ['a', 'a.', '@', '[', '1', '1 ', 'ab12', '(', '`', 'www.', '[[1']) {
		const text = piece.repeat(10_000);
		const { text: masked, parts } = mask(text, NAMES);
		expect(unmask(masked, parts)).toBe(text);
	}
});

test('there is nothing to send without words', () => {
	expect(hasWords(mask('+49 345 1234567 😀 12.50 €').text)).toBe(false);
	expect(hasWords(mask('Ruf an: +49 345 1234567').text)).toBe(true);
});
