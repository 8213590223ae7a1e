import type { Language } from '../../i18n/languages.ts';
import type { Texts } from '../../i18n/texts.ts';
import { isSphere, type Sphere } from '../districts/model.ts';
import type { MeasureStatus } from '../measures/model.ts';
import type { ContributionState } from '../moderation/model.ts';
import type { Spoken } from '../translation/model.ts';
import type { Phase } from './phases/model.ts';

/** How far the check of a proposal has got. */
export const PROPOSAL_STATUSES = [
	'open',
	'checking',
	'accepted',
	'partly',
	'not_possible'
] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];
export const isProposalStatus = (value: unknown): value is ProposalStatus =>
	PROPOSAL_STATUSES.includes(value as ProposalStatus);

/** Whoever is told less than yes is owed the reasons. */
export const needsReasons = (status: ProposalStatus): boolean =>
	status === 'partly' || status === 'not_possible';

/** What is looked into while a proposal is checked. */
export const CHECK_ASPECTS = ['legal', 'money', 'responsibility'] as const;
export type CheckAspect = (typeof CHECK_ASPECTS)[number];
export const isCheckAspect = (value: unknown): value is CheckAspect =>
	CHECK_ASPECTS.includes(value as CheckAspect);

export const SIDES = ['for', 'against'] as const;
export type Side = (typeof SIDES)[number];
export const isSide = (value: unknown): value is Side => SIDES.includes(value as Side);

export const MAX_TITLE = 200;
export const MAX_SUMMARY = 400;
export const MAX_BODY = 10_000;

/** A way that proposals go; the names are those of `private.process_of()`. */
export interface Process {
	id: string;
	district_id: string;
	title: Texts;
	description: Texts;
	is_public: boolean;
	version: number;
	edited_at: string;
	phases: Phase[];
}

/** A proposal as a list shows it; the names are those of `proposal_list()`. */
export interface ProposalCard {
	id: string;
	process_id: string;
	language: Language;
	version: number;
	title: string;
	summary: string;
	translation: { language: Language; title: string | null; summary: string | null } | null;
	sphere: Sphere;
	state: ContributionState;
	status: ProposalStatus;
	supports: number;
	replies: number;
	listed_at: string;
	/** The name of whoever began it; null once their account is gone. */
	author: string | null;
	photo: string | null;
	photo_width: number | null;
	photo_height: number | null;
	/** How many measures came of it. */
	measures: number;
}

/** An argument, or something said in the discussion. */
export interface Remark extends Spoken {
	id: string;
	number: number;
	side: Side | null;
	is_official: boolean;
	author: string | null;
	at: string;
}

export interface ProposalUpdate {
	status: ProposalStatus;
	aspect: CheckAspect | null;
	answer: Texts;
	created_at: string;
}

/** The words of a proposal that an amendment changes. */
export interface Wording {
	title: string;
	summary: string;
	body: string;
}

export interface Amendment extends Wording {
	id: string;
	state: 'open' | 'accepted' | 'declined';
	language: Language;
	reason: string;
	base_version: number;
	/** The version it was suggested for. */
	base: Wording;
	author: string | null;
	is_own: boolean;
	created_at: string;
	decided_at: string | null;
}

export interface ProposalPhoto {
	id: string;
	width: number;
	height: number;
}

/** A proposal with all that its page shows; the names are those of `proposal_page()`. */
export interface Proposal extends Spoken {
	id: string;
	district_id: string;
	state: ContributionState;
	sphere: Sphere;
	title: string;
	summary: string;
	place: string | null;
	latitude: number | null;
	longitude: number | null;
	merged_into: string | null;
	created_at: string;
	published_at: string | null;
	edited_at: string | null;
	cost_cents: number | null;
	status: ProposalStatus;
	supports: number;
	/** Arguments and talk together. */
	replies: number;
	/** Whether the reader supports it. */
	supported: boolean;
	/** Null where the reader may not see it. */
	process: Process | null;
	/** Whoever began it comes first. */
	authors: string[];
	is_author: boolean;
	is_invited: boolean;
	/** Who was asked to join and has not answered; for authors alone. */
	invited: string[];
	photos: ProposalPhoto[];
	arguments: Record<Side, Remark[]>;
	argument_counts: Record<Side, number>;
	/** The latest twenty, oldest first. */
	talk: Remark[];
	amendments: Amendment[];
	updates: ProposalUpdate[];
	measures: { id: string; title: Texts; status: MeasureStatus; is_public: boolean }[];
}

export interface ProposalVersion extends Wording {
	version: number;
	cost_cents: number | null;
	written_at: string;
}

export const ORDERS = ['newest', 'supports'] as const;
export type Order = (typeof ORDERS)[number];

/** What narrows and orders a list of proposals; null means all. */
export interface ProposalFilter {
	/** Id of a process; null for the one that runs now. */
	process: string | null;
	sphere: Sphere | null;
	status: ProposalStatus | null;
	order: Order;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads a filter from an address, leaving out what is not one of ours. */
export function readProposalFilter(search: URLSearchParams): ProposalFilter {
	const [process, sphere, status] = ['process', 'sphere', 'status'].map((name) => search.get(name));
	return {
		process: UUID.test(process ?? '') ? (process ?? null) : null,
		sphere: isSphere(sphere) ? sphere : null,
		status: isProposalStatus(status) ? status : null,
		order: search.get('order') === 'supports' ? 'supports' : 'newest'
	};
}

/** A filter as the query of an address; the way back from `readProposalFilter`. */
export const proposalQuery = ({ process, sphere, status, order }: ProposalFilter) => ({
	process: process ?? undefined,
	sphere: sphere ?? undefined,
	status: status ?? undefined,
	order: order === 'newest' ? undefined : order
});

/** Where a list by support goes on: after so many supporters and this id. */
export interface SupportCursor {
	supports: number;
	id: string;
}

export const showSupportCursor = ({ supports, id }: SupportCursor): string => `${supports}~${id}`;

export function readSupportCursor(search: URLSearchParams): SupportCursor | null {
	const [supports = '', id = ''] = (search.get('after') ?? '').split('~');
	return /^\d{1,9}$/.test(supports) && UUID.test(id) ? { supports: Number(supports), id } : null;
}

/** Words with their language, as HTML that is safe to show. */
interface Rendered {
	language: Language;
	html: string;
}

/** Somebody's words as the server has rendered them for one reader. */
export interface View {
	title: { language: Language; text: string } | null;
	summary: { language: Language; text: string } | null;
	original: Rendered;
	translation:
		| (Rendered & {
				origin: 'person' | 'machine';
				provider: string | null;
				translator: string | null;
				written_at: string;
				outdated: boolean;
		  })
		| null;
}

export type ShownRemark = Remark & { view: View };

/** A piece of a text that stayed, came, or went. */
export interface DifferencePart {
	kind: 'same' | 'added' | 'removed';
	text: string;
}

/** What differs between two wordings, by field; fields that are the same are left out. */
export interface WordingDifference {
	field: 'title' | 'summary' | 'body' | 'cost';
	parts: DifferencePart[];
}

export type ShownAmendment = Amendment & { differences: WordingDifference[] };

/** A proposal rendered for one reader. */
export interface ShownProposal extends Omit<Proposal, 'arguments' | 'talk' | 'amendments'> {
	view: View;
	arguments: Record<Side, ShownRemark[]>;
	talk: ShownRemark[];
	amendments: ShownAmendment[];
}
