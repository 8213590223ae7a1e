import { describe, expect, it } from 'vitest';
import { isNewEnough } from './node.js';
import { matches } from './packages.js';

describe('isNewEnough', () => {
	it.each([
		['20.20.2', false],
		['22.17.1', false],
		['22.18.0', true],
		['23.0.0', true],
		['24.21.0', true]
	])('says of Node %s: %s', (version, expected) => {
		expect(isNewEnough(version)).toBe(expected);
	});
});

describe('matches', () => {
	const locked = {
		'': { version: '1.0.0' },
		'node_modules/a': { version: '1.0.0' },
		'node_modules/other-system': { version: '1.0.0', optional: true }
	};

	it('is content with the locked versions, whatever else is there', () => {
		const installed = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': {} };
		expect(matches(locked, installed)).toBe(true);
	});

	it('sees a missing package and another version', () => {
		expect(matches(locked, {})).toBe(false);
		expect(matches(locked, { 'node_modules/a': { version: '1.0.1' } })).toBe(false);
	});

	it('sees another version of an optional package that is there', () => {
		const installed = {
			'node_modules/a': { version: '1.0.0' },
			'node_modules/other-system': { version: '0.9.0' }
		};
		expect(matches(locked, installed)).toBe(false);
	});
});
