import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../moderation/schema.ts';
import { draftOf, emptyMeasure, type MeasureDraft } from './model.ts';
import { measureSchema, readMeasureForm } from './schema.ts';

const id = '0197f3a0-0000-7000-8000-000000000001';
const draft: MeasureDraft = {
	...emptyMeasure(id),
	title: { de: 'Neue Lampen' },
	spheres: ['health', 'living']
};
const problems = (values: Partial<Record<keyof MeasureDraft, unknown>>) => {
	const parsed = v.safeParse(measureSchema, { ...draft, ...values });
	return parsed.success ? {} : problemsOf(parsed.issues);
};

describe('measureSchema', () => {
	it('takes what a measure needs at least', () => {
		expect(v.parse(measureSchema, draft)).toMatchObject({
			version: null,
			title: { de: 'Neue Lampen' },
			spheres: ['living', 'health'],
			starts_on: null,
			budget: null,
			organisation: null
		});
	});

	it('cleans texts and leaves out the empty ones', () => {
		const title = { de: ' Neue\u0000 Lampen ', ar: '  ' };
		expect(v.parse(measureSchema, { ...draft, title }).title).toEqual({ de: 'Neue  Lampen' });
	});

	it('wants a German title and a sphere', () => {
		expect(problems({ title: { ar: 'مصابيح' } })).toEqual({ 'title.de': 'title_missing' });
		expect(problems({ spheres: [] })).toEqual({ spheres: 'spheres_missing' });
	});

	it('says what is wrong with a budget', () => {
		expect(problems({ budget: 'viel' })).toEqual({ budget: 'budget_invalid' });
		expect(problems({ budget: '-5' })).toEqual({ budget: 'budget_negative' });
		expect(problems({ budget: '1.000.000.000,01' })).toEqual({ budget: 'budget_large' });
		expect(problems({ budget: '1.000.000.000' })).toEqual({});
	});

	it('takes only days there are, in their order', () => {
		expect(problems({ starts_on: '2026-02-31' })).toEqual({ starts_on: 'day_invalid' });
		expect(problems({ starts_on: '31.03.2026' })).toEqual({ starts_on: 'day_invalid' });
		expect(problems({ starts_on: '2026-03-02', ends_on: '2026-03-01' })).toEqual({
			ends_on: 'days_reversed'
		});
		expect(problems({ starts_on: '2024-02-29', ends_on: '2024-02-29' })).toEqual({});
	});

	it('refuses what no form of ours sends', () => {
		expect(problems({ id: 'x' })).toEqual({ id: 'form_broken' });
		expect(problems({ status: 'received' })).toEqual({ status: 'form_broken' });
		expect(problems({ organisation: 'x' })).toEqual({ organisation: 'form_broken' });
		expect(problems({ title: { de: 'Neu', xx: 'Neu' } })).toEqual({ 'title.xx': 'form_broken' });
		expect(problems({ title: { de: 'x'.repeat(201) } })).toEqual({ 'title.de': 'title_long' });
	});
});

describe('readMeasureForm', () => {
	it('reads what the form wrote', () => {
		const form = new FormData();
		const fields = { id, version: '3', 'title.de': 'Neue Lampen', 'title.ar': '', budget: '5' };
		for (const [name, value] of Object.entries(fields)) form.set(name, value);
		form.append('spheres', 'living');
		form.append('spheres', 'health');
		form.set('is_public', 'on');
		expect(readMeasureForm(form)).toMatchObject({
			id,
			version: '3',
			title: { de: 'Neue Lampen' },
			spheres: ['living', 'health'],
			is_public: true,
			budget: '5'
		});
	});

	it('keeps the beginning of a text past every limit', () => {
		const form = new FormData();
		form.set('title.de', 'x'.repeat(1_000_000));
		expect(readMeasureForm(form).title.de).toHaveLength(400);
	});
});

it('reads back a measure that was saved', () => {
	const saved = draftOf({
		...v.parse(measureSchema, draft),
		district_id: 'halle-neustadt',
		organisation: null,
		budget_cents: 1_250_050,
		version: 2,
		edited_at: '',
		sources: []
	});
	expect(v.parse(measureSchema, saved)).toMatchObject({ version: 2, budget: 1_250_050 });
});
