import { BRICK, INK, LEAF, PAPER, SKY, WATER } from './light.ts';
import {
	area,
	circle,
	curve,
	ellipse,
	group,
	line,
	mix,
	pick,
	quarter,
	rect,
	shape,
	times
} from './pen.ts';
import { bush, meadow, mosaic, pavement, tree, way, type Place } from './place.ts';

const bin = ({ light }: Place, x: number, foot: number, w: number, h: number, body: string) =>
	ellipse(x + w / 2, foot, w * 0.62, 12, INK, 0.22) +
	area(body, [x, foot - h], [x + w, foot - h], [x + w * 0.93, foot], [x + w * 0.07, foot]) +
	rect(x - 10, foot - h - 20, w + 20, 26, mix(body, INK, 0.25), 10) +
	rect(x + w * 0.2, foot - h * 0.62, w * 0.6, 16, light.metal, 8);

const bag = (x: number, foot: number, size: number, fill: string) =>
	group(
		`translate(${x} ${foot}) scale(${size})`,
		ellipse(0, 2, 84, 10, INK, 0.2),
		shape(
			'M-80 -10q-16-70 40-112l18-8-22-34q24 12 42 10q20 2 44-12l-20 38q76 34 62 114q-4 14-24 14h-116q-20 0-24-10z',
			fill
		),
		curve('M-34 -88q14 20 8 52M24 -92q-4 26 16 46', mix(fill, INK, 0.35), 6)
	);

const carton = (x: number, foot: number, w: number, h: number, tilt = 0) =>
	group(
		`translate(${x} ${foot}) rotate(${tilt})`,
		rect(0, -h, w, h, '#b98f63'),
		area('#cfa679', [0, -h], [w, -h], [w + 26, -h - 26], [20, -h - 22]),
		rect(w * 0.42, -h, w * 0.14, h, '#d9bd92')
	);

export function rubbishPile(place: Place): string {
	const { roll } = place;
	const x = roll(300, 460);
	const fills = [INK, SKY, '#e4ddd0', '#4a565b', LEAF] as const;
	return (
		meadow(place) +
		tree(place, 1090, place.horizon + 40, 1.1) +
		bush(place, 120, place.horizon + 90) +
		pavement(place, 690) +
		bin(place, x + 330, 770, 170, 210, WATER) +
		bin(place, x + 530, 770, 170, 210, BRICK) +
		times(3, (index) =>
			bag(x + 40 + index * 130, 770, roll(0.8, 1.05), pick<string>(roll, fills))
		) +
		carton(x + 180, 830, 130, 84, -4) +
		times(4, (index) =>
			bag(x - 60 + index * 175, 850 + roll(-8, 12), roll(0.85, 1.1), pick(roll, fills))
		)
	);
}

export function bulkyWaste(place: Place): string {
	const { light, roll } = place;
	const cloth = pick(roll, [BRICK, WATER, LEAF, '#a8763e', SKY]);
	const shade = mix(cloth, INK, 0.25);
	const x = roll(250, 380);
	return (
		meadow(place) +
		tree(place, 1110, place.horizon + 50, 1.2) +
		pavement(place, 680) +
		group(
			`translate(${x + 500} 770) rotate(-7)`,
			rect(0, -330, 210, 330, '#d9c9ae'),
			rect(14, -316, 86, 300, '#cbb894'),
			rect(110, -316, 86, 300, '#cbb894'),
			circle(92, -170, 7, INK),
			circle(118, -170, 7, INK)
		) +
		group(
			`translate(${x - 160} 772) rotate(9)`,
			rect(0, -290, 70, 290, PAPER, 18),
			times(5, (row) => line('#d3cabb', 5, [10, -250 + row * 50], [60, -250 + row * 50]))
		) +
		ellipse(x + 190, 842, 300, 16, INK, 0.22) +
		rect(x - 60, 640, 500, 140, shade, 30) +
		rect(x - 84, 690, 84, 146, cloth, 26) +
		rect(x + 384, 690, 84, 146, cloth, 26) +
		rect(x - 10, 732, 200, 66, cloth, 18) +
		rect(x + 194, 732, 200, 66, cloth, 18) +
		rect(x - 10, 790, 404, 44, shade, 6) +
		(roll() < 0.5
			? carton(x + 530, 846, 150, 96, 3)
			: group(`translate(${x + 580} 820)`, circle(0, 0, 56, INK), circle(0, 0, 28, light.road)))
	);
}

export function container(place: Place): string {
	const { roll } = place;
	const colours = [SKY, LEAF, BRICK, WATER] as const;
	const start = Math.floor(roll(0, 4));
	return (
		meadow(place) +
		tree(place, 80, place.horizon + 40) +
		bush(place, 1120, place.horizon + 110, 1.1) +
		pavement(place, 700) +
		times(3, (index) => {
			const [x, fill] = [190 + index * 270, colours[(start + index) % 4] ?? SKY];
			return (
				ellipse(x + 120, 792, 140, 14, INK, 0.22) +
				shape(`M${x} 790v-200a120 90 0 0 1 240 0v200z`, fill) +
				circle(x + 120, 610, 34, INK) +
				quarter(x + 84, 676, 72, (start + index) % 4, mix(fill, PAPER, 0.35))
			);
		}) +
		times(5, (index) =>
			carton(
				150 + index * roll(160, 176),
				850 + roll(-12, 16),
				roll(90, 140),
				roll(60, 104),
				roll(-9, 9)
			)
		)
	);
}

export const overgrownPath = (place: Place): string =>
	meadow(place) +
	tree(place, 150, place.horizon + 60, 1.3) +
	tree(place, 1080, place.horizon + 40, 1.1) +
	way(place, [330, 880], [560, 640]) +
	times(4, (index) =>
		bush(place, 440 - index * 105 + place.roll(-20, 20), 610 + index * 92, 0.9 + index * 0.32)
	) +
	times(4, (index) =>
		bush(place, 770 + index * 90 + place.roll(-20, 20), 600 + index * 92, 0.85 + index * 0.3)
	) +
	times(12, () => {
		const [x, y] = [place.roll(330, 900), place.roll(700, 890)];
		return curve(
			`M${x} ${y}q${place.roll(-20, 20)} -60 ${place.roll(-60, 60)} -96`,
			place.light.leaf2,
			8
		);
	});

export function deadTree(place: Place): string {
	const { light, roll } = place;
	const x = roll(480, 700);
	const bark = light.dark ? light.trunk : '#7d6a5b';
	const branch = (dx: number, dy: number, y: number, width: number) =>
		curve(`M${x} ${y}q${dx * 0.3} ${dy * 0.7} ${dx} ${dy}`, bark, width) +
		curve(
			`M${x + dx * 0.55} ${y + dy * 0.72}q${dx * 0.1} ${-40} ${dx * 0.05} ${-88}`,
			bark,
			width * 0.5
		) +
		curve(
			`M${x + dx * 0.75} ${y + dy * 0.88}q${dx * 0.2} ${4} ${dx * 0.42} ${26}`,
			bark,
			width * 0.45
		);
	return (
		meadow(place) +
		tree(place, 140, place.horizon + 40) +
		tree(place, 1080, place.horizon + 60, 1.2) +
		way(place, [640, 1190], [760, 820]) +
		ellipse(x, 812, 170, 20, INK, 0.18) +
		shape(`M${x - 58} 812q34 -60 30 -330l10 -230h34l6 230q0 270 40 330z`, bark) +
		branch(-210, -180, 470, 26) +
		branch(220, -150, 430, 24) +
		branch(-130, -170, 330, 18) +
		branch(140, -190, 320, 18) +
		branch(20, -140, 280, 16) +
		group(
			`translate(${x + 240} 850) rotate(-6)`,
			line(bark, 22, [-170, 0], [150, -6]),
			line(bark, 10, [-20, -4], [50, -56]),
			line(bark, 9, [70, -4], [130, 40])
		)
	);
}

export function graffiti(place: Place): string {
	const { light, roll } = place;
	const wall = light.dark ? '#40535d' : pick(roll, ['#d9cdbb', '#c9d3cf', '#e2d6c6']);
	const sprayed = (fill: string, x: number, y: number) =>
		curve(
			`M${x} ${y}c60 -190 130 -130 90 20s90 110 130 -40s140 -130 90 40s80 90 150 -60`,
			fill,
			26
		) + curve(`M${x + 20} ${y + 84}q220 ${roll(-30, 50)} 430 ${roll(-20, 20)}`, fill, 15);
	return (
		meadow(place) +
		rect(0, 250, 1200, 480, wall) +
		rect(0, 236, 1200, 22, mix(wall, INK, 0.2)) +
		times(7, (index) =>
			line(mix(wall, INK, 0.12), 4, [index * 200 - 20, 258], [index * 200 - 20, 730])
		) +
		mosaic(place, 90, 300, 12, 3, 85) +
		sprayed(pick(roll, [INK, '#7a2f57', '#2b2f6b']), roll(200, 330), roll(480, 540)) +
		sprayed(pick(roll, [BRICK, '#d26a8c', '#3fa39a']), roll(480, 590), roll(520, 580)) +
		pavement(place, 730) +
		bush(place, roll(60, 200), 760, 0.9)
	);
}
