import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { answerSchema, decisionSchema, MAX_REASON, problemsOf } from './schema.ts';

const problems = (schema: v.GenericSchema, input: unknown) => {
	const parsed = v.safeParse(schema, input);
	return parsed.success ? {} : problemsOf(parsed.issues);
};
const contribution = '0197f3a0-0000-7000-8000-000000000001';

describe('decisionSchema', () => {
	it('takes a publication without a reason', () => {
		expect(v.parse(decisionSchema, { contribution, action: 'publish' })).toEqual({
			contribution,
			action: 'publish',
			reason: ''
		});
	});

	it('wants a reason for what takes a report away', () => {
		expect(problems(decisionSchema, { contribution, action: 'hide', reason: ' \n ' })).toEqual({
			reason: 'reason_missing'
		});
		expect(problems(decisionSchema, { contribution, action: 'remove' })).toEqual({
			reason: 'reason_missing'
		});
	});

	it('refuses what is too long, forged or missing', () => {
		const reason = 'x'.repeat(MAX_REASON + 1);
		expect(problems(decisionSchema, { contribution, action: 'hide', reason })).toEqual({
			reason: 'reason_long'
		});
		expect(problems(decisionSchema, { contribution: '1; drop table', action: 'status' })).toEqual({
			contribution: 'form_broken',
			action: 'form_broken'
		});
		expect(problems(decisionSchema, {})).toEqual({
			contribution: 'form_broken',
			action: 'form_broken'
		});
	});
});

describe('answerSchema', () => {
	const answer = { status: 'planned', answer: '', other_language: 'ar', other_answer: '' };

	it('leaves out languages nothing was written in', () => {
		expect(v.parse(answerSchema, answer)).toEqual({ status: 'planned', answer: {} });
		expect(
			v.parse(answerSchema, { ...answer, answer: ' Im Mai. ', other_answer: 'في مايو' })
		).toEqual({ status: 'planned', answer: { de: 'Im Mai.', ar: 'في مايو' } });
	});

	it('owes a German answer to those whose wish is refused', () => {
		for (const status of ['not_possible', 'not_ours'])
			expect(problems(answerSchema, { ...answer, status, other_answer: 'لا' })).toEqual({
				answer: 'answer_missing'
			});
	});

	it('does not let a second text take the place of the German one', () => {
		expect(problems(answerSchema, { ...answer, other_language: 'de' })).toEqual({
			other_language: 'form_broken'
		});
		expect(problems(answerSchema, { ...answer, status: 'perhaps' })).toEqual({
			status: 'status_missing'
		});
	});
});
