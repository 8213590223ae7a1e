import * as v from 'valibot';
import { isLanguage, LANGUAGE_CODES } from '../../i18n/languages.ts';
import type { Texts } from '../../i18n/texts.ts';
import { isSphere, SPHERES, type Sphere } from '../districts/model.ts';
import { cleanText } from '../../i18n/texts.ts';
import {
	emptyMeasure,
	isMeasureStatus,
	isOrganisationKind,
	parseEuros,
	type MeasureDraft,
	type MeasureStatus,
	type OrganisationKind
} from './model.ts';

export const MAX_TITLE = 200;
const MAX_SUMMARY = 500;
const MAX_DESCRIPTION = 10_000;
/** One thousand million euros, in cents. */
const MAX_BUDGET = 100_000_000_000;

const text = v.pipe(v.string(), v.transform(cleanText));
/** Texts by language; those left empty are left out. */
const texts = (most: number, tooLong: string) =>
	v.pipe(
		v.record(v.custom<string>(isLanguage, 'form_broken'), v.pipe(text, v.maxLength(most, tooLong))),
		v.transform((typed): Texts =>
			Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''))
		)
	);

const isDay = (value: string) => {
	const time = Date.parse(`${value}T00:00:00Z`);
	// A 31st of February is read as the 3rd of March.
	return (
		/^20\d\d-\d\d-\d\d$/.test(value) &&
		!Number.isNaN(time) &&
		new Date(time).toISOString().startsWith(value)
	);
};
const day = v.pipe(
	text,
	v.check((value) => value === '' || isDay(value), 'day_invalid'),
	v.transform((value) => value || null)
);

const budget = v.pipe(
	text,
	v.transform((typed) => (typed === '' ? null : (parseEuros(typed) ?? Number.NaN))),
	v.check((cents) => cents === null || !Number.isNaN(cents), 'budget_invalid'),
	v.check((cents) => cents === null || !(cents < 0), 'budget_negative'),
	v.check((cents) => cents === null || !(cents > MAX_BUDGET), 'budget_large')
);

const uuidOrNone = v.pipe(
	v.union([v.literal(''), v.pipe(v.string(), v.uuid())], 'form_broken'),
	v.transform((value) => value || null)
);

/** A measure's form, checked and cleaned. Messages are keys below `manage:error`. */
export const measureSchema = v.pipe(
	v.object({
		id: v.pipe(v.string(), v.uuid('form_broken')),
		version: v.pipe(
			v.string(),
			v.regex(/^\d{0,9}$/, 'form_broken'),
			v.transform((value) => (value ? Number(value) : null))
		),
		title: v.pipe(
			texts(MAX_TITLE, 'title_long'),
			v.rawCheck(({ dataset, addIssue }) => {
				if (dataset.typed && !dataset.value.de)
					addIssue({
						message: 'title_missing',
						path: [
							{ type: 'object', origin: 'value', input: dataset.value, key: 'de', value: undefined }
						]
					});
			})
		),
		summary: texts(MAX_SUMMARY, 'summary_long'),
		description: texts(MAX_DESCRIPTION, 'description_long'),
		spheres: v.pipe(
			v.array(v.custom<Sphere>(isSphere, 'form_broken')),
			v.minLength(1, 'spheres_missing'),
			v.transform((chosen) => SPHERES.filter((sphere) => chosen.includes(sphere)))
		),
		status: v.custom<MeasureStatus>(isMeasureStatus, 'form_broken'),
		starts_on: day,
		ends_on: day,
		organisation: uuidOrNone,
		new_organisation: v.pipe(text, v.maxLength(200, 'organisation_long')),
		new_organisation_id: uuidOrNone,
		new_organisation_kind: v.custom<OrganisationKind>(isOrganisationKind, 'form_broken'),
		budget,
		is_public: v.boolean(),
		sources: v.pipe(
			v.array(v.pipe(v.string(), v.uuid('form_broken'))),
			v.maxLength(100, 'form_broken')
		)
	}),
	v.forward(
		v.check(
			({ starts_on, ends_on }) => !starts_on || !ends_on || starts_on <= ends_on,
			'days_reversed'
		),
		['ends_on']
	)
);

/** A measure as it is to be saved. The budget is in cents. */
export type CheckedMeasure = v.InferOutput<typeof measureSchema>;

/** What the form sent, as a draft; of texts past every limit only the beginning. */
export function readMeasureForm(form: FormData): MeasureDraft {
	const field = (name: string, most = 300) => {
		const value = form.get(name);
		return typeof value === 'string' ? value.slice(0, most) : '';
	};
	const all = (name: string) => form.getAll(name).map(String).slice(0, 200);
	const textsOf = (name: string, most: number) =>
		Object.fromEntries(
			LANGUAGE_CODES.map((language) => [
				language,
				cleanText(field(`${name}.${language}`, most))
			]).filter(([, value]) => value)
		) as Texts;
	return {
		...emptyMeasure(field('id')),
		version: field('version'),
		title: textsOf('title', 2 * MAX_TITLE),
		summary: textsOf('summary', 2 * MAX_SUMMARY),
		description: textsOf('description', 2 * MAX_DESCRIPTION),
		spheres: all('spheres'),
		status: field('status'),
		starts_on: field('starts_on'),
		ends_on: field('ends_on'),
		organisation: field('organisation'),
		new_organisation: field('new_organisation', 400),
		new_organisation_id: field('new_organisation_id'),
		new_organisation_kind: field('new_organisation_kind') || 'authority',
		budget: field('budget'),
		is_public: form.has('is_public'),
		sources: all('sources')
	};
}
