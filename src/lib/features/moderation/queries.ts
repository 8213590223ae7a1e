import { unwrap, type Db } from '../../db/db.ts';
import type { Json } from '../../db/database.types.ts';
import { afterCursor, pageOf, type Cursor, type Page } from '../../db/page.ts';
import type { Language } from '../../i18n/languages.ts';
import { readTexts, type Texts } from '../../i18n/texts.ts';
import { isSphere } from '../districts/model.ts';
import { isReportStatus, type ReportStatus } from '../reports/model.ts';
import type {
	ContributionState,
	Decision,
	ModerationAction,
	SaidBriefly,
	WaitingReport
} from './model.ts';

const QUEUE_PAGE = 20;
const LOG_PAGE = 30;
/** More than anybody has decided about one report; what is beyond is in the district's log. */
const HISTORY = 200;

/** Reports of a district that wait to be published, oldest first. */
export async function listWaiting(
	db: Db,
	district: string,
	after: Cursor | null,
	size = QUEUE_PAGE
): Promise<Page<WaitingReport>> {
	const query = db
		.from('contributions')
		.select(
			'id, language, body, place, created_at, report:reports!inner(category), photos:attachments(id, width, height, position)'
		)
		.eq('district_id', district)
		.eq('state', 'pending')
		.order('created_at')
		.order('id')
		.limit(size + 1);
	const rows = unwrap(
		await (after ? query.or(afterCursor(after, 'created_at', 'oldest_first')) : query)
	);
	const page = pageOf(rows, size, ({ created_at, id }) => ({ at: created_at, id }));
	return {
		...page,
		entries: page.entries.map(({ body, language, report, photos, created_at, ...row }) => {
			const photo = photos.find(({ position }) => position === 0);
			return {
				...row,
				created_at: created_at,
				language: language as WaitingReport['language'],
				category: report.category,
				excerpt: body.slice(0, 160),
				photo: photo ? { id: photo.id, width: photo.width, height: photo.height } : null
			};
		})
	};
}

/** The report that waits next after this one; null when this was the last. */
export async function nextWaiting(db: Db, district: string, id: string): Promise<string | null> {
	const decided = unwrap(
		await db.from('contributions').select('created_at').eq('id', id).maybeSingle()
	);
	const after = decided && { at: decided.created_at, id };
	return (await listWaiting(db, district, after, 1)).entries[0]?.id ?? null;
}

/** How many reports of a district wait to be published. */
export async function countWaiting(db: Db, district: string): Promise<number> {
	const answer = await db
		.from('contributions')
		.select('id', { count: 'exact', head: true })
		.eq('district_id', district)
		.eq('kind', 'report')
		.eq('state', 'pending');
	unwrap(answer);
	return answer.count ?? 0;
}

const DECISION = `id, action, reason, detail, created_at,
	actor:profiles(display_name),
	contribution:contributions(id, kind, title, body, language, report:reports(category)),
	measure:measures(id, title)` as const;

interface DecisionRow {
	id: number;
	action: Decision['action'];
	reason: string | null;
	detail: Json;
	created_at: string;
	actor: { display_name: string } | null;
	contribution: {
		id: string;
		kind: SaidBriefly['kind'] | 'report';
		title: string | null;
		body: string;
		language: unknown;
		report: { category: NonNullable<Decision['report']>['category'] } | null;
	} | null;
	measure: { id: string; title: Json } | null;
}

function readDecision({ detail, contribution, measure, actor, ...row }: DecisionRow): Decision {
	const { status, answer, to, topic, into } = detail as Partial<Record<string, unknown>>;
	const other = topic ?? into;
	return {
		id: row.id,
		action: row.action,
		at: row.created_at,
		reason: row.reason,
		actor: actor?.display_name ?? null,
		status: row.action === 'status' && isReportStatus(status) ? status : null,
		answer: readTexts(answer),
		report: contribution?.report
			? {
					id: contribution.id,
					category: contribution.report.category,
					language: contribution.language as Language,
					excerpt: contribution.body.slice(0, 120)
				}
			: null,
		said:
			contribution && contribution.kind !== 'report'
				? {
						id: contribution.id,
						kind: contribution.kind,
						words: contribution.title ?? contribution.body.slice(0, 120),
						language: contribution.language as Language
					}
				: null,
		sphere: row.action === 'move' && isSphere(to) ? to : null,
		other: typeof other === 'string' ? other : null,
		measure: measure ? { id: measure.id, title: readTexts(measure.title) } : null
	};
}

/** The log of a district, newest first. */
export async function listDecisions(
	db: Db,
	district: string,
	after: Cursor | null
): Promise<Page<Decision>> {
	const query = db
		.from('decisions')
		.select(DECISION)
		.eq('district_id', district)
		.order('created_at', { ascending: false })
		.order('id', { ascending: false })
		.limit(LOG_PAGE + 1);
	const rows = unwrap(
		await (after ? query.or(afterCursor(after, 'created_at', 'newest_first')) : query)
	);
	const page = pageOf(rows, LOG_PAGE, ({ created_at, id }) => ({ at: created_at, id: `${id}` }));
	return { ...page, entries: page.entries.map(readDecision) };
}

/** What was decided about one report or measure, oldest first. */
export async function listDecisionsAbout(
	db: Db,
	district: string,
	subject: { contribution: string } | { measure: string }
): Promise<Decision[]> {
	const [column, id] =
		'measure' in subject
			? (['measure_id', subject.measure] as const)
			: (['contribution_id', subject.contribution] as const);
	const rows = unwrap(
		await db
			.from('decisions')
			.select(DECISION)
			.eq('district_id', district)
			.eq(column, id)
			.order('created_at')
			.order('id')
			.limit(HISTORY)
	);
	return rows.map(readDecision);
}

/**
 * Publishes, restores, hides or removes a contribution of any kind, and tells whoever wrote it. Throws a `DbError` with the hint `state_changed` when somebody
 * else was first.
 */
export const moderate = async (
	db: Db,
	{
		id,
		action,
		reason,
		reasonTexts
	}: { id: string; action: ModerationAction; reason: string; reasonTexts?: Texts | undefined }
): Promise<void> =>
	unwrap(
		await db.rpc('moderate_contribution', {
			p_id: id,
			p_action: action,
			p_reason: reason || undefined,
			p_answer: reasonTexts
		})
	);

/** Where a contribution stands; null where the reader may not see it. */
export const readState = async (
	db: Db,
	district: string,
	id: string
): Promise<ContributionState | null> =>
	unwrap(
		await db
			.from('contributions')
			.select('state')
			.eq('id', id)
			.eq('district_id', district)
			.maybeSingle()
	)?.state ?? null;

/** Sets how far a report has got, with what the reporter reads about it. */
export const answerReport = async (
	db: Db,
	{ report, status, answer }: { report: string; status: ReportStatus; answer: Texts }
): Promise<void> =>
	unwrap(
		await db.rpc('decide_report', {
			p_report: report,
			p_action: 'status',
			p_status: status,
			p_answer: answer
		})
	);
