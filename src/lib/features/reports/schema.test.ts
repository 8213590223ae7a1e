import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { reportSchema } from './schema.ts';

const form = {
	id: '0192f000-0000-7000-8000-00000000000a',
	code: 'ABCD-EFGH-JKMN',
	category: 'light',
	body: 'Die Lampe ist kaputt.',
	language: 'de',
	place: 'Am Bruchsee',
	latitude: '51.48',
	longitude: '11.92',
	email: ''
};
const problems = (change: Partial<Record<keyof typeof form, unknown>>) => {
	const result = v.safeParse(reportSchema, { ...form, ...change });
	return result.success
		? []
		: result.issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}`);
};

test('a complete form becomes a report with its sphere', () => {
	const report = v.parse(reportSchema, form);
	expect(report).toMatchObject({
		code: 'ABCDEFGHJKMN',
		sphere: 'public_space',
		latitude: 51.48,
		email: null
	});
});

describe('a place', () => {
	test('in words is enough, and so is a point', () => {
		expect(problems({ latitude: '', longitude: '' })).toEqual([]);
		expect(problems({ place: '' })).toEqual([]);
	});
	test('is needed one way or the other', () => {
		expect(problems({ place: ' ', latitude: '', longitude: '' })).toEqual(['place place_missing']);
	});
	test('half a point is no point', () => {
		expect(v.parse(reportSchema, { ...form, longitude: '' })).toMatchObject({
			latitude: null,
			longitude: null
		});
	});
	test('beyond the world is refused', () => {
		expect(problems({ latitude: '91' })).toEqual(['latitude place_invalid']);
		expect(problems({ longitude: '-181' })).toEqual(['longitude place_invalid']);
		expect(problems({ latitude: 'NaN' })).toEqual(['latitude place_invalid']);
		expect(problems({ latitude: 'Infinity' })).toEqual(['latitude place_invalid']);
	});
});

describe('texts', () => {
	test('an empty one and a huge one are refused', () => {
		expect(problems({ body: ' \n ' })).toEqual(['body body_missing']);
		expect(problems({ body: 'x'.repeat(1_000_000) })).toEqual(['body body_long']);
	});
});

test.each(['a', 'a@', '@b.de', 'a@b', 'a b@c.de', 'a@b.de, c@d.de', 'a@b.de\nBcc: x@y.de'])(
	'%j is no address',
	(email) => expect(problems({ email })).toEqual(['email email_invalid'])
);

test('a forged form is named as broken, not crashed on', () => {
	expect(problems({ id: "' or 1=1" })).toEqual(['id form_broken']);
	expect(problems({ code: '123' })).toEqual(['code form_broken']);
	expect(problems({ category: 'constructor' })).toEqual(['category category_missing']);
	expect(problems({ language: '__proto__' })).toEqual(['language form_broken']);
});
