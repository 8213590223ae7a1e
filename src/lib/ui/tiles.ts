/** The colours tiles come in: each is the token `--tile-<name>`. */
export const PIGMENTS = ['water', 'sun', 'brick', 'leaf', 'sky', 'paper'] as const;
export type Pigment = (typeof PIGMENTS)[number];

/** A square of `ground` with a quarter circle of `colour`; unturned, its round side looks up and to the end. */
export interface Tile {
	column: number;
	row: number;
	turn: 0 | 90 | 180 | 270;
	colour: Pigment;
	ground: Pigment;
}

const TURNS = [0, 90, 180, 270] as const;

/** Numbers from a name, the same each time (FNV-1a, then mulberry32). */
function dice(name: string): (sides: number) => number {
	let state = 2166136261;
	for (const letter of name) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16777619);
	return (sides) => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) % sides;
	};
}

/**
 * The arrangement of tiles that belongs to a name. A quarter of four tiles is thrown and mirrored to both sides into a
 * motif of sixteen, which repeats: order, as on a façade, not confetti. At most four pigments, one of them bright.
 */
export function mosaic(name: string, columns: number, rows: number): Tile[] {
	const roll = dice(name);
	const pick = <T>(from: readonly [T, ...T[]]): T => from[roll(from.length)] ?? from[0];
	const bright = pick(['sun', 'brick'] as const);
	const second = pick(['sky', 'leaf', 'brick', 'sun'] as const);
	const quarter = Array.from({ length: 4 }, () => {
		const colour = pick<Pigment>(['water', 'water', second, bright]);
		const ground = pick<Pigment>(colour === 'water' ? ['paper', bright] : ['paper', 'water']);
		return { turn: roll(4), colour, ground };
	});

	return Array.from({ length: columns * rows }, (_, index) => {
		const [column, row] = [index % columns, Math.floor(index / columns)];
		const [mirroredX, mirroredY] = [column % 4 > 1, row % 4 > 1];
		const x = mirroredX ? 3 - (column % 4) : column % 4;
		const y = mirroredY ? 3 - (row % 4) : row % 4;
		const { turn, colour, ground } = quarter[y * 2 + x] ?? quarter[0]!;
		// Mirroring left to right swaps 0 with 270 and 90 with 180, top to bottom 0 with 90 and 180 with 270.
		let turned = mirroredX ? 3 - turn : turn;
		if (mirroredY) turned ^= 1;
		return { column, row, turn: TURNS[turned] ?? 0, colour, ground };
	});
}

const QUARTERS: Record<Tile['turn'], (x: number, y: number) => string> = {
	0: (x, y) => `M${x} ${y + 1}v-1a1 1 0 0 1 1 1z`,
	90: (x, y) => `M${x} ${y}h1a1 1 0 0 1-1 1z`,
	180: (x, y) => `M${x + 1} ${y}v1a1 1 0 0 1-1-1z`,
	270: (x, y) => `M${x + 1} ${y + 1}h-1a1 1 0 0 1 1-1z`
};

/** The tiles as two paths for each pigment on a grid of 1 × 1: first all grounds, then all quarter circles. */
export function paths(tiles: readonly Tile[]): { fill: Pigment; d: string }[] {
	const layer = (of: (tile: Tile) => Pigment, shape: (tile: Tile) => string) =>
		PIGMENTS.map((fill) => ({
			fill,
			d: tiles
				.filter((tile) => of(tile) === fill)
				.map(shape)
				.join('')
		})).filter(({ d }) => d);
	return [
		...layer(
			(tile) => tile.ground,
			({ column, row }) => `M${column} ${row}h1v1h-1z`
		),
		...layer(
			(tile) => tile.colour,
			({ column, row, turn }) => QUARTERS[turn](column, row)
		)
	];
}
