import { BRICK, INK, LEAF, PAPER, SKY, SUN, WATER } from './light.ts';
import { area, circle, ellipse, group, line, mix, pick, rect, shape, times } from './pen.ts';
import { bush, lamp, meadow, mosaic, pavement, tree, type Place } from './place.ts';
import { pram } from './streets.ts';

const sand = ({ light }: Place) =>
	ellipse(600, 810, 520, 96, light.dark ? '#4b4a44' : '#e6cf9d') +
	ellipse(600, 800, 500, 84, light.dark ? '#55534b' : '#efdcb0');

export function playgroundBroken(place: Place): string {
	const { roll } = place;
	const [frame, slide] = pick<readonly [string, string]>(roll, [
		[BRICK, SKY],
		[WATER, SUN],
		[LEAF, BRICK]
	] as const);
	const x = roll(330, 400);
	const missing = Math.floor(roll(1, 4));
	return (
		meadow(place) +
		tree(place, 110, place.horizon + 60, 1.2) +
		tree(place, 1110, place.horizon + 50) +
		sand(place) +
		area(mix(frame, INK, 0.2), [x + 20, 420], [x + 170, 330], [x + 320, 420]) +
		line(frame, 20, [x + 40, 420], [x + 40, 800]) +
		line(frame, 20, [x + 300, 420], [x + 300, 800]) +
		rect(x + 24, 590, 292, 24, frame, 6) +
		area(slide, [x + 300, 582], [x + 360, 582], [x + 590, 800], [x + 520, 812]) +
		line(mix(slide, INK, 0.3), 9, [x + 356, 582], [x + 592, 800]) +
		line(frame, 14, [x - 130, 808], [x + 26, 600]) +
		line(frame, 14, [x - 60, 812], [x + 66, 612]) +
		times(5, (index) =>
			index === missing
				? ''
				: line(
						PAPER,
						13,
						[x - 116 + index * 30, 788 - index * 40],
						[x - 48 + index * 27, 792 - index * 38]
					)
		) +
		line(PAPER, 13, [x - 60, 836], [x + 34, 852]) +
		times(12, (index) =>
			area(
				index % 2 ? BRICK : PAPER,
				[160 + index * 76, 700 + Math.sin(index / 2) * 8],
				[236 + index * 76, 700 + Math.sin((index + 1) / 2) * 8],
				[236 + index * 76, 722 + Math.sin((index + 1) / 2) * 8],
				[160 + index * 76, 722 + Math.sin(index / 2) * 8]
			)
		)
	);
}

export function swing(place: Place): string {
	const { roll } = place;
	const [frame, seat] = pick<readonly [string, string]>(roll, [
		[WATER, SUN],
		[BRICK, SKY],
		[SKY, BRICK],
		[LEAF, SUN]
	] as const);
	const sway = roll(-60, 60);
	const one = (x: number, by: number) =>
		line(INK, 5, [x - 38, 352], [x - 38 + by, 690 - Math.abs(by) / 4]) +
		line(INK, 5, [x + 38, 352], [x + 38 + by, 690 - Math.abs(by) / 4]) +
		rect(x - 54 + by, 684 - Math.abs(by) / 4, 108, 20, seat, 8);
	return (
		meadow(place) +
		tree(place, 120, place.horizon + 60, 1.3) +
		tree(place, 1100, place.horizon + 60, 1.1) +
		sand(place) +
		ellipse(470 + sway, 806, 70, 9, INK, 0.18) +
		ellipse(720, 806, 70, 9, INK, 0.18) +
		one(470, sway) +
		one(720, sway * -0.3) +
		line(frame, 22, [290, 350], [910, 350]) +
		line(frame, 20, [300, 350], [220, 810]) +
		line(frame, 20, [300, 350], [370, 790]) +
		line(frame, 20, [900, 350], [830, 790]) +
		line(frame, 20, [900, 350], [980, 810])
	);
}

export function brokenGlass(place: Place): string {
	const { light, roll } = place;
	const [cx, cy] = [roll(560, 640), roll(520, 570)];
	const frame = pick(roll, [WATER, INK, '#5b6b70'] as const);
	const shard = (x: number, y: number, s: number) =>
		area(
			mix(light.sky[1], SKY, 0.35),
			[x, y],
			[x + 30 * s, y - 14 * s],
			[x + 52 * s, y + 6 * s],
			[x + 20 * s, y + 20 * s]
		) + line(PAPER, 2, [x, y], [x + 30 * s, y - 14 * s]);
	return (
		meadow(place) +
		tree(place, 1120, place.horizon + 40) +
		pavement(place, 740) +
		`<g opacity="0.5">${rect(290, 350, 620, 380, mix(light.sky[1], SKY, 0.25))}</g>` +
		times(11, (index) => {
			const angle = (index / 11) * Math.PI * 2 + roll(0, 0.3);
			const reach = roll(120, 250);
			return line(
				PAPER,
				5,
				[cx + Math.cos(angle) * 54, cy + Math.sin(angle) * 46],
				[cx + Math.cos(angle) * reach, cy + Math.sin(angle) * reach * 0.62]
			);
		}) +
		area(
			light.wall,
			...Array.from({ length: 11 }, (_, index) => {
				const angle = (index / 11) * Math.PI * 2;
				const reach = index % 2 ? roll(44, 66) : roll(80, 112);
				return [cx + Math.cos(angle) * reach, cy + Math.sin(angle) * reach * 0.8] as const;
			})
		) +
		rect(240, 306, 720, 40, frame, 8) +
		rect(282, 340, 18, 460, frame) +
		rect(900, 340, 18, 460, frame) +
		rect(282, 716, 636, 14, frame) +
		rect(590, 340, 10, 60, frame) +
		rect(380, 690, 250, 18, '#a8763e', 6) +
		line(frame, 12, [410, 706], [410, 790]) +
		line(frame, 12, [600, 706], [600, 790]) +
		times(16, () => shard(roll(340, 900), roll(780, 880), roll(0.5, 1.3)))
	);
}

const steps = ({ light }: Place, x: number, y: number, w: number, count: number, deep: number) =>
	times(count, (index) => {
		const [top, spread] = [y + index * deep, index * 22];
		return (
			rect(x - spread, top, w + spread * 2, deep * 0.42, mix(light.path, PAPER, 0.25)) +
			rect(x - spread, top + deep * 0.42, w + spread * 2, deep * 0.6, mix(light.path, INK, 0.22))
		);
	});

const rail = (colour: string, from: readonly [number, number], to: readonly [number, number]) =>
	line(colour, 13, [from[0], from[1] - 120], [to[0], to[1] - 130]) +
	line(colour, 10, [from[0], from[1] - 120], from) +
	line(colour, 10, [to[0], to[1] - 130], to);

export function dirtStairs(place: Place): string {
	const { light, roll } = place;
	return (
		meadow(place) +
		tree(place, 90, place.horizon + 30) +
		tree(place, 1120, place.horizon + 50) +
		rect(0, place.horizon + 60, 1200, 400, mix(light.path, INK, 0.12)) +
		steps(place, 330, 480, 540, 6, 66) +
		rail(light.metal, [322, 500], [200, 880]) +
		rail(light.metal, [878, 500], [1000, 880]) +
		times(22, () => {
			const [x, y] = [roll(260, 940), 500 + Math.floor(roll(0, 6)) * 66 + roll(0, 14)];
			return shape(
				`M${x} ${y}q16 -20 36 -6q-12 20 -36 6z`,
				pick(roll, ['#a8763e', BRICK, '#8d8a4e', SUN] as const)
			);
		}) +
		group(
			`translate(${roll(400, 520)} 700) rotate(${roll(-30, 30)})`,
			rect(-16, -50, 32, 54, PAPER, 4),
			rect(-16, -36, 32, 14, BRICK)
		) +
		group(
			`translate(${roll(640, 780)} 836) rotate(78)`,
			rect(-12, -70, 24, 72, mix(LEAF, INK, 0.2), 6),
			rect(-6, -92, 12, 24, mix(LEAF, INK, 0.2), 3)
		) +
		ellipse(roll(480, 700), 772, 90, 12, INK, 0.2)
	);
}

export function stairsBarrier(place: Place): string {
	const { light, roll } = place;
	const door = pick(roll, [WATER, BRICK, LEAF, SKY] as const);
	return (
		meadow(place) +
		rect(130, 130, 780, 640, light.wall) +
		rect(110, 118, 820, 24, light.shade) +
		times(3, (row) =>
			times(
				2,
				(column) =>
					rect(170 + column * 570, 190 + row * 150, 120, 96, light.pane) +
					rect(228 + column * 570, 190 + row * 150, 5, 96, light.wall)
			)
		) +
		mosaic(place, 322, 160, 6, 2, 66) +
		rect(370, 322, 300, 20, light.shade) +
		rect(400, 342, 240, 254, door, 4) +
		rect(424, 366, 90, 150, light.lit, 3) +
		rect(526, 366, 90, 150, light.lit, 3) +
		circle(520, 540, 9, SUN) +
		pavement(place, 760) +
		steps(place, 370, 594, 300, 4, 56) +
		rail(light.metal, [366, 610], [290, 830]) +
		pram(roll(880, 940), 862, 1.25, pick(roll, [SKY, BRICK, SUN, LEAF] as const)) +
		tree(place, 1090, 720, 1.2)
	);
}

export function bench(place: Place): string {
	const { light, roll } = place;
	const wood = pick<string>(roll, ['#a8763e', '#8b5e3c', BRICK, WATER] as const);
	const broken = roll() < 0.7 ? 1 : -1;
	return (
		meadow(place) +
		tree(place, roll(180, 300), 700, 2) +
		tree(place, 1050, place.horizon + 40) +
		(roll() < 0.6 ? lamp(place, 950, 740, 0.9, light.dark ? 1 : 0) : bush(place, 1000, 660)) +
		pavement(place, 740) +
		ellipse(610, 838, 330, 18, INK, 0.22) +
		[370, 840]
			.map(
				(x) =>
					line(light.metal, 18, [x, 838], [x, 560]) +
					line(light.metal, 16, [x, 742], [x + (x < 600 ? 40 : -40), 838])
			)
			.join('') +
		times(3, (row) =>
			row === broken
				? area(wood, [330, 612], [560, 606], [530, 640], [330, 642])
				: rect(330, 560 + row * 48, 550, 32, wood, 6)
		) +
		times(2, (row) => rect(320, 724 + row * 30, 570, 24, mix(wood, INK, 0.15 + row * 0.12), 6)) +
		(broken > 0 ? group('translate(690 866) rotate(7)', rect(-120, -16, 250, 26, wood, 5)) : '')
	);
}
