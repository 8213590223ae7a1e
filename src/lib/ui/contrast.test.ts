import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./styles/tokens.css', import.meta.url), 'utf8');
const roles = new Map(
	[...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
		([, role = '', light = '', dark = '']) => [role, { light, dark }] as const
	)
);

function luminance(hex: string): number {
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
		const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
		return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The contrast ratio of WCAG 2.2, from 1 to 21. */
function contrast(one: string, other: string): number {
	const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

const SPHERES = [...roles.keys()].filter((role) => role.startsWith('sphere-'));
const SURFACES = ['surface', 'surface-raised', 'surface-sunken'];
const SOFT = ['primary-soft', 'accent-soft', 'danger-soft', 'ok-soft', 'info-soft'];
const across = (fronts: string[], backs: string[]) =>
	fronts.flatMap((front) => backs.map((back) => [front, back] as const));

const TEXT = [
	...across(['text', 'primary', 'danger', 'muted'], SURFACES),
	...across(['text'], SOFT),
	['primary', 'primary-soft'],
	...['primary', 'accent', 'danger', 'ok', 'info'].map((role) => [`on-${role}`, role] as const),
	...SPHERES.map((sphere) => [`on-${sphere}`, sphere] as const),
	['surface', 'text']
] as const;

const CONTROLS = [
	...across(['control-line', 'focus', 'ok', 'info', 'accent-strong'], SURFACES),
	...['accent-strong', 'danger', 'ok', 'info'].map(
		(role) => [role, `${role.replace('-strong', '')}-soft`] as const
	),
	...across(SPHERES, SURFACES)
];

it('gives each of the eight spheres a colour of its own', () => {
	expect(SPHERES).toHaveLength(8);
	for (const mode of ['light', 'dark'] as const)
		expect(new Set(SPHERES.map((sphere) => roles.get(sphere)?.[mode])).size).toBe(8);
});

describe.each(['light', 'dark'] as const)('colours, %s', (mode) => {
	const colour = (role: string) => {
		const value = roles.get(role)?.[mode];
		if (!value) throw new Error(`tokens.css has no colour for --${role}`);
		return value;
	};

	it.each(TEXT)('reads --%s on --%s at 4.5 to 1', (front, back) => {
		expect(contrast(colour(front), colour(back))).toBeGreaterThanOrEqual(4.5);
	});

	it.each(CONTROLS)('sees --%s on --%s at 3 to 1', (front, back) => {
		expect(contrast(colour(front), colour(back))).toBeGreaterThanOrEqual(3);
	});
});
