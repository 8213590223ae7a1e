import { LANGUAGE_CODES, type Language } from '../../i18n/languages.ts';
import { foldDigits, type Texts } from '../../i18n/texts.ts';
import { isSphere, type Sphere } from '../districts/model.ts';
import type { ContributionState } from '../moderation/model.ts';
import type { Category, ReportStatus } from '../reports/model.ts';

/** Where a measure stands, from the first thought to its end. */
export const MEASURE_STATUSES = [
	'idea',
	'preparing',
	'applied',
	'approved',
	'running',
	'done',
	'stopped'
] as const;
export type MeasureStatus = (typeof MEASURE_STATUSES)[number];
export const isMeasureStatus = (value: unknown): value is MeasureStatus =>
	MEASURE_STATUSES.includes(value as MeasureStatus);

/** How residents see them: what is being done, what is to come, what is over. */
export const PHASES = {
	now: ['running', 'approved'],
	coming: ['applied', 'preparing', 'idea'],
	over: ['done', 'stopped']
} as const satisfies Record<string, readonly MeasureStatus[]>;
export type Phase = keyof typeof PHASES;
export const PHASE_NAMES = Object.keys(PHASES) as Phase[];

export const phaseOf = (status: MeasureStatus): Phase =>
	PHASE_NAMES.find((phase) => (PHASES[phase] as readonly MeasureStatus[]).includes(status)) ??
	'now';

/** A measure as a list shows it. */
export interface MeasureCard {
	id: string;
	title: Texts;
	summary: Texts;
	status: MeasureStatus;
	spheres: Sphere[];
	/** How many contributions are behind it. */
	sources: number;
}

/** A measure as the staff's list shows it. */
export interface StaffMeasureCard extends MeasureCard {
	is_public: boolean;
	edited_at: string;
}

/** A measure with all that belongs to it. Days are `YYYY-MM-DD`, money is cents. */
export interface Measure extends Omit<MeasureCard, 'sources'> {
	district_id: string;
	description: Texts;
	is_public: boolean;
	starts_on: string | null;
	ends_on: string | null;
	organisation: { id: string; name: string; url: string | null } | null;
	budget_cents: number | null;
	version: number;
	edited_at: string;
	sources: MeasureSource[];
}

/** What a resident said that a measure answers. */
export interface SourceWords {
	id: string;
	kind: 'report' | 'topic' | 'reply' | 'proposal';
	/** Topics and proposals have one. */
	title: string | null;
	body: string;
	language: Language;
	place: string | null;
	/** Of a report. */
	category: Category | null;
}

export interface MeasureSource extends SourceWords {
	/** Staff see sources in every state, everybody else the public ones. */
	state: ContributionState;
	/** How far a report has got. */
	report_status: ReportStatus | null;
	added_at: string;
}

export interface Organisation {
	id: string;
	name: string;
}

export const ORGANISATION_KINDS = [
	'authority',
	'housing',
	'utility',
	'association',
	'school',
	'social',
	'business'
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];
export const isOrganisationKind = (value: unknown): value is OrganisationKind =>
	ORGANISATION_KINDS.includes(value as OrganisationKind);

/** What narrows a list of measures; null means all. */
export interface MeasureFilter {
	sphere: Sphere | null;
	status: MeasureStatus | null;
}

/** Reads a filter from an address, leaving out what is not one of ours. */
export function readMeasureFilter(search: URLSearchParams): MeasureFilter {
	const sphere = search.get('sphere');
	const status = search.get('status');
	return {
		sphere: isSphere(sphere) ? sphere : null,
		status: isMeasureStatus(status) ? status : null
	};
}

/** A filter as the query of an address; the way back from `readMeasureFilter`. */
export const measureQuery = ({ sphere, status }: MeasureFilter) => ({
	sphere: sphere ?? undefined,
	status: status ?? undefined
});

const AMOUNT = /^(-?)(\d+|[1-9]\d{0,2}(?:([.,])\d{3}(?:\3\d{3})*))(?:([.,])(\d{1,2}))?$/;

/**
 * An amount in euros as people type it, in cents: `12.500,50`, `12,500.50`, `12 500`, `12500.5`, `500 €`, `500,-`.
 * A single separator before exactly three digits parts thousands, as nobody writes tenths of a cent.
 * Null when it is not an amount.
 */
export function parseEuros(typed: string): number | null {
	const bare = foldDigits(typed)
		.replace(/€|euro|eur/gi, '')
		.replace(/[\s\u00a0\u202f'’]/g, '')
		.replace(/^\u2212/, '-')
		.replace(/[.,][-–—]{1,2}$/, '');
	const [, sign, whole = '', thousands, decimal, cents = ''] = AMOUNT.exec(bare) ?? [];
	if (sign === undefined || (thousands && thousands === decimal)) return null;
	const amount = Number(whole.replace(/[.,]/g, '')) * 100 + Number(cents.padEnd(2, '0'));
	return amount === 0 ? 0 : Number(`${sign}${amount}`);
}

/** Cents as `parseEuros` reads them back: `12500`, `12500,50`. */
export function showEuros(cents: number): string {
	const rest = Math.abs(cents) % 100;
	const whole = Math.trunc(cents / 100);
	return rest === 0 ? `${whole}` : `${whole},${`${rest}`.padStart(2, '0')}`;
}

/** A measure as its form holds it: everything is what was typed. */
export interface MeasureDraft {
	id: string;
	/** The version it was read in; empty for a new one. */
	version: string;
	title: Texts;
	summary: Texts;
	description: Texts;
	spheres: string[];
	status: string;
	starts_on: string;
	ends_on: string;
	/** Id of an organisation. */
	organisation: string;
	/** Name, kind and future id of one that is to be added; it is chosen before the other. */
	new_organisation: string;
	new_organisation_id: string;
	new_organisation_kind: string;
	budget: string;
	is_public: boolean;
	/** Ids of the contributions that a new measure begins with. */
	sources: string[];
}

export const TEXT_FIELDS = ['title', 'summary', 'description'] as const;

/** `id`: a version 7 uuid, so that sending a new measure twice is one measure. */
export const emptyMeasure = (id: string): MeasureDraft => ({
	id,
	version: '',
	title: {},
	summary: {},
	description: {},
	spheres: [],
	status: 'idea',
	starts_on: '',
	ends_on: '',
	organisation: '',
	new_organisation: '',
	new_organisation_id: '',
	new_organisation_kind: 'authority',
	budget: '',
	is_public: false,
	sources: []
});

export const draftOf = (measure: Measure): MeasureDraft => ({
	id: measure.id,
	version: `${measure.version}`,
	title: measure.title,
	summary: measure.summary,
	description: measure.description,
	spheres: measure.spheres,
	status: measure.status,
	starts_on: measure.starts_on ?? '',
	ends_on: measure.ends_on ?? '',
	organisation: measure.organisation?.id ?? '',
	new_organisation: '',
	new_organisation_id: '',
	new_organisation_kind: 'authority',
	budget: measure.budget_cents === null ? '' : showEuros(measure.budget_cents),
	is_public: measure.is_public,
	sources: []
});

/** Where two versions of a measure differ. */
export type Difference =
	| { field: (typeof TEXT_FIELDS)[number]; language: Language; mine: string; theirs: string }
	| {
			field:
				'spheres' | 'status' | 'starts_on' | 'ends_on' | 'organisation' | 'budget' | 'is_public';
			language: null;
			mine: string;
			theirs: string;
	  };

/** What differs between two drafts, in the order of the form. Several spheres are parted by spaces. */
export function differences(mine: MeasureDraft, theirs: MeasureDraft): Difference[] {
	const texts = TEXT_FIELDS.flatMap((field) =>
		LANGUAGE_CODES.map((language) => ({
			field,
			language,
			mine: mine[field][language]?.trim() ?? '',
			theirs: theirs[field][language]?.trim() ?? ''
		}))
	);
	const amount = (typed: string) => (typed ? `${parseEuros(typed) ?? typed}` : '');
	const plain = (draft: MeasureDraft) => ({
		spheres: draft.spheres.toSorted().join(' '),
		status: draft.status,
		starts_on: draft.starts_on,
		ends_on: draft.ends_on,
		organisation: draft.new_organisation || draft.organisation,
		budget: amount(draft.budget),
		is_public: `${draft.is_public}`
	});
	const [ours, other] = [plain(mine), plain(theirs)];
	const fields = (Object.keys(ours) as (keyof typeof ours)[]).map((field) => ({
		field,
		language: null,
		mine: ours[field],
		theirs: other[field]
	}));
	return [...texts, ...fields].filter((pair) => pair.mine !== pair.theirs);
}
