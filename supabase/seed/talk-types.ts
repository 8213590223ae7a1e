import type { Database } from '../../src/lib/db/database.types.ts';
import type { Sphere } from '../../src/lib/features/districts/model.ts';
import type { Language } from '../../src/lib/i18n/languages.ts';
import type { Ago, DemoTexts } from './types.ts';

type Enums = Database['public']['Enums'];

/** When it was edited, and what it said before. */
export interface DemoEdit extends Ago {
	body: string;
}

/** Something said by somebody. Whoever is called `@Name` in it is mentioned. */
export interface DemoSaid extends Ago {
	/** Key of a person. */
	author: string;
	language: Language;
	/** In Viertel's small Markdown. */
	body: string;
	/** How many neighbours reacted; who they are is made up by the loader. */
	reactions?: Partial<Record<Enums['reaction_kind'], number>>;
	edited?: DemoEdit;
}

/** A reply is known by its thread's key and its place in it, from 1. */
export interface DemoReply extends DemoSaid {
	/** The number of an earlier reply. */
	quotes?: number;
	/** By staff, for the district management. */
	is_official?: boolean;
	/** An argument about a proposal. */
	side?: Enums['argument_side'];
}

export interface DemoTopic extends DemoSaid {
	key: string;
	district: string;
	sphere: Sphere;
	title: string;
	is_pinned?: boolean;
	closed?: Ago;
	/** The number of the reply that answers the question. */
	answer?: number;
	/** Oldest first. */
	replies: DemoReply[];
}

export interface DemoProcess {
	key: string;
	district: string;
	title: DemoTexts;
	description: DemoTexts;
	created_days_ago: number;
	/** Days from the day the demo is loaded, the last one included. */
	phases: { kind: Enums['phase_kind']; starts_in_days: number; ends_in_days: number }[];
}

export interface DemoAmendment extends Ago {
	author: string;
	language: Language;
	title: string;
	summary: string;
	body: string;
	reason: string;
	state: Enums['amendment_state'];
	decided?: Ago;
}

export interface DemoProposal extends DemoSaid {
	key: string;
	district: string;
	/** Key of a process of the district. */
	process: string;
	sphere: Sphere;
	title: string;
	summary: string;
	cost_cents: number | null;
	status: Enums['proposal_status'];
	/** Keys of residents who write it together with the author. */
	together?: string[];
	/** How many neighbours support it; who they are is made up by the loader. */
	supports: number;
	/** Key of the measure that came of it. */
	measure?: string;
	/** Oldest first. */
	updates: (Ago & {
		by: string;
		status: Enums['proposal_status'];
		aspect?: Enums['check_aspect'];
		answer: DemoTexts;
	})[];
	amendments: DemoAmendment[];
	/** Arguments and plain talk, oldest first. */
	replies: DemoReply[];
}

/** A contribution in another language, by its key: of a topic, a proposal, a report or `<thread>/<number>`. */
export interface DemoTranslation {
	title?: string;
	summary?: string;
	body: string;
	/** Key of the person who made it; without one a machine did. */
	by?: string;
}
export type DemoTranslations = Partial<Record<Language, Record<string, DemoTranslation>>>;

/** Exactly one of: a topic, a proposal, a report, a measure, a sphere, or a place with a radius. */
export interface DemoFollow {
	/** Key of a person. */
	person: string;
	district: string;
	topic?: string;
	proposal?: string;
	report?: string;
	measure?: string;
	sphere?: Sphere;
	latitude?: number;
	longitude?: number;
	radius_m?: number;
	place?: string;
}
