import { describe, expect, it } from 'vitest';
import { mosaic, paths } from './tiles.ts';

const look = (name: string) => JSON.stringify(paths(mosaic(name, 8, 4)));

describe('mosaic', () => {
	it('is the same for the same name', () => {
		expect(look('halle-neustadt')).toBe(look('halle-neustadt'));
	});

	it('is each name’s own', () => {
		const names = ['halle-neustadt', 'neustaedter-feld', 'silberhöhe', 'olvenstedt', 'viertel'];
		expect(new Set(names.map(look)).size).toBe(names.length);
	});

	it('fills every place once', () => {
		const places = mosaic('halle-neustadt', 6, 3).map(({ column, row }) => `${column}/${row}`);
		expect(new Set(places).size).toBe(18);
	});

	it('is mirrored about the middle of its motif', () => {
		const tiles = mosaic('halle-neustadt', 4, 1);
		const mirror = { 0: 270, 270: 0, 90: 180, 180: 90 } as const;
		expect(tiles[3]?.turn).toBe(mirror[tiles[0]?.turn ?? 0]);
		expect(tiles[2]?.turn).toBe(mirror[tiles[1]?.turn ?? 0]);
	});

	it('stays calm: at most four pigments, and never a tile of one colour', () => {
		for (let n = 0; n < 200; n++) {
			const tiles = mosaic(`district ${n}`, 4, 4);
			const pigments = new Set(tiles.flatMap(({ colour, ground }) => [colour, ground]));
			expect(pigments.size).toBeLessThanOrEqual(4);
			expect(tiles.every(({ colour, ground }) => colour !== ground)).toBe(true);
		}
	});

	it('has nothing to draw for no tiles', () => {
		expect(paths(mosaic('viertel', 0, 0))).toEqual([]);
	});
});
