import * as v from 'valibot';
import { isLanguage, LANGUAGE_CODES, type Language } from '../../i18n/languages.ts';
import { cleanText, type Texts } from '../../i18n/texts.ts';
import {
	idField,
	languageField,
	required,
	sphereField,
	text,
	versionField
} from '../contributions/schema.ts';
import { parseEuros } from '../measures/model.ts';
import {
	isCheckAspect,
	isProposalStatus,
	isSide,
	MAX_BODY,
	MAX_SUMMARY,
	MAX_TITLE,
	needsReasons,
	type CheckAspect,
	type Process,
	type ProposalStatus,
	type Side
} from './model.ts';
import { PHASE_KINDS, type Phase, type PhaseKind } from './phases/model.ts';

/** One thousand million euros, in cents. */
const MAX_COST = 100_000_000_000;
const MAX_REASON = 2000;
const MAX_REMARK = 4000;
const MAX_ANSWER = 4000;

const wording = {
	title: required('title', MAX_TITLE),
	summary: required('summary', MAX_SUMMARY),
	body: required('body', MAX_BODY)
};

const cost = v.pipe(
	text,
	v.transform((typed) => (typed === '' ? null : (parseEuros(typed) ?? Number.NaN))),
	v.check((cents) => cents === null || !Number.isNaN(cents), 'cost_invalid'),
	v.check((cents) => cents === null || !(cents < 0), 'cost_negative'),
	v.check((cents) => cents === null || !(cents > MAX_COST), 'cost_large')
);

/** An empty field is one that was left out. */
const coordinate = (limit: number) =>
	v.pipe(
		v.optional(v.string(), ''),
		v.transform((value) => (value.trim() === '' ? null : Number(value))),
		v.check((value) => value === null || Math.abs(value) <= limit, 'place_invalid')
	);

/** A new proposal from its form. Messages are keys below `proposals:error`. */
export const proposalSchema = v.pipe(
	v.object({
		id: idField,
		process: idField,
		language: languageField,
		sphere: sphereField,
		...wording,
		cost,
		place: v.pipe(text, v.maxLength(300, 'place_long')),
		latitude: coordinate(90),
		longitude: coordinate(180)
	}),
	v.transform(({ cost: cost_cents, place, latitude, longitude, ...rest }) => {
		const located = latitude !== null && longitude !== null;
		return {
			...rest,
			cost_cents,
			place: place || null,
			latitude: located ? latitude : null,
			longitude: located ? longitude : null
		};
	})
);
export type NewProposal = v.InferOutput<typeof proposalSchema>;

/** A changed proposal. Place and photos stay as they are. */
export const editSchema = v.pipe(
	v.object({
		id: idField,
		version: versionField,
		language: languageField,
		sphere: sphereField,
		...wording,
		cost
	}),
	v.transform(({ cost: cost_cents, ...rest }) => ({ ...rest, cost_cents }))
);
export type EditedProposal = v.InferOutput<typeof editSchema>;

export const amendmentSchema = v.object({
	id: idField,
	version: versionField,
	...wording,
	reason: v.pipe(text, v.maxLength(MAX_REASON, 'reason_long'))
});
export type NewAmendment = v.InferOutput<typeof amendmentSchema>;

/** An argument, or without a side something said in the discussion. */
export const remarkSchema = v.object({
	id: idField,
	language: languageField,
	side: v.pipe(
		v.optional(v.string(), ''),
		v.check((side) => side === '' || isSide(side), 'form_broken'),
		v.transform((side): Side | null => (isSide(side) ? side : null))
	),
	body: required('remark', MAX_REMARK)
});
export type NewRemark = v.InferOutput<typeof remarkSchema>;

/** What staff say to a proposal. Messages are keys below `proposals:error`. */
export const checkSchema = v.pipe(
	v.object({
		status: v.custom<ProposalStatus>(isProposalStatus, 'status_missing'),
		aspect: v.pipe(
			v.optional(v.string(), ''),
			v.check((aspect) => aspect === '' || isCheckAspect(aspect), 'form_broken'),
			v.transform((aspect): CheckAspect | null => (isCheckAspect(aspect) ? aspect : null))
		),
		answer: textsBy(MAX_ANSWER, 'answer_long')
	}),
	v.forward(
		v.check(({ status, answer }) => !needsReasons(status) || !!answer.de, 'answer_missing'),
		['answer']
	),
	// Which aspect is looked into says something only while it is.
	v.transform(({ aspect, ...rest }) => ({
		...rest,
		aspect: rest.status === 'checking' ? aspect : null
	}))
);

/** Texts by language; those left empty are left out. */
function textsBy(most: number, tooLong: string) {
	return v.pipe(
		v.record(
			v.custom<string>(isLanguage, 'form_broken'),
			v.pipe(v.string(), v.transform(cleanText), v.maxLength(most, tooLong))
		),
		v.transform((typed): Texts =>
			Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''))
		)
	);
}

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
	v.check((value) => value === '' || isDay(value), 'day_invalid')
);

const phaseDays = v.object(
	Object.fromEntries(
		PHASE_KINDS.map((kind) => [kind, v.object({ starts_on: day, ends_on: day })])
	) as Record<PhaseKind, v.ObjectSchema<{ starts_on: typeof day; ends_on: typeof day }, undefined>>
);

/** A process as its form holds it: everything is what was typed. */
export interface ProcessDraft {
	id: string;
	/** The version it was read in; empty for a new one. */
	version: string;
	title: Texts;
	description: Texts;
	is_public: boolean;
	/** Days of a phase that is left out are empty. */
	phases: Record<PhaseKind, { starts_on: string; ends_on: string }>;
}

/** Messages are keys below `proposals:error`; those about days lie at `phases.<kind>.<field>`. */
export const processSchema = v.pipe(
	v.object({
		id: idField,
		version: v.pipe(
			v.string(),
			v.regex(/^\d{0,9}$/, 'form_broken'),
			v.transform((value) => (value ? Number(value) : null))
		),
		title: v.pipe(
			textsBy(MAX_TITLE, 'title_long'),
			v.check((title) => !!title.de, 'title_missing')
		),
		description: textsBy(MAX_ANSWER, 'description_long'),
		is_public: v.boolean(),
		phases: v.pipe(
			phaseDays,
			v.rawCheck(({ dataset, addIssue }) => {
				if (!dataset.typed) return;
				const wrong = (kind: PhaseKind, field: 'starts_on' | 'ends_on', message: string) =>
					addIssue({
						message,
						path: [kind, field].map((key) => ({
							type: 'object',
							origin: 'value',
							input: {},
							key,
							value: undefined
						})) as [v.ObjectPathItem, v.ObjectPathItem]
					});
				let last = '';
				for (const kind of PHASE_KINDS) {
					const { starts_on, ends_on } = dataset.value[kind];
					if (!starts_on && !ends_on) continue;
					if (!starts_on) wrong(kind, 'starts_on', 'day_missing');
					else if (!ends_on) wrong(kind, 'ends_on', 'day_missing');
					else if (ends_on < starts_on) wrong(kind, 'ends_on', 'days_reversed');
					else if (starts_on <= last) wrong(kind, 'starts_on', 'phases_order');
					if (ends_on > last) last = ends_on;
				}
				if (!last) wrong('collect', 'starts_on', 'phases_missing');
			}),
			v.transform((phases) =>
				PHASE_KINDS.flatMap((kind) => (phases[kind].starts_on ? [{ kind, ...phases[kind] }] : []))
			)
		)
	})
);
export type CheckedProcess = v.InferOutput<typeof processSchema>;

/** Texts by language as a form sends them (`title.de`), only the beginning of those past every limit. */
const readTextsOf = (form: FormData, name: string, most: number): Texts =>
	Object.fromEntries(
		LANGUAGE_CODES.map((language): [Language, string] => {
			const value = form.get(`${name}.${language}`);
			return [language, typeof value === 'string' ? cleanText(value.slice(0, most)) : ''];
		}).filter(([, value]) => value)
	);

/** What the form of a process sent, as a draft. */
export function readProcessForm(form: FormData): ProcessDraft {
	const field = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value.slice(0, 100) : '';
	};
	return {
		id: field('id'),
		version: field('version'),
		title: readTextsOf(form, 'title', 2 * MAX_TITLE),
		description: readTextsOf(form, 'description', 2 * MAX_ANSWER),
		is_public: form.has('is_public'),
		phases: Object.fromEntries(
			PHASE_KINDS.map((kind) => [
				kind,
				{
					starts_on: field(`phases.${kind}.starts_on`),
					ends_on: field(`phases.${kind}.ends_on`)
				}
			])
		) as ProcessDraft['phases']
	};
}

/** `id`: a version 7 uuid, so that sending a new process twice is one process. */
export const emptyProcess = (id: string): ProcessDraft => ({
	id,
	version: '',
	title: {},
	description: {},
	is_public: false,
	phases: daysOf([])
});

export const processDraftOf = (process: Process): ProcessDraft => ({
	id: process.id,
	version: `${process.version}`,
	title: process.title,
	description: process.description,
	is_public: process.is_public,
	phases: daysOf(process.phases)
});

const daysOf = (phases: readonly Phase[]) =>
	Object.fromEntries(
		PHASE_KINDS.map((kind) => {
			const { starts_on = '', ends_on = '' } = phases.find((phase) => phase.kind === kind) ?? {};
			return [kind, { starts_on, ends_on }];
		})
	) as ProcessDraft['phases'];

/** What the form of a check sent. */
export function readCheckForm(form: FormData) {
	const field = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value.slice(0, 100) : '';
	};
	return {
		status: field('status'),
		aspect: field('aspect'),
		answer: readTextsOf(form, 'answer', 2 * MAX_ANSWER)
	};
}
