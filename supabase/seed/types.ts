import type { StaffRole } from '../../src/lib/auth/roles.ts';
import type { Sphere } from '../../src/lib/features/districts/model.ts';
import type { MeasureStatus } from '../../src/lib/features/measures/model.ts';
import type { Category, ReportStatus } from '../../src/lib/features/reports/model.ts';
import type { Language } from '../../src/lib/i18n/languages.ts';
import type { Scene } from './photos.ts';
import type {
	DemoFollow,
	DemoProcess,
	DemoProposal,
	DemoTopic,
	DemoTranslations
} from './talk-types.ts';

/** A staff text by language; German is always there. May hold `{date+N}`, see `fillDates`. */
export type DemoTexts = { de: string } & Partial<Record<Language, string>>;

/** A moment relative to the day the demo is loaded; the hour is local time, see `moment`. */
export interface Ago {
	days_ago: number;
	hour: number;
}

export interface DemoDistrict {
	id: string;
	name: string;
	city: string;
	population: number;
	/** Where the population comes from, and how exact it is. */
	population_note: string;
	latitude: number;
	longitude: number;
	zoom: number;
	position: number;
	/** Closed ring of [longitude, latitude]. */
	outline: [number, number][];
}

export interface DemoPerson {
	key: string;
	name: string;
	email: string;
	language: Language;
	/** The district they live or work in; null for the admin. */
	home: string | null;
	roles: { district: string | null; role: StaffRole }[];
	joined_days_ago: number;
}

export interface DemoOrganisation {
	key: string;
	district: string;
	name: string;
	kind: 'authority' | 'housing' | 'utility' | 'association' | 'school' | 'social' | 'business';
	url: string | null;
}

export interface DemoUpdate extends Ago {
	status: ReportStatus;
	/** Key of a staff person. */
	by: string;
	answer: DemoTexts;
}

/** What moderation decided: published, hidden or removed; the last two always with a reason. */
export interface DemoDecision extends Ago {
	by: string;
	reason: string | null;
}

export interface DemoReport extends Ago {
	key: string;
	district: string;
	category: Category;
	language: Language;
	body: string;
	place_text: string;
	lat: number;
	lng: number;
	/** Key of a person; null for a guest. */
	author: string | null;
	state: 'pending' | 'public' | 'hidden' | 'removed';
	/** Null while the report is pending. */
	decision: DemoDecision | null;
	/** The status of the last update, or `received`. */
	status: ReportStatus;
	/** Oldest first. */
	updates: DemoUpdate[];
	photo: Scene | null;
}

export interface DemoMeasure {
	key: string;
	district: string;
	title: DemoTexts;
	summary: DemoTexts;
	description: DemoTexts;
	status: MeasureStatus;
	spheres: Sphere[];
	/** Days from the day the demo is loaded: negative lies in the past. Null while open. */
	starts_in_days: number | null;
	ends_in_days: number | null;
	/** Key of an organisation of the district. */
	organisation: string;
	budget_cents: number | null;
	/** Keys of reports of the district. */
	sources: string[];
	is_public: boolean;
	created_days_ago: number;
}

export interface Demo {
	districts: DemoDistrict[];
	people: DemoPerson[];
	organisations: DemoOrganisation[];
	reports: DemoReport[];
	measures: DemoMeasure[];
	topics: DemoTopic[];
	processes: DemoProcess[];
	proposals: DemoProposal[];
	translations: DemoTranslations;
	follows: DemoFollow[];
}
