import { shaped, unwrap, type Db } from '../../db/db.ts';
import { pageOf, type Cursor } from '../../db/page.ts';
import type { Language } from '../../i18n/languages.ts';
import type { Texts } from '../../i18n/texts.ts';
import type {
	CheckAspect,
	Process,
	Proposal,
	ProposalCard,
	ProposalFilter,
	ProposalPhoto,
	ProposalStatus,
	ProposalVersion,
	SupportCursor
} from './model.ts';
import type {
	CheckedProcess,
	EditedProposal,
	NewAmendment,
	NewProposal,
	NewRemark
} from './schema.ts';

const PAGE_SIZE = 20;

/** The page of a district's proposals, of one process at a time. */
export interface Board {
	/** Null where a district has none yet, or the one asked for is not public. */
	process: Process | null;
	others: Pick<Process, 'id' | 'title'>[];
	/** Proposals whose authors ask the reader to join. */
	invitations: { id: string; title: string; language: Language }[];
	entries: ProposalCard[];
}

/** Where a list goes on, by what it is ordered by. */
export type After = Cursor | SupportCursor;

const narrowing = (filter: ProposalFilter, reader: Language) => ({
	p_process: filter.process ?? undefined,
	p_sphere: filter.sphere ?? undefined,
	p_status: filter.status ?? undefined,
	p_order: filter.order,
	p_reader_language: reader
});

const beyond = (after: After | null) => ({
	p_before: after && 'at' in after ? after.at : undefined,
	p_before_supports: after && 'supports' in after ? after.supports : undefined,
	p_before_id: after?.id
});

const cut = (rows: readonly ProposalCard[], order: ProposalFilter['order']) => {
	const { entries, next } = pageOf(rows, PAGE_SIZE, ({ listed_at, id }) => ({ at: listed_at, id }));
	const last = entries.at(-1);
	if (!next || !last) return { entries, next: null };
	return { entries, next: order === 'supports' ? { supports: last.supports, id: last.id } : next };
};

/** What residents see of a district's proposals: the process, and a page of the list. */
export async function readBoard(
	db: Db,
	district: string,
	filter: ProposalFilter,
	{ reader, after }: { reader: Language; after: After | null }
): Promise<Board & { next: After | null }> {
	const board = shaped<Board>(
		unwrap(
			await db.rpc('proposal_board', {
				p_district: district,
				...narrowing(filter, reader),
				...beyond(after),
				p_limit: PAGE_SIZE + 1
			})
		)
	);
	return { ...board, ...cut(board.entries, filter.order) };
}

/** Proposals of a district for its staff, of every process and also those that are hidden. */
export async function listProposals(
	db: Db,
	district: string,
	filter: ProposalFilter,
	{ reader, after }: { reader: Language; after: After | null }
): Promise<{ entries: ProposalCard[]; next: After | null }> {
	const rows = unwrap(
		await db.rpc('proposal_list', {
			p_district: district,
			...narrowing(filter, reader),
			...beyond(after),
			p_states: ['public', 'hidden'],
			p_limit: PAGE_SIZE + 1
		})
	) as unknown as ProposalCard[];
	return cut(rows, filter.order);
}

/** One proposal with all that its page shows; null where the reader may not see it. */
export const readProposal = async (
	db: Db,
	district: string,
	id: string,
	reader: Language,
	/** Talk before this number; more arguments of each side than the first ten. */
	{ before, manyArguments = false }: { before?: number | null; manyArguments?: boolean } = {}
): Promise<Proposal | null> =>
	shaped<Proposal | null>(
		unwrap(
			await db.rpc('proposal_page', {
				p_district: district,
				p_id: id,
				p_reader_language: reader,
				p_before: before ?? undefined,
				p_arguments: manyArguments ? 500 : 10
			})
		)
	);

/** Every version of a proposal, oldest first; null where the reader may not see it. */
export const readVersions = async (
	db: Db,
	district: string,
	id: string
): Promise<{ title: string; language: Language; versions: ProposalVersion[] } | null> =>
	shaped(unwrap(await db.rpc('proposal_versions', { p_district: district, p_id: id })));

/** Writes a proposal. False when it was there already: sent twice by the same person. */
export const writeProposal = async (
	db: Db,
	district: string,
	proposal: NewProposal,
	photos: (ProposalPhoto & { position: number })[]
): Promise<boolean> =>
	unwrap(
		await db.rpc('write_proposal', {
			p_proposal: { ...proposal, district, photos: photos.map((photo) => ({ ...photo })) }
		})
	);

/** Changes the version that was read. Throws a `DbError` with the hint `version_old` when there is a newer one. */
export const editProposal = async (db: Db, proposal: EditedProposal): Promise<void> =>
	unwrap(await db.rpc('edit_proposal', { p_proposal: proposal }));

/** Supports a proposal, or takes that back. */
export const supportProposal = async (db: Db, id: string, isOn: boolean): Promise<void> =>
	unwrap(await db.rpc('support_proposal', { p_id: id, p_on: isOn }));

/** Says something below a proposal: an argument, or without a side in the discussion. Gives back its number. */
export const writeRemark = async (db: Db, proposal: string, remark: NewRemark): Promise<number> =>
	unwrap(
		await db.rpc('write_reply', {
			p_reply: { ...remark, thread: proposal, photos: [], mentions: [] }
		})
	);

/** Asks the person who shows exactly this name to become an author. */
export const inviteAuthor = async (db: Db, id: string, name: string): Promise<void> =>
	unwrap(await db.rpc('invite_author', { p_id: id, p_name: name }));

export const answerInvitation = async (db: Db, id: string, accepts: boolean): Promise<void> =>
	unwrap(await db.rpc('answer_invitation', { p_id: id, p_accept: accepts }));

/** Stops being an author. Throws a `DbError` with the hint `last_author` when nobody else is one. */
export const leaveProposal = async (db: Db, id: string): Promise<void> =>
	unwrap(await db.rpc('leave_proposal', { p_id: id }));

/** Suggests another wording. False when it was there already. */
export const suggestAmendment = async (
	db: Db,
	proposal: string,
	amendment: NewAmendment
): Promise<boolean> =>
	unwrap(await db.rpc('suggest_amendment', { p_amendment: { ...amendment, proposal } }));

/** Takes over an amendment or declines it. `confirmed`: also where the proposal was changed since. */
export const decideAmendment = async (
	db: Db,
	id: string,
	{ accepts, confirmed }: { accepts: boolean; confirmed: boolean }
): Promise<void> =>
	unwrap(await db.rpc('decide_amendment', { p_id: id, p_accept: accepts, p_confirmed: confirmed }));

export const withdrawAmendment = async (db: Db, id: string): Promise<void> =>
	unwrap(await db.rpc('withdraw_amendment', { p_id: id }));

/** A process as the staff's list shows it. */
export interface ListedProcess extends Process {
	/** How many public proposals it has. */
	proposals: number;
}

/** The processes of a district, newest first. */
export const listProcesses = async (db: Db, district: string): Promise<ListedProcess[]> =>
	shaped(unwrap(await db.rpc('process_list', { p_district: district })));

/** Creates a process (`version` is null) or changes the version that was read. */
export const saveProcess = async (
	db: Db,
	district: string,
	process: CheckedProcess
): Promise<void> => {
	unwrap(await db.rpc('save_process', { p_process: { ...process, district } }));
};

/** Says how far the check has got, with what everybody reads about it. */
export const checkProposal = async (
	db: Db,
	id: string,
	{ status, aspect, answer }: { status: ProposalStatus; aspect: CheckAspect | null; answer: Texts }
): Promise<void> =>
	unwrap(
		await db.rpc('check_proposal', {
			p_id: id,
			p_status: status,
			p_aspect: aspect ?? undefined,
			p_answer: answer
		})
	);
