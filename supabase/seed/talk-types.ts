import type { Database } from '../../src/lib/db/database.types.ts';
import type { Sphere } from '../../src/lib/features/districts/model.ts';
import type { Language } from '../../src/lib/i18n/languages.ts';
import type { Ago } from './types.ts';

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
