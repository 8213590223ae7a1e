import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	differences,
	draftOf,
	emptyMeasure,
	MEASURE_STATUSES,
	parseEuros,
	phaseOf,
	PHASES,
	readMeasureFilter,
	showEuros,
	type Measure
} from './model.ts';

describe('parseEuros', () => {
	it.each([
		['0', 0],
		['500', 50_000],
		['12500', 1_250_000],
		['12.500', 1_250_000],
		['12,500', 1_250_000],
		['12 500', 1_250_000],
		['12.500,50', 1_250_050],
		['12,500.50', 1_250_050],
		['12500,50', 1_250_050],
		['12500.50', 1_250_050],
		['12500.5', 1_250_050],
		['1.234.567,89', 123_456_789],
		['1’234’567.89', 123_456_789],
		['500 €', 50_000],
		['EUR 500', 50_000],
		['500,- Euro', 50_000],
		['0,07', 7],
		['-20', -2_000],
		['−20', -2_000]
	])('reads %s', (typed, cents) => {
		expect(parseEuros(typed)).toBe(cents);
	});

	it.each([
		'',
		'viel',
		'12.50.00',
		'1.2345',
		'12,5,0',
		'0,505',
		'1.234.56',
		'1,234,567,89',
		'€',
		'5e3',
		'0x10'
	])('does not guess at %s', (typed) => {
		expect(parseEuros(typed)).toBeNull();
	});

	it('reads back what showEuros writes', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), (cents) => {
				expect(parseEuros(showEuros(cents))).toBe(cents);
			})
		);
	});

	it('reads back what German money looks like', () => {
		const german = new Intl.NumberFormat('de', { style: 'currency', currency: 'EUR' });
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), (cents) => {
				expect(parseEuros(german.format(cents / 100))).toBe(cents);
			})
		);
	});
});

it('gives every status one phase', () => {
	expect(Object.values(PHASES).flat().toSorted()).toEqual([...MEASURE_STATUSES].toSorted());
	expect(phaseOf('stopped')).toBe('over');
});

it('reads filters and leaves out what is not ours', () => {
	expect(readMeasureFilter(new URLSearchParams('sphere=living&status=running'))).toEqual({
		sphere: 'living',
		status: 'running'
	});
	expect(readMeasureFilter(new URLSearchParams("sphere='&status=received"))).toEqual({
		sphere: null,
		status: null
	});
});

describe('differences', () => {
	const measure: Measure = {
		id: '0197f3a0-0000-7000-8000-000000000001',
		district_id: 'halle-neustadt',
		title: { de: 'Neue Lampen' },
		summary: {},
		description: {},
		status: 'idea',
		spheres: ['living', 'health'],
		is_public: false,
		starts_on: null,
		ends_on: null,
		organisation: null,
		budget_cents: 1_250_000,
		version: 3,
		edited_at: '2026-03-01T08:00:00Z',
		sources: []
	};
	const theirs = draftOf(measure);

	it('finds none between the same', () => {
		expect(differences(theirs, theirs)).toEqual([]);
	});

	it('does not mind how an amount, a space or an order is typed', () => {
		const mine = {
			...theirs,
			title: { de: 'Neue Lampen ', ar: ' ' },
			budget: '12.500,00 €',
			spheres: ['health', 'living']
		};
		expect(differences(mine, theirs)).toEqual([]);
	});

	it('names what differs, texts by their language', () => {
		const mine = { ...theirs, title: { de: 'Neue Lampen', ar: 'مصابيح' }, is_public: true };
		expect(differences(mine, theirs)).toEqual([
			{ field: 'title', language: 'ar', mine: 'مصابيح', theirs: '' },
			{ field: 'is_public', language: null, mine: 'true', theirs: 'false' }
		]);
	});

	it('compares an empty form with anything', () => {
		expect(differences(emptyMeasure(measure.id), theirs)).not.toEqual([]);
	});
});
