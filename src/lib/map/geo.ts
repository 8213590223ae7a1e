/** A point as GeoJSON has it: longitude, then latitude. */
export type Position = [longitude: number, latitude: number];
/** A closed ring: the last position is the first again. */
export type Ring = readonly Position[];

export interface Point {
	latitude: number;
	longitude: number;
}

export interface Box {
	west: number;
	south: number;
	east: number;
	north: number;
}

/** Whether two numbers are a place at all. Text from a form or an address ends as NaN, which is none. */
export const isOnEarth = (latitude: number, longitude: number): boolean =>
	Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;

/** The smallest box around a ring. */
export function boxOf(ring: Ring): Box {
	const longitudes = ring.map(([longitude]) => longitude);
	const latitudes = ring.map(([, latitude]) => latitude);
	return {
		west: Math.min(...longitudes),
		south: Math.min(...latitudes),
		east: Math.max(...longitudes),
		north: Math.max(...latitudes)
	};
}

/** The box with `degrees` more on each side. */
export const grow = ({ west, south, east, north }: Box, degrees: number): Box => ({
	west: west - degrees,
	south: south - degrees,
	east: east + degrees,
	north: north + degrees
});

export const insideBox = ({ latitude, longitude }: Point, box: Box): boolean =>
	longitude >= box.west && longitude <= box.east && latitude >= box.south && latitude <= box.north;

export const overlap = (a: Box, b: Box): boolean =>
	a.west <= b.east && a.east >= b.west && a.south <= b.north && a.north >= b.south;

/** Whether a point lies inside a ring, by counting the edges that a ray towards the east crosses. */
export function insideRing({ latitude, longitude }: Point, ring: Ring): boolean {
	let inside = false;
	let before = ring.at(-1);
	for (const corner of ring) {
		if (before) {
			const [x1, y1] = before;
			const [x2, y2] = corner;
			const crossing = ((x2 - x1) * (latitude - y1)) / (y2 - y1) + x1;
			if (y1 > latitude !== y2 > latitude && longitude < crossing) inside = !inside;
		}
		before = corner;
	}
	return inside;
}

/** Outlines are drawn roughly: a place this far beyond one still counts, as in the database's `check_place()`. */
const TOLERANCE = 0.01;

/** Whether a place may belong to the district with this outline. */
export const belongs = (place: Point, outline: Ring): boolean =>
	insideBox(place, grow(boxOf(outline), TOLERANCE));

/** The coarsest zoom a map goes out to, and the finest the tile server draws. */
export const ZOOMS = { min: 12, max: 19 } as const;

/** What a map can show around a district: its box and some 7 km. The tile proxy fetches nothing beyond. */
export const reachOf = (box: Box): Box => grow(box, 0.1);
