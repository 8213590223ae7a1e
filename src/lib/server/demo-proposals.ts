import { demo, fillDates, moment } from '../../../supabase/seed/index.ts';
import { idOf, insert, personId } from './demo-rows.ts';
import { insertReplies, insertWritten, neighbours } from './demo-talk.ts';
import type { Sql } from './embedded.ts';

export const proposalId = (key: string) => idOf('proposal', key);
const processId = (key: string) => idOf('process', key);

/** Processes with their phases, and what people propose in them. Measures are there already. */
export async function insertProposals(sql: Sql, now: Date): Promise<void> {
	await insertProcesses(sql, now);
	const proposals = demo.proposals.map((proposal) => ({
		...proposal,
		id: proposalId(proposal.key),
		kind: 'proposal' as const,
		process_id: processId(proposal.process)
	}));
	await insertWritten(sql, now, proposals);
	await insert(
		sql,
		'public.proposals',
		'id uuid, process_id uuid, summary text, cost_cents bigint, status public.proposal_status',
		proposals
	);
	await sql(
		`update public.contribution_versions as v set summary = p.summary
		from public.proposals as p where p.id = v.contribution_id`
	);
	await insert(
		sql,
		'public.proposal_authors',
		'proposal_id uuid, person_id uuid, joined_at timestamptz',
		proposals.flatMap(({ id, author, together = [], ...at }) =>
			[author, ...together].map((key) => ({
				proposal_id: id,
				person_id: personId(key),
				joined_at: moment(now, at)
			}))
		)
	);
	await insert(
		sql,
		'public.supports',
		'proposal_id uuid, person_id uuid, created_at timestamptz',
		proposals.flatMap(({ id, key, district, author, supports, ...at }) =>
			neighbours(district, `${key} supports`, supports, [author]).map((person) => ({
				proposal_id: id,
				person_id: personId(person),
				created_at: moment(now, at)
			}))
		)
	);
	await insertReplies(sql, now, proposals);
	await insertAmendments(sql, now);
	await insertAnswers(sql, now);
	await insert(
		sql,
		'public.measure_sources',
		'measure_id uuid, contribution_id uuid, added_at timestamptz',
		proposals.flatMap(({ id, measure: key }) => {
			const measure = demo.measures.find((one) => one.key === key);
			if (!measure) return [];
			const added_at = moment(now, { days_ago: measure.created_days_ago, hour: 11 });
			return [{ measure_id: idOf('measure', measure.key), contribution_id: id, added_at }];
		})
	);
}

async function insertProcesses(sql: Sql, now: Date): Promise<void> {
	const day = (days: number) =>
		new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
	await insert(
		sql,
		'public.processes',
		`id uuid, district_id text, title jsonb, description jsonb, is_public boolean,
		created_at timestamptz, edited_at timestamptz`,
		demo.processes.map((process) => {
			const at = moment(now, { days_ago: process.created_days_ago, hour: 10 });
			return {
				...process,
				id: processId(process.key),
				district_id: process.district,
				is_public: true,
				created_at: at,
				edited_at: at
			};
		})
	);
	await insert(
		sql,
		'public.phases',
		'process_id uuid, kind public.phase_kind, starts_on date, ends_on date',
		demo.processes.flatMap(({ key, phases }) =>
			phases.map(({ kind, starts_in_days, ends_in_days }) => ({
				process_id: processId(key),
				kind,
				starts_on: day(starts_in_days),
				ends_on: day(ends_in_days)
			}))
		)
	);
}

async function insertAmendments(sql: Sql, now: Date): Promise<void> {
	await insert(
		sql,
		'public.amendments',
		`id uuid, proposal_id uuid, author_id uuid, base_version integer, language text, title text, summary text,
		body text, reason text, state public.amendment_state, created_at timestamptz, decided_at timestamptz`,
		demo.proposals.flatMap(({ key, amendments }) =>
			amendments.map((amendment, index) => ({
				...amendment,
				id: idOf('amendment', `${key}/${index + 1}`),
				proposal_id: proposalId(key),
				author_id: personId(amendment.author),
				base_version: 1,
				created_at: moment(now, amendment),
				decided_at: amendment.decided ? moment(now, amendment.decided) : null
			}))
		)
	);
}

async function insertAnswers(sql: Sql, now: Date): Promise<void> {
	const updates = demo.proposals.flatMap(({ key, district, updates }) =>
		updates.map((update) => ({
			...update,
			proposal_id: proposalId(key),
			contribution_id: proposalId(key),
			district_id: district,
			action: 'check_proposal',
			actor_id: personId(update.by),
			answer: fillDates(update.answer, moment(now, update)),
			detail: { status: update.status, aspect: update.aspect ?? null, answer: update.answer },
			created_at: moment(now, update)
		}))
	);
	await insert(
		sql,
		'public.proposal_updates',
		`proposal_id uuid, status public.proposal_status, aspect public.check_aspect, answer jsonb, created_at timestamptz`,
		updates
	);
	await insert(
		sql,
		'public.decisions',
		'district_id text, action public.decision_action, contribution_id uuid, actor_id uuid, detail jsonb, created_at timestamptz',
		updates
	);
}
