import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { problemsOf } from '../moderation/schema.ts';
import { readSupportCursor, showSupportCursor } from './model.ts';
import {
	checkSchema,
	emptyProcess,
	processSchema,
	proposalSchema,
	remarkSchema,
	type ProcessDraft
} from './schema.ts';

const ID = '01890000-0000-7000-8000-000000000001';
const proposal = {
	id: ID,
	process: ID,
	language: 'de',
	sphere: 'living',
	title: 'Ein Grillplatz',
	summary: 'Am Bruchsee, für alle.',
	body: 'Zwei Grills und vier Tische.',
	cost: '2.500',
	place: '',
	latitude: '',
	longitude: ''
};
const problems = <S extends v.GenericSchema>(schema: S, input: unknown) => {
	const parsed = v.safeParse(schema, input);
	return parsed.success ? {} : problemsOf(parsed.issues);
};

describe('a proposal', () => {
	test('comes out with its costs in cents and without an empty place', () => {
		expect(v.parse(proposalSchema, proposal)).toMatchObject({
			cost_cents: 250_000,
			place: null,
			latitude: null
		});
		expect(v.parse(proposalSchema, { ...proposal, cost: '' }).cost_cents).toBeNull();
	});

	test.for([
		[{ title: ' \u202e ' }, { title: 'title_missing' }],
		[{ title: 'x'.repeat(201) }, { title: 'title_long' }],
		[{ summary: 'x'.repeat(401) }, { summary: 'summary_long' }],
		[{ body: 'x'.repeat(1_000_000) }, { body: 'body_long' }],
		[{ cost: '-5' }, { cost: 'cost_negative' }],
		[{ cost: '9'.repeat(30) }, { cost: 'cost_large' }],
		[{ cost: 'viel' }, { cost: 'cost_invalid' }],
		[{ sphere: 'dragons' }, { sphere: 'sphere_missing' }],
		[{ process: 'none' }, { process: 'form_broken' }],
		[{ latitude: '200', longitude: '11' }, { latitude: 'place_invalid' }]
	] as const)('is refused with %o', ([differing, expected]) => {
		expect(problems(proposalSchema, { ...proposal, ...differing })).toEqual(expected);
	});
});

test('a remark has a side of ours or none, and words', () => {
	const remark = { id: ID, language: 'ar', body: 'نعم' };
	expect(v.parse(remarkSchema, { ...remark, side: 'for' }).side).toBe('for');
	expect(v.parse(remarkSchema, remark).side).toBeNull();
	expect(problems(remarkSchema, { ...remark, side: 'maybe' })).toEqual({ side: 'form_broken' });
	expect(problems(remarkSchema, { ...remark, body: '\n' })).toEqual({ body: 'remark_missing' });
});

describe('a check', () => {
	test('owes reasons where it is less than a yes', () => {
		for (const status of ['partly', 'not_possible'])
			expect(problems(checkSchema, { status, aspect: '', answer: {} })).toEqual({
				answer: 'answer_missing'
			});
		expect(problems(checkSchema, { status: 'accepted', aspect: '', answer: {} })).toEqual({});
	});

	test('names an aspect only while it goes on', () => {
		const wish = { aspect: 'money', answer: { de: 'Gut.', ar: ' ' } };
		expect(v.parse(checkSchema, { ...wish, status: 'checking' }).aspect).toBe('money');
		expect(v.parse(checkSchema, { ...wish, status: 'accepted' })).toEqual({
			status: 'accepted',
			aspect: null,
			answer: { de: 'Gut.' }
		});
	});
});

describe('a process', () => {
	const draft = (phases: Partial<ProcessDraft['phases']>): ProcessDraft => {
		const empty = emptyProcess(ID);
		return { ...empty, title: { de: 'Unser Viertel' }, phases: { ...empty.phases, ...phases } };
	};
	const march = { starts_on: '2027-03-01', ends_on: '2027-03-31' };

	test('keeps the phases that have days, in order', () => {
		const april = { starts_on: '2027-04-01', ends_on: '2027-04-30' };
		expect(v.parse(processSchema, draft({ check: april, collect: march })).phases).toEqual([
			{ kind: 'collect', ...march },
			{ kind: 'check', ...april }
		]);
	});

	test.for([
		[{}, { 'phases.collect.starts_on': 'phases_missing' }],
		[
			{ collect: march, discuss: { starts_on: '2027-03-31', ends_on: '2027-04-30' } },
			{ 'phases.discuss.starts_on': 'phases_order' }
		],
		[
			{ collect: { starts_on: '2027-03-31', ends_on: '2027-03-01' } },
			{ 'phases.collect.ends_on': 'days_reversed' }
		],
		[
			{ collect: { starts_on: '2027-03-01', ends_on: '' } },
			{ 'phases.collect.ends_on': 'day_missing' }
		],
		[
			{ collect: { starts_on: '2027-02-30', ends_on: '2027-03-01' } },
			{ 'phases.collect.starts_on': 'day_invalid' }
		]
	] as const)('is refused with the days %o', ([phases, expected]) => {
		expect(problems(processSchema, draft(phases))).toMatchObject(expected);
	});

	test('needs a German title', () => {
		expect(
			problems(processSchema, { ...draft({ collect: march }), title: { ar: 'حينا' } })
		).toEqual({ title: 'title_missing' });
	});
});

test('a cursor by support comes back from its address, and nothing else does', () => {
	const read = (after: string) => readSupportCursor(new URLSearchParams({ after }));
	const cursor = { supports: 12, id: ID };
	expect(read(showSupportCursor(cursor))).toEqual(cursor);
	for (const nonsense of ['', `x~${ID}`, '12~x', `-1~${ID}`, `9999999999~${ID}`])
		expect(read(nonsense)).toBeNull();
});
