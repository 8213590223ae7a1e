import type { Language } from '../../i18n/languages.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { Sphere } from '../districts/model.ts';
import type { Category, ReportPhoto, ReportStatus, ReportUpdate } from '../reports/model.ts';

/** The life of a contribution; `private.may_move()` says the same in SQL. */
export const CONTRIBUTION_STATES = [
	'draft',
	'pending',
	'public',
	'hidden',
	'removed',
	'merged'
] as const;
export type ContributionState = (typeof CONTRIBUTION_STATES)[number];

/** Where a moderator may move a contribution from each state. */
export const MOVES: Record<ContributionState, readonly ContributionState[]> = {
	draft: [],
	pending: ['public', 'hidden', 'removed'],
	public: ['hidden', 'removed'],
	hidden: ['public', 'removed'],
	removed: [],
	merged: []
};

/** The states that staff look at in lists. */
export const STAFF_STATES = [
	'pending',
	'public',
	'hidden',
	'removed'
] as const satisfies ContributionState[];

/** The states an address asks for (`?state=`); all of them when it names none of ours. */
export function readStates(search: URLSearchParams): ContributionState[] {
	const asked = STAFF_STATES.filter((state) => search.getAll('state').includes(state));
	return asked.length ? asked : [...STAFF_STATES];
}

export const mayMove = (origin: ContributionState, target: ContributionState): boolean =>
	MOVES[origin].includes(target);

/** What a moderator does to a contribution, by where it leads. */
export const ACTIONS = {
	publish: 'public',
	restore: 'public',
	hide: 'hidden',
	remove: 'removed'
} as const satisfies Record<string, ContributionState>;
export type ModerationAction = keyof typeof ACTIONS;

/** The actions open for a contribution in this state, the one that is wanted most first. */
export const actionsFor = (state: ContributionState): ModerationAction[] =>
	(Object.keys(ACTIONS) as ModerationAction[]).filter(
		(action) =>
			mayMove(state, ACTIONS[action]) &&
			(action !== 'restore' || state === 'hidden') &&
			(action !== 'publish' || state === 'pending')
	);

export const needsReason = (action: ModerationAction): boolean =>
	ACTIONS[action] === 'hidden' || ACTIONS[action] === 'removed';

/** Whether this is what a moderator may do to a report. */
export const isModerationAction = (value: unknown): value is ModerationAction =>
	typeof value === 'string' && Object.hasOwn(ACTIONS, value);

/** Usual reasons to hide or remove a report, or what else people say; each has a sentence for whoever wrote it. */
const REPORT_REASONS = [
	'personal_data',
	'insult',
	'duplicate',
	'not_here',
	'emergency',
	'unclear'
] as const;
const SAID_REASONS = [
	'personal_data',
	'insult',
	'hatred',
	'off_topic',
	'advertising',
	'repeated'
] as const;
export const REASONS = { report: REPORT_REASONS, said: SAID_REASONS };
/** What a moderator decides about: a report, or a topic, reply or proposal. */
export type Matter = keyof typeof REASONS;
export type Reason = (typeof REASONS)[Matter][number];

/** Statuses that end the matter against the reporter's wish: they are owed an explanation. */
export const needsAnswer = (status: ReportStatus): boolean =>
	status === 'not_possible' || status === 'not_ours';

/** Whether two answers say the same in the same languages. */
export const isSameAnswer = (one: Texts, other: Texts): boolean =>
	Object.keys({ ...one, ...other }).every((language) => one[language] === other[language]);

/** A report in the queue. */
export interface WaitingReport {
	id: string;
	category: Category;
	language: Language;
	/** The first 160 characters. */
	excerpt: string;
	place: string | null;
	created_at: string;
	photo: ReportPhoto | null;
}

/** What a moderator does to a topic besides; `split` and `merge` have pages of their own. */
export const ARRANGEMENTS = [
	'pin',
	'unpin',
	'close',
	'reopen',
	'move',
	'mark_answer',
	'unmark_answer',
	'split',
	'merge'
] as const;
export type Arrangement = (typeof ARRANGEMENTS)[number];

/** Everything the log knows. */
export type DecisionAction =
	| ModerationAction
	| Arrangement
	| 'status'
	| 'create_measure'
	| 'edit_measure'
	| 'delete_measure'
	| 'add_source'
	| 'remove_source'
	| 'check_proposal'
	| 'save_process'
	| 'lock_translation'
	| 'unlock_translation';

export const TALK_KINDS = ['topic', 'reply', 'proposal'] as const;
export type TalkKind = (typeof TALK_KINDS)[number];

/** A topic, reply or proposal in a few words. */
export interface SaidBriefly {
	id: string;
	kind: TalkKind;
	/** Its title, or the first words of what has none. */
	words: string;
	language: Language;
}

/** An entry of the append-only log. */
export interface Decision {
	id: number;
	action: DecisionAction;
	at: string;
	/** Who decided; null once their account is gone. */
	actor: string | null;
	reason: string | null;
	/** What a `status` decision set and answered. */
	status: ReportStatus | null;
	answer: Texts;
	/** What it was about, in as far as it still exists. */
	report: { id: string; category: Category; language: Language; excerpt: string } | null;
	said: SaidBriefly | null;
	/** The sphere a topic was moved to. */
	sphere: Sphere | null;
	/** The topic that came of splitting, or into which another was merged. */
	other: string | null;
	measure: { id: string; title: Texts } | null;
}

export interface HistoryEntry extends Pick<Decision, 'at' | 'actor' | 'reason' | 'answer'> {
	what: 'created' | DecisionAction;
	status: ReportStatus | null;
	measure: Decision['measure'];
	sphere?: Sphere | null;
	/** The topic that came of splitting or merging. */
	other?: string | null;
}

/**
 * A report's whole history, oldest first. Answers are in both sources, in the log with who gave them;
 * those that are not (the first one, made by the report itself) come from `updates`.
 */
export function historyOf(
	report: { created_at: string; updates: readonly ReportUpdate[] },
	decisions: readonly Decision[]
): HistoryEntry[] {
	const nobody = { actor: null, reason: null, measure: null };
	const isLogged = (update: ReportUpdate) =>
		decisions.some(
			({ action, status, at }) =>
				action === 'status' &&
				status === update.status &&
				Date.parse(at) === Date.parse(update.created_at)
		);
	const [, ...later] = report.updates;
	return [
		{ ...nobody, what: 'created' as const, at: report.created_at, status: null, answer: {} },
		...decisions.map(({ action: what, ...decision }) => ({ ...decision, what })),
		...later
			.filter((update) => !isLogged(update))
			.map(({ created_at: at, ...update }) => ({
				...nobody,
				...update,
				what: 'status' as const,
				at
			}))
	].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
