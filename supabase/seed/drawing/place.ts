import { BRICK, LEAF, PAPER, SKY, SUN, WATER, type Light } from './light.ts';
import {
	area,
	circle,
	curve,
	ellipse,
	line,
	mix,
	pick,
	quarter,
	rect,
	times,
	type Dice
} from './pen.ts';

/** What a scene is drawn with: a dice, the light, and the height of the horizon. */
export interface Place {
	roll: Dice;
	light: Light;
	horizon: number;
}

const ACCENTS = [WATER, BRICK, LEAF, SKY, SUN] as const;
/** At night a pigment is seen through the dark. */
const dim = (light: Light, colour: string) => (light.dark ? mix(colour, '#1c303d', 0.55) : colour);

export function sky({ roll, light, horizon }: Place): string {
	const [x, y] = [roll(150, 1050), roll(90, horizon - 300)];
	const stars = light.dark
		? times(34, () => circle(roll(0, 1200), roll(0, horizon - 120), roll(1, 2.6), PAPER, 0.7))
		: times(roll(1, 4), () => {
				const [cx, cy, w] = [roll(0, 1100), roll(50, horizon - 260), roll(120, 260)];
				const fluff = `opacity="0.55" fill="${PAPER}"`;
				return `<rect ${fluff} x="${cx}" y="${cy}" width="${w}" height="34" rx="17"/><rect ${fluff} x="${cx + w * 0.3}" y="${cy - 22}" width="${w * 0.45}" height="40" rx="20"/>`;
			});
	return (
		`<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${light.sky[0]}"/><stop offset="1" stop-color="${light.sky[1]}"/></linearGradient></defs>` +
		rect(0, 0, 1200, horizon + 20, 'url(#sky)') +
		circle(x, y, light.dark ? 34 : 56, light.disc, 0.9) +
		stars
	);
}

/** A gable covered with tiles, as on the houses of the sixties and seventies. */
export function mosaic(
	{ roll, light }: Place,
	x: number,
	y: number,
	columns: number,
	rows: number,
	side: number
): string {
	const colours = [
		pick(roll, ACCENTS),
		pick(roll, [SUN, BRICK]),
		pick(roll, [WATER, SKY])
	] as const;
	const motif = Array.from(
		{ length: 4 },
		() => [Math.floor(roll(0, 4)), pick(roll, colours)] as const
	);
	return (
		rect(x, y, columns * side, rows * side, light.dark ? '#3b5260' : '#f4ecdd') +
		times(columns * rows, (index) => {
			const [column, row] = [index % columns, Math.floor(index / columns)];
			const [turn, colour] = motif[(row % 2) * 2 + (column % 2)] ?? [0, WATER];
			return quarter(x + column * side, y + row * side, side, turn, dim(light, colour));
		})
	);
}

/** A slab block with its foot at `foot`; each floor is 46 high. */
function slab(place: Place, x: number, foot: number, bays: number, floors: number): string {
	const { roll, light } = place;
	const [bay, floor] = [58, 46];
	const [w, h] = [bays * bay, floors * floor + 34];
	const top = foot - h;
	const accent = dim(light, pick(roll, ACCENTS));
	const balconies = Math.floor(roll(0, 3));
	const glow = light.dark ? 0.36 : 0.12;
	return (
		rect(x, top, w, h, light.wall) +
		rect(x, top - 8, w, 10, light.shade) +
		times(floors, (row) =>
			times(bays, (column) => {
				const [cx, cy] = [x + column * bay, top + 18 + row * floor];
				const pane = roll() < glow ? light.lit : light.pane;
				const hasBalcony = column % 3 === balconies;
				return (
					rect(cx + 12, cy + 4, 34, 24, pane) +
					rect(cx + 28, cy + 4, 2, 24, light.wall) +
					(hasBalcony ? rect(cx + 4, cy + 18, 50, 17, row % 2 ? light.shade : accent, 2) : '')
				);
			})
		) +
		times(floors, (row) => rect(x, top + 12 + row * floor, w, 2, light.joint)) +
		times(bays - 1, (column) => rect(x + (column + 1) * bay, top, 2, h, light.joint)) +
		rect(x, foot - 22, w, 22, light.shade)
	);
}

/** The houses behind everything: a far row, then one or two blocks, one of them with a mosaic on its gable. */
export function houses(place: Place): string {
	const { roll, light, horizon } = place;
	let far = '';
	for (let x = -40; x < 1200;) {
		const [w, h] = [roll(70, 190), roll(60, 210)];
		far += rect(x, horizon - h, w, h + 10, light.far);
		x += w + roll(-10, 60);
	}
	const floors = pick(roll, [5, 6, 7, 8] as const);
	const bays = pick(roll, [7, 8, 9, 10] as const);
	const x = roll(60, 420);
	const side = 46;
	const rows = floors + 1;
	const second = roll() < 0.6;
	return (
		far +
		(second
			? slab(
					place,
					x > 240 ? -180 : 1200 - roll(60, 240),
					horizon + 4,
					6,
					pick(roll, [4, 5, 10] as const)
				)
			: '') +
		slab(place, x, horizon + 6, bays, floors) +
		mosaic(place, x - side * 2, horizon + 6 - rows * side, 2, rows, side)
	);
}

export function tree({ roll, light }: Place, x: number, foot: number, size = 1): string {
	const h = 150 * size;
	const crown = roll() < 0.5 ? light.leaf : light.leaf2;
	const other = crown === light.leaf ? light.leaf2 : light.leaf;
	if (roll() < 0.22)
		return (
			rect(x - 5 * size, foot - h * 0.4, 10 * size, h * 0.4, light.trunk) +
			ellipse(x, foot - h * 0.95, 36 * size, h * 0.72, crown)
		);
	return (
		rect(x - 7 * size, foot - h * 0.7, 14 * size, h * 0.7, light.trunk) +
		circle(x - 38 * size, foot - h * 0.85, 48 * size, crown) +
		circle(x + 36 * size, foot - h * 0.8, 52 * size, other) +
		circle(x + roll(-12, 12) * size, foot - h * 1.15, 62 * size, crown)
	);
}

export const bush = ({ roll, light }: Place, x: number, foot: number, size = 1): string =>
	times(5, (index) =>
		circle(
			x + (index - 2) * 34 * size,
			foot - roll(18, 50) * size,
			roll(32, 52) * size,
			index % 2 ? light.leaf : light.leaf2
		)
	) + rect(x - 100 * size, foot - 22 * size, 200 * size, 24 * size, light.leaf, 12 * size);

/** A street lamp; `glow` 0 is dark, 1 is bright. */
export function lamp(
	{ light }: Place,
	x: number,
	foot: number,
	size: number,
	glow: number
): string {
	const top = foot - 430 * size;
	const head = x + 74 * size;
	return (
		(glow > 0
			? area(
					`rgba(242,193,90,${0.3 * glow})`,
					[head - 30 * size, top + 14 * size],
					[head + 30 * size, top + 14 * size],
					[head + 190 * size, foot + 30 * size],
					[head - 190 * size, foot + 30 * size]
				)
			: '') +
		(glow > 0 ? circle(head, top + 18 * size, 62 * size, '#f2c15a', 0.35 * glow) : '') +
		line(light.metal, 13 * size, [x, foot], [x, top + 30 * size]) +
		curve(
			`M${x} ${top + 32 * size}q2 ${-34 * size} ${66 * size} ${-30 * size}`,
			light.metal,
			10 * size
		) +
		rect(x - 13 * size, foot - 66 * size, 26 * size, 68 * size, light.metal, 4 * size) +
		rect(head - 36 * size, top - 4 * size, 76 * size, 18 * size, light.metal, 9 * size) +
		rect(
			head - 26 * size,
			top + 12 * size,
			54 * size,
			9 * size,
			glow > 0 ? '#fff1c4' : light.shade,
			4 * size
		)
	);
}

/** Meadow to the bottom, with a few darker strips. */
export const meadow = ({ roll, light, horizon }: Place): string =>
	rect(0, horizon, 1200, 900 - horizon, light.meadow) +
	times(4, () =>
		ellipse(roll(0, 1200), roll(horizon + 20, 880), roll(160, 420), roll(14, 40), light.grass, 0.7)
	);

/** A way of slabs that runs from the viewer to the horizon. */
export function way(
	{ light, horizon }: Place,
	near: [number, number],
	far: [number, number]
): string {
	const [nl, nr] = near;
	const [fl, fr] = far;
	const at = (t: number) =>
		[fl + (nl - fl) * t, fr + (nr - fr) * t, horizon + 4 + (900 - horizon) * t] as const;
	return (
		area(light.path, [fl, horizon + 4], [fr, horizon + 4], [nr, 900], [nl, 900]) +
		times(9, (index) => {
			const [l, r, y] = at(((index + 1) / 10) ** 1.9);
			return line(light.seam, 1 + index * 0.35, [l, y], [r, y]);
		}) +
		times(2, (index) => {
			const t = (index + 1) / 3;
			return line(light.seam, 2.5, [fl + (fr - fl) * t, horizon + 4], [nl + (nr - nl) * t, 900]);
		})
	);
}

/** A pavement along the bottom, as seen from across the street. */
export const pavement = ({ light }: Place, y: number): string =>
	rect(0, y, 1200, 900 - y, light.path) +
	times(4, (row) => {
		const top = y + (900 - y) * (row / 4) ** 1.25;
		return (
			line(light.seam, 2, [0, top], [1200, top]) +
			times(8, (column) => {
				const x = 600 + (column - 3.5 + (row % 2) / 2) * (150 + row * 30);
				const next = y + (900 - y) * ((row + 1) / 4) ** 1.25;
				return line(light.seam, 2, [x, top], [600 + (x - 600) * 1.12, next]);
			})
		);
	});
