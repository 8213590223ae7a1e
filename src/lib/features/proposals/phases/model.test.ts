import { describe, expect, test } from 'vitest';
import { allowedOn, berlinDay, phaseAfter, phaseOn, standingOf, type Phase } from './model.ts';

const phases: Phase[] = [
	{ kind: 'collect', starts_on: '2027-03-01', ends_on: '2027-03-31' },
	{ kind: 'discuss', starts_on: '2027-04-01', ends_on: '2027-04-30' },
	{ kind: 'check', starts_on: '2027-05-10', ends_on: '2027-05-31' }
];
const process = { is_public: true, phases };

describe('the phase of a process', () => {
	test.for([
		['2027-02-28', undefined, 'collect'],
		['2027-03-01', 'collect', 'discuss'],
		['2027-03-31', 'collect', 'discuss'],
		['2027-04-01', 'discuss', 'check'],
		['2027-05-05', undefined, 'check'],
		['2027-05-31', 'check', undefined],
		['2027-06-01', undefined, undefined]
	] as const)('on %s is %s, and then comes %s', ([day, now, next]) => {
		expect(phaseOn(process, day)?.kind).toBe(now);
		expect(phaseAfter(process, day)?.kind).toBe(next);
	});

	test('begins and ends at midnight in Berlin, in winter and in summer', () => {
		expect(berlinDay(new Date('2027-01-31T22:59:59Z'))).toBe('2027-01-31');
		expect(berlinDay(new Date('2027-01-31T23:00:00Z'))).toBe('2027-02-01');
		expect(berlinDay(new Date('2027-07-31T21:59:59Z'))).toBe('2027-07-31');
		expect(berlinDay(new Date('2027-07-31T22:00:00Z'))).toBe('2027-08-01');
	});

	test('stands before, in or after a day', () => {
		const [collect] = phases as [Phase];
		expect(standingOf(collect, '2027-02-28')).toBe('coming');
		expect(standingOf(collect, '2027-03-31')).toBe('now');
		expect(standingOf(collect, '2027-04-01')).toBe('over');
	});
});

describe('what residents may do', () => {
	test('follows from the phase', () => {
		expect(allowedOn(process, '2027-03-10')).toContain('write');
		expect(allowedOn(process, '2027-03-10')).not.toContain('argue');
		expect(allowedOn(process, '2027-04-10')).toContain('amend');
		expect(allowedOn(process, '2027-04-10')).not.toContain('edit');
		expect(allowedOn(process, '2027-05-20')).toEqual(['talk']);
	});

	test('is to read, outside the phases and where a process is not public', () => {
		expect(allowedOn(process, '2027-05-05')).toEqual([]);
		expect(allowedOn({ ...process, is_public: false }, '2027-03-10')).toEqual([]);
		expect(allowedOn(null, '2027-03-10')).toEqual([]);
	});
});
