import { boxOf, type Point, type Ring } from './geo.ts';

export interface Spot {
	x: number;
	y: number;
}

/** Web Mercator, as the tiles are drawn: the whole world is 0 to 1 from west to east and from north to south. */
export function project({ latitude, longitude }: Point): Spot {
	const sine = Math.sin((latitude * Math.PI) / 180);
	return {
		x: longitude / 360 + 0.5,
		y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
	};
}

const short = (value: number) => Math.round(value * 10) / 10;

/** A district as a drawing. */
export interface Drawing {
	/** The outline as the `d` of an SVG path. */
	path: string;
	/** Where a place lies in the drawing; it may lie outside of it. */
	at: (place: Point) => Spot;
}

/** Fits an outline into `width` × `height`, as large as it goes with `margin` around it, north up. */
export function fit(outline: Ring, width: number, height: number, margin: number): Drawing {
	const box = boxOf(outline);
	const start = project({ latitude: box.north, longitude: box.west });
	const end = project({ latitude: box.south, longitude: box.east });
	const [across, down] = [end.x - start.x, end.y - start.y];
	const scale = Math.min((width - 2 * margin) / across, (height - 2 * margin) / down);
	const at = (place: Point): Spot => {
		const { x, y } = project(place);
		return {
			x: short((x - start.x - across / 2) * scale + width / 2),
			y: short((y - start.y - down / 2) * scale + height / 2)
		};
	};
	const corners = outline
		.slice(0, -1)
		.map(([longitude, latitude]) => at({ longitude, latitude }))
		.map(({ x, y }) => `${x} ${y}`);
	return { path: `M${corners.join('L')}Z`, at };
}

/** The box on the ground that a tile of the map covers. */
export function boxOfTile(zoom: number, x: number, y: number) {
	const tiles = 2 ** zoom;
	const latitude = (row: number) =>
		(Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / tiles))) * 180) / Math.PI;
	return {
		west: (x / tiles) * 360 - 180,
		east: ((x + 1) / tiles) * 360 - 180,
		north: latitude(y),
		south: latitude(y + 1)
	};
}
