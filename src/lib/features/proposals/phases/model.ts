/** The phases of a process, in their order. */
export const PHASE_KINDS = ['collect', 'discuss', 'check', 'decide', 'carry_out'] as const;
export type PhaseKind = (typeof PHASE_KINDS)[number];

/** What residents do with proposals. To amend is to suggest a change, and to accept or decline one. */
export type Deed = 'write' | 'edit' | 'invite' | 'support' | 'argue' | 'amend' | 'talk';
export const DEED_NAMES = [
	'write',
	'edit',
	'invite',
	'support',
	'argue',
	'amend',
	'talk'
] as const satisfies Deed[];

/** What each phase lets residents do; at any other time they read. `private.phase_allows()` says the same in SQL. */
export const DEEDS: Record<PhaseKind, readonly Deed[]> = {
	collect: ['write', 'edit', 'invite', 'support', 'talk'],
	discuss: ['support', 'argue', 'amend', 'talk'],
	check: ['talk'],
	decide: [],
	carry_out: []
};

/** From the first to the last day of Europe/Berlin, `YYYY-MM-DD`. */
export interface Phase {
	kind: PhaseKind;
	starts_on: string;
	ends_on: string;
}

interface Phased {
	is_public: boolean;
	phases: readonly Phase[];
}

const BERLIN = new Intl.DateTimeFormat('en-CA', {
	timeZone: 'Europe/Berlin',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit'
});

/** The day it is in Europe/Berlin at this time, `YYYY-MM-DD`. */
export const berlinDay = (time: Date): string => BERLIN.format(time);

/** The phase a process is in on a day; null before, between and after its phases. */
export const phaseOn = (process: Pick<Phased, 'phases'>, day: string): Phase | null =>
	process.phases.find(({ starts_on, ends_on }) => starts_on <= day && day <= ends_on) ?? null;

/** The first phase that begins after a day; null when there is none to come. */
export const phaseAfter = (process: Pick<Phased, 'phases'>, day: string): Phase | null =>
	process.phases.find(({ starts_on }) => day < starts_on) ?? null;

/** What residents may do on a day. Mirrors `private.proposal_allows()`, which decides. */
export function allowedOn(process: Phased | null, day: string): readonly Deed[] {
	const phase = process?.is_public ? phaseOn(process, day) : null;
	return phase ? DEEDS[phase.kind] : [];
}

/** Where a phase stands on a day. */
export const standingOf = (
	{ starts_on, ends_on }: Phase,
	day: string
): 'over' | 'now' | 'coming' => {
	if (day < starts_on) return 'coming';
	return day > ends_on ? 'over' : 'now';
};
