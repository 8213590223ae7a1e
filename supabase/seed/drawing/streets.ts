import { BRICK, INK, PAPER, SKY, SUN } from './light.ts';
import { area, circle, curve, ellipse, group, line, mix, pick, rect, shape, times } from './pen.ts';
import { bush, lamp, meadow, pavement, tree, way, type Place } from './place.ts';

const trees = (place: Place, spots: number[], size = 1) =>
	spots.map((x) => tree(place, x, place.horizon + 24, size * place.roll(0.8, 1.15))).join('');

/** A road straight across the picture, from `top` to `bottom`. */
const road = ({ light }: Place, top: number, bottom: number) =>
	rect(0, top, 1200, bottom - top, light.road) +
	rect(0, top - 12, 1200, 12, light.seam) +
	rect(0, bottom, 1200, 14, light.path);

function car({ light, roll }: Place, x: number, foot: number, size = 1): string {
	const paint = light.dark ? mix(SKY, INK, 0.5) : pick(roll, [BRICK, SKY, '#d8d3c8', '#5b6b70']);
	return group(
		`translate(${x} ${foot}) scale(${size})`,
		ellipse(0, 4, 190, 14, INK, 0.25),
		shape(
			'M-180 -20v-44q0-22 26-26l46-8 50-48q10-10 26-10h96q16 0 26 12l40 52q52 6 52 40v32z',
			paint
		),
		shape('M-88 -100l38-36q6-6 14-6h40v42z', light.pane),
		shape('M18 -142h44q10 0 16 8l26 34H18z', light.pane),
		rect(160, -74, 22, 14, light.dark ? '#fff1c4' : SUN, 5),
		rect(-180, -70, 14, 16, BRICK, 4),
		...[-104, 104].map(
			(at) =>
				circle(at, -16, 38, INK) +
				circle(at, -16, 17, light.metal) +
				circle(at, -16, 7, light.shade)
		)
	);
}

/** Somebody seen from afar: a round head and a coat. */
const walker = (x: number, foot: number, size: number, coat: string, skin = '#8a6a55') =>
	group(
		`translate(${x} ${foot}) scale(${size})`,
		ellipse(0, 2, 34, 7, INK, 0.22),
		rect(-18, -70, 14, 70, INK, 6) + rect(5, -70, 14, 70, INK, 6),
		shape('M-28 -62q-4-92 28-96q32 4 28 96z', coat),
		circle(0, -180, 22, skin)
	);

export function lampDark(place: Place): string {
	const { roll, horizon } = place;
	return (
		meadow(place) +
		trees(place, [90, 330, 1010, 1150], 1.1) +
		way(place, [220, 1010], [640, 690]) +
		bush(place, 1080, 640, 1.2) +
		lamp(place, 720, horizon + 40, 0.32, 0) +
		lamp(place, 800, horizon + 130, 0.62, roll() < 0.4 ? 0.5 : 0) +
		lamp(place, 250, 850, 1.5, 0)
	);
}

export const lampFlicker = (place: Place): string =>
	meadow(place) +
	trees(place, [120, 480, 1090]) +
	pavement(place, 760) +
	lamp(place, 470, 800, 1.45, 0.55) +
	times(9, (index) => {
		const angle = Math.PI * (index / 8);
		const [cx, cy, from, to] = [577, 200, 110, index % 2 ? 142 : 168];
		return line(
			SUN,
			9,
			[cx + Math.cos(angle) * from, cy + Math.sin(angle) * from],
			[cx + Math.cos(angle) * to, cy + Math.sin(angle) * to]
		);
	}) +
	bush(place, 930, 790, 1.2);

export function pothole(place: Place): string {
	const { light, roll } = place;
	const [x, y, w] = [roll(470, 720), roll(720, 760), roll(210, 290)];
	const hole = (grow: number, fill: string) =>
		shape(
			`M${x - w * grow} ${y}q${w * 0.16} ${-76 * grow} ${w * 0.62 * grow} ${-66 * grow}q${w * 0.34} ${-26 * grow} ${w * 0.72 * grow} ${6 * grow}q${w * 0.62 * grow} ${8 * grow} ${w * 0.66 * grow} ${62 * grow}q${-w * 0.1} ${74 * grow} ${-w * 0.78 * grow} ${72 * grow}q${-w * 0.9 * grow} ${20 * grow} ${-w * 1.22 * grow} ${-74 * grow}z`,
			fill
		);
	const crack = (dx: number, dy: number) =>
		line(
			mix(light.road, INK, 0.4),
			6,
			[x + dx * w * 0.75, y + dy * 46],
			[x + dx * w * 1.15, y + dy * 92],
			[x + dx * w * 1.3, y + dy * 84],
			[x + dx * w * 1.6, y + dy * 130]
		);
	return (
		meadow(place) +
		trees(place, [120, 1060]) +
		road(place, place.horizon + 70, 900) +
		times(4, (index) =>
			area(
				light.mark,
				[60 + index * 330, place.horizon + 112],
				[210 + index * 330, place.horizon + 112],
				[205 + index * 332, place.horizon + 124],
				[50 + index * 330, place.horizon + 124]
			)
		) +
		crack(-1, 0.6) +
		crack(1, 0.7) +
		crack(0.9, -0.7) +
		hole(1.06, mix(light.road, PAPER, 0.18)) +
		hole(1, mix(light.road, INK, 0.55)) +
		ellipse(x + 10, y + 16, w * 0.62, 40, light.sky[0], 0.75) +
		ellipse(x - 40, y + 8, w * 0.24, 12, PAPER, 0.4) +
		times(7, () =>
			circle(x + roll(-1.3, 1.4) * w, y + roll(70, 120), roll(6, 13), mix(light.road, PAPER, 0.25))
		)
	);
}

export function brokenPavement(place: Place): string {
	const { light, roll } = place;
	const x = roll(420, 660);
	const stone = (dx: number, dy: number, tilt: number) =>
		group(
			`translate(${x + dx} ${dy}) rotate(${tilt})`,
			area(mix(light.seam, INK, 0.45), [-110, 42], [112, 36], [112, 66], [-110, 70]),
			area(mix(light.path, PAPER, 0.25), [-96, -40], [98, -44], [114, 38], [-112, 44])
		);
	return (
		meadow(place) +
		trees(place, [200, 900, 1120]) +
		pavement(place, 600) +
		shape(
			`M${x - 220} 742q40-70 240-72q220 2 250 70q-30 92-250 90q-220 0-240-88z`,
			mix(light.seam, INK, 0.5)
		) +
		stone(-120, 730, -13) +
		stone(130, 716, 9) +
		stone(20, 796, 5) +
		times(8, () =>
			circle(x + roll(-260, 280), roll(700, 850), roll(5, 12), mix(light.seam, INK, 0.2))
		) +
		times(3, (index) =>
			curve(`M${x - 30 + index * 22} 700q${roll(-20, 20)} -40 ${roll(-30, 30)} -62`, light.leaf, 7)
		)
	);
}

export function dangerousCrossing(place: Place): string {
	const { light, roll, horizon } = place;
	const [top, bottom] = [horizon + 96, 800];
	const x = roll(300, 400);
	const coat = pick(roll, [BRICK, SUN, SKY]);
	return (
		meadow(place) +
		trees(place, [70, 1130]) +
		road(place, top, bottom) +
		times(6, (index) => {
			const from = x + index * 92;
			const wear = roll(0.25, 0.75);
			return area(
				mix(light.road, light.mark, wear),
				[from, top + 10],
				[from + 50, top + 10],
				[from + 26 + index * 7, bottom - 8],
				[from - 44 + index * 7, bottom - 8]
			);
		}) +
		car(place, x + 610, top + 150, 0.95) +
		walker(x - 100, bottom + 62, 1.25, coat) +
		walker(x - 40, bottom + 70, 0.78, light.dark ? SKY : SUN, '#b98d6b')
	);
}

export const noiseNight = (place: Place): string =>
	meadow(place) +
	trees(place, [80, 1110]) +
	road(place, place.horizon + 120, 860) +
	area('rgba(255,241,196,.28)', [800, 700], [1200, 600], [1200, 830], [800, 735]) +
	car(place, 620, 800, 1.15) +
	times(4, (index) => {
		const r = 60 + index * 54;
		return curve(
			`M${380 - r * 0.7} ${700 - r * 0.7}A${r} ${r} 0 0 0 ${380 - r * 0.7} ${700 + r * 0.7}`,
			SUN,
			12,
			0.95 - index * 0.2
		);
	});

export function kerb(place: Place): string {
	const { light, roll, horizon } = place;
	const y = roll(690, 720);
	return (
		meadow(place) +
		trees(place, [160, 980]) +
		rect(0, horizon + 90, 1200, y - horizon - 90, light.path) +
		times(9, (index) =>
			line(light.seam, 3, [index * 150 - 20, horizon + 90], [(index * 150 - 620) * 1.2 + 600, y])
		) +
		rect(0, y, 1200, 66, mix(light.path, PAPER, 0.35)) +
		rect(0, y + 58, 1200, 16, mix(light.road, INK, 0.35)) +
		times(5, (index) => line(light.seam, 4, [90 + index * 260, y], [90 + index * 260, y + 64])) +
		rect(0, y + 72, 1200, 900 - y - 72, light.road) +
		pram(roll(560, 660), 872, 1.35, pick(roll, [BRICK, SKY, SUN] as const))
	);
}

/** A pram, its wheels at `foot`. */
export const pram = (x: number, foot: number, size: number, cloth: string) =>
	group(
		`translate(${x} ${foot}) scale(${size})`,
		ellipse(0, 4, 130, 10, INK, 0.25),
		line(INK, 9, [-62, -34], [40, -104]) + line(INK, 9, [62, -34], [-40, -104]),
		line(INK, 9, [88, -118], [150, -208], [182, -210]),
		shape('M-110 -196h220q0 96-96 96h-28q-96 0-96-96z', cloth),
		shape('M-110 -196a110 110 0 0 1 110 -104v104z', mix(cloth, INK, 0.28)),
		...[-66, 66].map(
			(at) => circle(at, -32, 34, INK) + circle(at, -32, 22, '#8d979a') + circle(at, -32, 7, INK)
		)
	);
