import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
	codeSchema,
	mailSchema,
	passwordSchema,
	problemsOf,
	profileSchema,
	signInSchema,
	welcomeSchema
} from './schema.ts';

const problems = (schema: v.GenericSchema, input: unknown) =>
	problemsOf(v.safeParse(schema, input).issues ?? []);

describe('a mail address', () => {
	test('is taken as one typed or pasted it', () => {
		for (const typed of [' Mara@Example.org ', '\u200fmara@example.org\u200f', 'mara@ example.org'])
			expect(v.parse(mailSchema, { email: typed })).toEqual({ email: 'mara@example.org' });
	});

	test.for([
		'',
		'mara',
		'mara@example',
		'@example.org',
		'a@b@c.de',
		'a@x.org,b@x.org',
		'x <a@x.org>'
	])('is not %j', (email) => {
		expect(problems(mailSchema, { email })).toEqual({ email: 'email_invalid' });
	});

	test('is no file and not endless', () => {
		expect(problems(mailSchema, { email: new File([], 'x') })).toEqual({ email: 'form_broken' });
		expect(problems(mailSchema, { email: `${'x'.repeat(250)}@example.org` })).toEqual({
			email: 'email_invalid'
		});
		expect(problems(mailSchema, {})).toEqual({ email: 'email_invalid' });
	});
});

describe('a code', () => {
	const code = (typed: string) => v.parse(codeSchema, { email: 'a@x.org', code: typed }).code;

	test('may be pasted with what stands around it', () => {
		for (const typed of ['012345', ' 012 345 ', '012-345', 'Ihr Code: 012345', '\u200f012345'])
			expect(code(typed)).toBe('012345');
	});

	test('may be typed in Arabic or Persian digits', () => {
		expect(code('٠١٢٣٤٥')).toBe('012345');
		expect(code('۰۱۲۳۴۵')).toBe('012345');
	});

	test('has six digits', () => {
		for (const typed of ['', '12345', '1234567', 'abcdef'])
			expect(problems(codeSchema, { email: 'a@x.org', code: typed })).toEqual({
				code: 'code_short'
			});
	});
});

describe('a name', () => {
	const name = (display_name: string) =>
		v.parse(profileSchema, { display_name, language: 'fa' }).display_name;

	test('is cleaned of what disguises, and keeps what its script needs', () => {
		expect(name('  Mara \n Müller ')).toBe('Mara Müller');
		expect(name('Mara\u202eadmin')).toBe('Mara admin');
		expect(name('می\u200cخواهم')).toBe('می\u200cخواهم');
	});

	test('is counted in characters as the database does', () => {
		expect(name('😀a'.repeat(30))).toHaveLength(90);
		expect(problems(profileSchema, { display_name: 'x'.repeat(61), language: 'de' })).toEqual({
			display_name: 'name_long'
		});
	});

	test('has something to read in it, or at first may be left out', () => {
		for (const nothing of ['', '   ', '\u200b', '…', '\u0000'])
			expect(problems(profileSchema, { display_name: nothing, language: 'de' })).toEqual({
				display_name: 'name_missing'
			});
		expect(v.parse(welcomeSchema, { display_name: ' ', language: 'de' }).display_name).toBe('');
	});
});

test('settings know the languages of the interface', () => {
	const settings = { display_name: 'Mara', language: 'de-x-leicht' };
	expect(v.parse(profileSchema, settings)).toEqual(settings);
	expect(problems(profileSchema, { ...settings, language: 'xx' })).toEqual({
		language: 'language_missing'
	});
});

describe('a password', () => {
	const password = (typed: string) => problems(passwordSchema, { password: typed }).password;

	test('has at least ten characters and no more than its hash looks at', () => {
		expect(password('ninechars')).toBe('password_short');
		expect(password('ten chars!')).toBeUndefined();
		expect(password('x'.repeat(72))).toBeUndefined();
		expect(password('ж'.repeat(37))).toBe('password_long');
		expect(password('😀'.repeat(9))).toBe('password_short');
	});

	test('is kept as it was typed, spaces and all', () => {
		expect(v.parse(passwordSchema, { password: ' zehn Zeichen ' }).password).toBe(' zehn Zeichen ');
	});

	test('for signing in may be any, but not none', () => {
		const given = (typed: string) => problems(signInSchema, { email: 'a@x.org', password: typed });
		expect(given('short')).toEqual({});
		expect(given('')).toEqual({ password: 'password_missing' });
	});
});
