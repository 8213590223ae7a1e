import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insideBox, type Position } from './geo.ts';
import { boxOfTile, fit, project } from './projection.ts';

const outline: Position[] = [
	[11.88, 51.46],
	[11.94, 51.47],
	[11.93, 51.5],
	[11.88, 51.46]
];
const place = fc.record({
	latitude: fc.double({ min: -85, max: 85, noNaN: true }),
	longitude: fc.double({ min: -180, max: 179.9, noNaN: true })
});

describe('project', () => {
	it('puts the middle of the world in the middle', () => {
		const { x, y } = project({ latitude: 0, longitude: 0 });
		expect(x).toBe(0.5);
		expect(y).toBeCloseTo(0.5, 12);
	});

	it('agrees with the numbering of tiles everywhere', () => {
		fc.assert(
			fc.property(place, fc.integer({ min: 0, max: 19 }), (at, zoom) => {
				const { x, y } = project(at);
				const box = boxOfTile(zoom, Math.floor(x * 2 ** zoom), Math.floor(y * 2 ** zoom));
				const loose = 1e-9;
				expect(
					insideBox(at, {
						west: box.west - loose,
						east: box.east + loose,
						south: box.south - loose,
						north: box.north + loose
					})
				).toBe(true);
			})
		);
	});
});

describe('fit', () => {
	it('keeps the outline within its margins and touches two of them', () => {
		const { path } = fit(outline, 320, 200, 16);
		const numbers = [...path.matchAll(/[\d.]+ [\d.]+/g)].map(([pair]) =>
			pair.split(' ').map(Number)
		);
		expect(numbers).toHaveLength(3);
		const [xs, ys] = [numbers.map(([x = 0]) => x), numbers.map(([, y = 0]) => y)];
		expect(Math.min(...xs)).toBeGreaterThanOrEqual(16);
		expect(Math.max(...xs)).toBeLessThanOrEqual(304);
		expect(Math.min(...ys)).toBe(16);
		expect(Math.max(...ys)).toBe(184);
	});

	it('puts a place where it is: further east is further right, further north is higher', () => {
		const { at } = fit(outline, 320, 200, 16);
		const middle = at({ latitude: 51.48, longitude: 11.91 });
		expect(at({ latitude: 51.48, longitude: 11.92 }).x).toBeGreaterThan(middle.x);
		expect(at({ latitude: 51.49, longitude: 11.91 }).y).toBeLessThan(middle.y);
	});
});
