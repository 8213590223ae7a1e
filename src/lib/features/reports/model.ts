import type { Language } from '../../i18n/languages.ts';
import { foldDigits, type Texts } from '../../i18n/texts.ts';
import { isSphere, type Sphere } from '../districts/model.ts';
import type { MeasureStatus } from '../measures/model.ts';
import type { ContributionState } from '../moderation/model.ts';
import type { Translation } from '../translation/model.ts';

/** What is reported, with the sphere it belongs to. The order is the order of the pictograms in the form. */
export const CATEGORIES = {
	light: 'public_space',
	rubbish: 'living',
	road: 'public_space',
	danger: 'public_space',
	green: 'living',
	playground: 'social',
	vandalism: 'public_space',
	dirt: 'living',
	noise: 'health',
	barrier: 'integration',
	other: 'networking'
} as const satisfies Record<string, Sphere>;

export type Category = keyof typeof CATEGORIES;
export const CATEGORY_NAMES = Object.keys(CATEGORIES) as Category[];
export const isCategory = (value: unknown): value is Category =>
	typeof value === 'string' && Object.hasOwn(CATEGORIES, value);

export const MAX_BODY = 4000;
export const MAX_PHOTOS = 3;

/** How far the administration has got with a report. */
export const REPORT_STATUSES = [
	'received',
	'checking',
	'planned',
	'in_progress',
	'done',
	'not_possible',
	'not_ours'
] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];
export const isReportStatus = (value: unknown): value is ReportStatus =>
	REPORT_STATUSES.includes(value as ReportStatus);

/** A report as a list shows it; the names are those of `report_list()`. */
export interface ReportCard {
	id: string;
	category: Category;
	status: ReportStatus;
	state: ContributionState;
	sphere: Sphere;
	/** The language it was written in. */
	language: Language;
	/** The first 240 characters. */
	excerpt: string;
	place: string | null;
	latitude: number | null;
	longitude: number | null;
	/** When it was published, or made while it is not public. */
	listed_at: string;
	photo: string | null;
	photo_width: number | null;
	photo_height: number | null;
	/** How many measures answer it. */
	measures: number;
}

export interface ReportUpdate {
	status: ReportStatus;
	answer: Texts;
	created_at: string;
}

export interface ReportPhoto {
	id: string;
	width: number;
	height: number;
}

export interface ReportMeasure {
	id: string;
	title: Texts;
	status: MeasureStatus;
}

/** A report with all that belongs to it, as its page shows it. */
export interface Report {
	id: string;
	district_id: string;
	category: Category;
	status: ReportStatus;
	state: ContributionState;
	sphere: Sphere;
	language: Language;
	body: string;
	place: string | null;
	latitude: number | null;
	longitude: number | null;
	created_at: string;
	published_at: string | null;
	/** The name of whoever wrote it; null for a guest. */
	author: string | null;
	author_id: string | null;
	version: number;
	/** Into the reader's language. */
	translation: Translation | null;
	updates: ReportUpdate[];
	photos: ReportPhoto[];
	measures: ReportMeasure[];
}

/** What narrows a list of reports; an empty list means all. */
export interface ReportFilter {
	categories: Category[];
	statuses: ReportStatus[];
	spheres: Sphere[];
	/** Published in the last so many days; null for ever. */
	days: number | null;
	text: string;
}

export const DAYS = [7, 30, 90, 365] as const;

/** Reads a filter from an address, leaving out what is not one of ours. */
export function readFilter(search: URLSearchParams): ReportFilter {
	const days = Number(search.get('days'));
	return {
		categories: search.getAll('category').filter(isCategory),
		statuses: search.getAll('status').filter(isReportStatus),
		spheres: search.getAll('sphere').filter(isSphere),
		days: (DAYS as readonly number[]).includes(days) ? days : null,
		text: (search.get('q') ?? '').trim().slice(0, 100)
	};
}

/** A filter as the query of an address; the way back from `readFilter`. */
export const filterQuery = (filter: ReportFilter) => ({
	category: filter.categories,
	status: filter.statuses,
	sphere: filter.spheres,
	days: filter.days?.toString(),
	q: filter.text
});

export const countFilters = (filter: ReportFilter): number =>
	filter.categories.length +
	filter.statuses.length +
	filter.spheres.length +
	(filter.days ? 1 : 0) +
	(filter.text ? 1 : 0);

/**
 * The words of a search as a `tsquery` of the `simple` configuration: every word must occur, at least
 * as a beginning. Each is tried as typed, small and capitalised, since a database without a locale
 * folds only Latin letters. Null when there is no word in it.
 */
export function searchQuery(text: string): string | null {
	const words = text.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
	const forms = (word: string) => {
		const small = word.toLocaleLowerCase();
		const capital = small.charAt(0).toLocaleUpperCase() + small.slice(1);
		return [...new Set([word, small, capital])].map((form) => `'${form}':*`).join(' | ');
	};
	return words.length ? words.map((word) => `(${forms(word)})`).join(' & ') : null;
}

/** The alphabet of follow-up codes: no letter or digit that is easily taken for another. */
export const CODE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 12;

/** A new follow-up code: 60 bits, written as `XXXX-XXXX-XXXX`. */
export const newCode = (): string =>
	showCode(
		[...crypto.getRandomValues(new Uint8Array(CODE_LENGTH))]
			.map((byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length])
			.join('')
	);

export const showCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? '';

/** The twelve characters of a code however it was typed; null when it cannot be one. */
export function readCode(typed: string): string | null {
	const code = foldDigits(typed)
		.toUpperCase()
		.replace(/[\s\u2010-\u2015-]/g, '');
	return code.length === CODE_LENGTH && [...code].every((c) => CODE_ALPHABET.includes(c))
		? code
		: null;
}
