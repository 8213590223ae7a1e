import { describe, expect, it } from 'vitest';
import {
	actionsFor,
	historyOf,
	isSameAnswer,
	needsAnswer,
	needsReason,
	type Decision
} from './model.ts';

describe('actionsFor', () => {
	it('offers what a state allows, by its own name', () => {
		expect(actionsFor('pending')).toEqual(['publish', 'hide', 'remove']);
		expect(actionsFor('public')).toEqual(['hide', 'remove']);
		expect(actionsFor('hidden')).toEqual(['restore', 'remove']);
		expect(actionsFor('removed')).toEqual([]);
	});
});

it('owes a reason for what takes a report away, and an answer for a no', () => {
	expect(
		['publish', 'restore', 'hide', 'remove'].map((action) => needsReason(action as 'hide'))
	).toEqual([false, false, true, true]);
	expect(needsAnswer('not_possible')).toBe(true);
	expect(needsAnswer('not_ours')).toBe(true);
	expect(needsAnswer('planned')).toBe(false);
});

it('knows the same answer again, whatever the order of its languages', () => {
	expect(isSameAnswer({}, {})).toBe(true);
	expect(isSameAnswer({ de: 'Ja', ar: 'نعم' }, { ar: 'نعم', de: 'Ja' })).toBe(true);
	expect(isSameAnswer({ de: 'Ja' }, { de: 'Ja', ar: 'نعم' })).toBe(false);
});

describe('historyOf', () => {
	const decision = (values: Partial<Decision>): Decision => ({
		id: 1,
		action: 'publish',
		at: '2026-03-02T08:00:00.000Z',
		actor: 'Katrin Vogel',
		reason: null,
		status: null,
		answer: {},
		report: null,
		said: null,
		sphere: null,
		other: null,
		measure: null,
		...values
	});
	const update = (status: 'received' | 'planned', created_at: string) => ({
		status,
		answer: { de: 'Im Mai.' },
		created_at
	});
	const created_at = '2026-03-01T08:00:00.000Z';
	const received = update('received', created_at);

	it('begins with the report itself and goes on in time', () => {
		const history = historyOf({ created_at, updates: [received] }, [
			decision({ id: 2, action: 'hide', at: '2026-03-03T08:00:00.000Z' }),
			decision({})
		]);
		expect(history.map(({ what }) => what)).toEqual(['created', 'publish', 'hide']);
	});

	it('tells an answer once, with who gave it', () => {
		const at = '2026-03-04T08:00:00.000Z';
		const updates = [received, update('planned', '2026-03-04 08:00:00+00:00')];
		const logged = decision({ action: 'status', status: 'planned', at });
		expect(historyOf({ created_at, updates }, [logged])).toHaveLength(2);
		expect(historyOf({ created_at, updates }, [logged])[1]?.actor).toBe('Katrin Vogel');
	});

	it('keeps an answer that the log does not have', () => {
		const updates = [received, update('planned', '2026-03-04T08:00:00.000Z')];
		expect(historyOf({ created_at, updates }, [])[1]).toMatchObject({
			what: 'status',
			status: 'planned',
			actor: null
		});
	});
});
