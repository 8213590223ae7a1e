import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	CODE_ALPHABET,
	countFilters,
	filterQuery,
	newCode,
	readCode,
	readFilter,
	searchQuery,
	showCode
} from './model.ts';
import { withQuery } from '../../route.ts';

test('a filter survives the way through an address', () => {
	const filter = readFilter(
		new URLSearchParams('category=light&status=done&sphere=living&days=30&q=Bruchsee')
	);
	expect(countFilters(filter)).toBe(5);
	const address = withQuery('/', filterQuery(filter));
	expect(readFilter(new URL(address, 'http://x').searchParams)).toEqual(filter);
});

test('what is not one of ours is left out of a filter', () => {
	const filter = readFilter(
		new URLSearchParams("category=bomb&status=' or 1=1&days=31&days=x&sphere=image")
	);
	expect(filter).toEqual({
		categories: [],
		statuses: [],
		spheres: ['image'],
		days: null,
		text: ''
	});
});

test('every word of a search must occur, as typed, small or capitalised', () => {
	expect(searchQuery('lampe Weg')).toBe("('lampe':* | 'Lampe':*) & ('Weg':* | 'weg':*)");
	expect(searchQuery('  !? ')).toBeNull();
});

test('no search can break out of its query', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (text) => {
			const query = searchQuery(text);
			// Only letters with their marks and digits stand between the quotes that we write ourselves.
			expect(
				query === null || /^(\((?:'[\p{L}\p{M}\p{N}]+':\*(?: \| )?)+\)(?: & )?)+$/u.test(query)
			).toBe(true);
		})
	);
});

test('a new code is read back however it is typed', () => {
	for (let i = 0; i < 200; i++) {
		const code = newCode();
		expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
		const plain = code.replaceAll('-', '');
		expect(readCode(code)).toBe(plain);
		expect(readCode(` ${code.toLowerCase().replace('-', ' – ')} `)).toBe(plain);
		expect(showCode(plain)).toBe(code);
	}
});

test('what cannot be a code is none', () => {
	expect(readCode('')).toBeNull();
	expect(readCode('ABCD-EFGH-JKM')).toBeNull();
	expect(readCode('ABCD-EFGH-JKM0')).toBeNull();
	expect(readCode('ABCD-EFGH-JKMI')).toBeNull();
});

test('no two characters of the alphabet are easily taken for one another', () => {
	expect(CODE_ALPHABET).toHaveLength(32);
	for (const confusing of ['0', 'O', '1', 'I']) expect(CODE_ALPHABET).not.toContain(confusing);
});
