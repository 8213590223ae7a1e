import type {
	Amendment,
	Proposal,
	ProposalVersion,
	Remark,
	ShownAmendment,
	ShownProposal,
	ShownRemark,
	Wording,
	WordingDifference
} from '../features/proposals/model.ts';
import { showEuros } from '../features/measures/model.ts';
import type { Language } from '../i18n/languages.ts';
import { differencesOf } from './differences.ts';
import { viewOf } from './spoken.ts';

const FIELDS = ['title', 'summary', 'body'] as const;

/** What differs between two wordings, field by field; nothing where they are the same. */
export const wordingDifferences = (before: Wording, after: Wording): WordingDifference[] =>
	FIELDS.flatMap((field) =>
		before[field] === after[field]
			? []
			: [{ field, parts: differencesOf(before[field], after[field]) }]
	);

const shownRemark = (remark: Remark, reader: Language): ShownRemark => ({
	...remark,
	view: viewOf(remark, reader)
});

const shownAmendment = (amendment: Amendment): ShownAmendment => ({
	...amendment,
	differences: wordingDifferences(amendment.base, amendment)
});

/** A proposal with all that was said about it, rendered for one reader. */
export function shownProposal(proposal: Proposal, reader: Language): ShownProposal {
	const remarks = (list: readonly Remark[]) => list.map((remark) => shownRemark(remark, reader));
	return {
		...proposal,
		view: viewOf(proposal, reader),
		arguments: {
			for: remarks(proposal.arguments.for),
			against: remarks(proposal.arguments.against)
		},
		talk: remarks(proposal.talk),
		amendments: proposal.amendments.map(shownAmendment)
	};
}

/** Versions, newest first, each with what it changed in the one before; the first with its own words. */
export const shownVersions = (versions: readonly ProposalVersion[]) =>
	versions
		.map((version, index) => ({
			...version,
			differences: changesOf(versions[index - 1], version)
		}))
		.toReversed();

function changesOf(
	before: ProposalVersion | undefined,
	after: ProposalVersion
): WordingDifference[] | null {
	if (!before) return null;
	const cost = ({ cost_cents }: ProposalVersion) =>
		cost_cents === null ? '' : `${showEuros(cost_cents)} €`;
	const costs: WordingDifference[] =
		before.cost_cents === after.cost_cents
			? []
			: [
					{
						field: 'cost',
						parts: [
							{ kind: 'removed' as const, text: cost(before) },
							{ kind: 'added' as const, text: cost(after) }
						].filter(({ text }) => text)
					}
				];
	return [...wordingDifferences(before, after), ...costs];
}
