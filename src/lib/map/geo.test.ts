import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	belongs,
	boxOf,
	grow,
	insideBox,
	insideRing,
	isOnEarth,
	overlap,
	type Position
} from './geo.ts';

const square: Position[] = [
	[11, 51],
	[12, 51],
	[12, 52],
	[11, 52],
	[11, 51]
];
/** A square with a bay cut into its north side. */
const bay: Position[] = [
	[0, 0],
	[4, 0],
	[4, 4],
	[3, 4],
	[3, 1],
	[1, 1],
	[1, 4],
	[0, 4],
	[0, 0]
];
const whole = (limit: number) => fc.integer({ min: -limit, max: limit });
/** Never on an edge between corners of whole degrees, where inside and outside are a matter of rounding. */
const point = fc.record({
	latitude: whole(88).map((degrees) => degrees + Math.SQRT1_2),
	longitude: whole(178).map((degrees) => degrees + Math.LN2)
});
const ring = fc
	.array(fc.tuple(whole(179), whole(89)), { minLength: 3, maxLength: 12 })
	.map((corners): Position[] => [...corners, corners[0] as Position]);

describe('isOnEarth', () => {
	it('takes the poles and the date line, and nothing beyond', () => {
		expect(isOnEarth(90, -180)).toBe(true);
		expect(isOnEarth(90.01, 0)).toBe(false);
		expect(isOnEarth(0, 180.01)).toBe(false);
	});

	it('refuses what is no number', () => {
		expect(isOnEarth(NaN, 0)).toBe(false);
		expect(isOnEarth(0, Infinity)).toBe(false);
	});
});

describe('insideRing', () => {
	it('tells the inside from the outside', () => {
		expect(insideRing({ longitude: 11.5, latitude: 51.5 }, square)).toBe(true);
		expect(insideRing({ longitude: 12.5, latitude: 51.5 }, square)).toBe(false);
		expect(insideRing({ longitude: 10.5, latitude: 51.5 }, square)).toBe(false);
		expect(insideRing({ longitude: 11.5, latitude: 52.5 }, square)).toBe(false);
	});

	it('leaves out a bay', () => {
		expect(insideRing({ longitude: 2, latitude: 3 }, bay)).toBe(false);
		expect(insideRing({ longitude: 0.5, latitude: 3 }, bay)).toBe(true);
		expect(insideRing({ longitude: 2, latitude: 0.5 }, bay)).toBe(true);
	});

	it('finds nothing inside of nothing', () => {
		expect(insideRing({ longitude: 0, latitude: 0 }, [])).toBe(false);
	});

	it('never finds a point inside that is outside of the box', () => {
		fc.assert(
			fc.property(ring, point, (corners, place) => {
				if (insideRing(place, corners)) expect(insideBox(place, boxOf(corners))).toBe(true);
			})
		);
	});

	it('does not care where the ring begins or which way it runs', () => {
		fc.assert(
			fc.property(ring, point, fc.nat(), (corners, place, turn) => {
				const open = corners.slice(0, -1);
				const at = turn % open.length;
				const turned = [...open.slice(at), ...open.slice(0, at + 1)];
				const inside = insideRing(place, corners);
				expect(insideRing(place, turned)).toBe(inside);
				expect(insideRing(place, turned.reverse())).toBe(inside);
				expect(insideRing(place, open)).toBe(inside);
			})
		);
	});
});

describe('boxes', () => {
	it('holds every corner of its ring', () => {
		fc.assert(
			fc.property(ring, (corners) => {
				const box = boxOf(corners);
				for (const [longitude, latitude] of corners)
					expect(insideBox({ longitude, latitude }, box)).toBe(true);
			})
		);
	});

	it('overlaps itself, its neighbour, and what it holds, but not what is apart', () => {
		const box = boxOf(square);
		expect(overlap(box, box)).toBe(true);
		expect(overlap(box, grow(box, 1))).toBe(true);
		expect(overlap(box, { ...box, west: 12, east: 13 })).toBe(true);
		expect(overlap(box, { ...box, west: 12.1, east: 13 })).toBe(false);
		expect(overlap(box, { ...box, south: 53, north: 54 })).toBe(false);
	});
});

describe('belongs', () => {
	it('forgives a little, as the outline is rough', () => {
		expect(belongs({ longitude: 12.009, latitude: 51.5 }, square)).toBe(true);
		expect(belongs({ longitude: 12.011, latitude: 51.5 }, square)).toBe(false);
	});
});
