import { describe, expect, test } from 'vitest';
import { differencesOf } from './differences.ts';

const joined = (before: string, after: string, ...kinds: string[]) =>
	differencesOf(before, after)
		.filter(({ kind }) => kinds.includes(kind))
		.map(({ text }) => text)
		.join('');

describe('the differences of two texts', () => {
	test('are its words, not its letters', () => {
		expect(differencesOf('Der Platz ist klein.', 'Der Platz ist groß.')).toEqual([
			{ kind: 'same', text: 'Der Platz ist ' },
			{ kind: 'removed', text: 'klein' },
			{ kind: 'added', text: 'groß' },
			{ kind: 'same', text: '.' }
		]);
	});

	test.for([
		['الحديقة صغيرة جدا', 'الحديقة كبيرة جدا'],
		['Trời mưa to quá', 'Trời nắng to quá'],
		['', 'Neu'],
		['Weg', ''],
		['eins\n\nzwei', 'eins\nzwei drei 🎉']
	])('give both texts back: %s', ([before = '', after = '']) => {
		expect(joined(before, after, 'same', 'removed')).toBe(before);
		expect(joined(before, after, 'same', 'added')).toBe(after);
	});

	test('leave out what stayed, far from any change', () => {
		const long = 'Das bleibt alles so. '.repeat(200);
		const [same, removed, added] = differencesOf(`${long}Ende`, `${long}Schluss`);
		expect(same?.text.length).toBeLessThan(200);
		expect(same?.text.startsWith('…')).toBe(true);
		expect(removed).toEqual({ kind: 'removed', text: 'Ende' });
		expect(added).toEqual({ kind: 'added', text: 'Schluss' });
	});

	test('of texts with nothing in common are one after the other', () => {
		const words = (of: string) => Array.from({ length: 3000 }, (_, n) => `${of}${n}`).join(' ');
		expect(differencesOf(words('a'), words('b')).map(({ kind }) => kind)).toEqual([
			'removed',
			'added'
		]);
	});
});
