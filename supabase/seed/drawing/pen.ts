/** Numbers between `from` and `to`, always the same for a seed (mulberry32). */
export type Dice = (from?: number, to?: number) => number;

export function dice(seed: number): Dice {
	let state = seed | 0;
	return (from = 0, to = 1) => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return from + (((t ^ (t >>> 14)) >>> 0) / 4294967296) * (to - from);
	};
}

export const pick = <T>(roll: Dice, from: readonly [T, ...T[]]): T =>
	from[Math.floor(roll(0, from.length))] ?? from[0];

export const times = (count: number, draw: (index: number) => string): string =>
	Array.from({ length: Math.max(0, Math.round(count)) }, (_, index) => draw(index)).join('');

const n = (value: number) => String(Math.round(value * 10) / 10);
type Point = readonly [number, number];

export const rect = (x: number, y: number, w: number, h: number, fill: string, round = 0) =>
	`<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}"${round ? ` rx="${n(round)}"` : ''}/>`;
export const circle = (x: number, y: number, r: number, fill: string, opacity = 1) =>
	ellipse(x, y, r, r, fill, opacity);
export const ellipse = (x: number, y: number, rx: number, ry: number, fill: string, opacity = 1) =>
	`<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}"${opacity < 1 ? ` opacity="${opacity}"` : ''}/>`;
export const area = (fill: string, ...points: Point[]) =>
	`<polygon fill="${fill}" points="${points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}"/>`;
export const line = (stroke: string, width: number, ...points: Point[]) =>
	`<polyline fill="none" stroke="${stroke}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round" points="${points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}"/>`;
export const curve = (d: string, stroke: string, width: number, opacity = 1) =>
	`<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round" opacity="${opacity}"/>`;
export const shape = (d: string, fill: string, opacity = 1) =>
	`<path d="${d}" fill="${fill}" opacity="${opacity}"/>`;
export const group = (transform: string, ...parts: string[]) =>
	`<g transform="${transform}">${parts.join('')}</g>`;

/** A quarter circle in a square, turned by a multiple of 90 degrees: the tile of the mosaics. */
export function quarter(x: number, y: number, side: number, turn: number, fill: string): string {
	const [left, top, right, bottom] = [n(x), n(y), n(x + side), n(y + side)];
	const s = n(side);
	const d = [
		`M${left} ${bottom}V${top}A${s} ${s} 0 0 1 ${right} ${bottom}Z`,
		`M${left} ${top}H${right}A${s} ${s} 0 0 1 ${left} ${bottom}Z`,
		`M${right} ${top}V${bottom}A${s} ${s} 0 0 1 ${left} ${top}Z`,
		`M${right} ${bottom}H${left}A${s} ${s} 0 0 1 ${right} ${top}Z`
	];
	return shape(d[turn % 4] ?? '', fill);
}

/** Two colours as `#rrggbb`, mixed; `share` is that of the second. */
export function mix(first: string, second: string, share: number): string {
	const channel = (colour: string, at: number) => parseInt(colour.slice(at, at + 2), 16);
	const mixed = [1, 3, 5].map((at) =>
		Math.round(channel(first, at) * (1 - share) + channel(second, at) * share)
	);
	return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
