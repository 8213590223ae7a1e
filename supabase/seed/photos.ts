import { LIGHTS, type LightName } from './drawing/light.ts';
import { dice, group, pick } from './drawing/pen.ts';
import { houses, sky, type Place } from './drawing/place.ts';
import * as furniture from './drawing/furniture.ts';
import * as streets from './drawing/streets.ts';
import * as yards from './drawing/yards.ts';

type Times = readonly [LightName, ...LightName[]];
const DAYTIME = ['morning', 'day', 'day', 'grey', 'evening'] as const;
const AFTER_DARK = ['night', 'night', 'evening'] as const;

/** What the photos of the demo show, and when it is seen. */
const SCENES = {
	lamp_dark: [streets.lampDark, AFTER_DARK],
	lamp_flicker: [streets.lampFlicker, AFTER_DARK],
	rubbish_pile: [yards.rubbishPile, DAYTIME],
	bulky_waste: [yards.bulkyWaste, DAYTIME],
	pothole: [streets.pothole, DAYTIME],
	broken_pavement: [streets.brokenPavement, DAYTIME],
	dangerous_crossing: [streets.dangerousCrossing, DAYTIME],
	overgrown_path: [yards.overgrownPath, DAYTIME],
	dead_tree: [yards.deadTree, DAYTIME],
	playground_broken: [furniture.playgroundBroken, DAYTIME],
	swing: [furniture.swing, DAYTIME],
	graffiti: [yards.graffiti, DAYTIME],
	broken_glass: [furniture.brokenGlass, DAYTIME],
	dirt_stairs: [furniture.dirtStairs, DAYTIME],
	noise_night: [streets.noiseNight, ['night']],
	stairs_barrier: [furniture.stairsBarrier, DAYTIME],
	kerb: [streets.kerb, DAYTIME],
	bench: [furniture.bench, [...DAYTIME, 'night']],
	container: [yards.container, DAYTIME]
} as const satisfies Record<string, readonly [(place: Place) => string, Times]>;

export type Scene = keyof typeof SCENES;
export const SCENE_NAMES = Object.keys(SCENES) as Scene[];
export const isScene = (value: string): value is Scene => Object.hasOwn(SCENES, value);

/** A flat picture of 1200 × 900 as SVG, the same for the same scene and seed. Throws for an unknown scene. */
export function drawScene(scene: string, seed: number): string {
	if (!isScene(scene)) throw new Error(`There is no scene "${scene}".`);
	const [draw, daytimes]: readonly [(place: Place) => string, Times] = SCENES[scene];
	const roll = dice(seed);
	const place = { roll, light: LIGHTS[pick(roll, daytimes)], horizon: roll(460, 520) };
	const mirrored = roll() < 0.5 ? 'translate(1200 0) scale(-1 1)' : 'translate(0 0)';
	const picture = group(mirrored, sky(place), houses(place), draw(place));
	// Nobody stands at quite the same spot: a little nearer, a little to the side.
	const width = roll(1040, 1200);
	const [left, top] = [roll(0, 1200 - width), (1200 - width) * roll(0.4, 0.75)];
	const view = [left, top, width, width * 0.75].map(Math.round).join(' ');
	return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900" viewBox="${view}">${picture}</svg>`;
}
