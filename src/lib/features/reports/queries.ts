import { shaped, unwrap, type Db } from '../../db/db.ts';
import { pageOf, type Cursor, type Page } from '../../db/page.ts';
import type { Language } from '../../i18n/languages.ts';
import { readTexts, type Texts } from '../../i18n/texts.ts';
import type { ContributionState } from '../moderation/model.ts';
import {
	searchQuery,
	type Report,
	type ReportCard,
	type ReportFilter,
	type ReportMeasure,
	type ReportPhoto,
	type ReportUpdate
} from './model.ts';
import type { NewReport } from './schema.ts';

const PAGE_SIZE = 20;

const narrowing = (filter: ReportFilter) => ({
	p_categories: filter.categories.length ? filter.categories : undefined,
	p_statuses: filter.statuses.length ? filter.statuses : undefined,
	p_spheres: filter.spheres.length ? filter.spheres : undefined,
	p_since: filter.days
		? new Date(Date.now() - filter.days * 24 * 60 * 60 * 1000).toISOString()
		: undefined,
	p_words: searchQuery(filter.text) ?? undefined
});

/** Reports of a district, newest first. `states` beyond the public ones give something to staff only. */
export async function listReports(
	db: Db,
	district: string,
	filter: ReportFilter,
	{
		states = ['public'],
		after = null
	}: { states?: ContributionState[]; after?: Cursor | null } = {}
): Promise<Page<ReportCard>> {
	const rows = unwrap(
		await db.rpc('report_list', {
			p_district: district,
			p_states: states,
			...narrowing(filter),
			p_before: after?.at,
			p_before_id: after?.id,
			p_limit: PAGE_SIZE + 1
		})
	) as ReportCard[];
	return pageOf(rows, PAGE_SIZE, ({ listed_at, id }) => ({ at: listed_at, id }));
}

export interface Box {
	west: number;
	south: number;
	east: number;
	north: number;
}

/** One pin of the map: a single report, or how many there are around a place. */
export interface ReportCluster extends Box {
	count: number;
	latitude: number;
	longitude: number;
	id: string | null;
	category: ReportCard['category'] | null;
	status: ReportCard['status'] | null;
	excerpt: string | null;
}

/** Public reports in a box of the map, at most one pin a cell of about 64 pixels at this zoom. */
export const listClusters = async (
	db: Db,
	district: string,
	box: Box,
	zoom: number,
	filter: ReportFilter
): Promise<ReportCluster[]> =>
	unwrap(
		await db.rpc('report_clusters', {
			p_district: district,
			p_west: box.west,
			p_south: box.south,
			p_east: box.east,
			p_north: box.north,
			p_cell: (360 / 2 ** zoom) * (64 / 256),
			...narrowing(filter)
		})
	) as ReportCluster[];

/**
 * One report with answers, photos, the measures it led to and its translation for a reader; null where the
 * reader may not see it.
 */
export async function readReport(
	db: Db,
	district: string,
	id: string,
	reader: Language = 'de'
): Promise<Report | null> {
	const row = unwrap(
		await db
			.from('contributions')
			.select(
				`id, district_id, state, sphere, language, version, body, place, latitude, longitude, created_at,
				published_at, author_id,
				translations(language, version, title, summary, body, origin, provider, is_locked, written_at,
					translator:profiles(display_name)),
				author:profiles!contributions_author_id_fkey(display_name),
				report:reports!inner(category, status, updates:report_updates(id, status, answer, created_at)),
				photos:attachments(id, width, height, position),
				measure_sources(measure:measures(id, title, status))`
			)
			.eq('id', id)
			.eq('district_id', district)
			.eq('translations.language', reader)
			.maybeSingle()
	);
	if (!row) return null;
	const { author, report, photos, measure_sources, translations, ...rest } = row;
	const [translation] = translations;
	return {
		...rest,
		translation: translation
			? {
					...translation,
					language: reader,
					translator: translation.translator?.display_name ?? null
				}
			: null,
		language: rest.language as Report['language'],
		author: author?.display_name ?? null,
		category: report.category,
		status: report.status,
		updates: report.updates
			.toSorted((a, b) => a.id - b.id)
			.map(({ status, answer, created_at }) => ({ status, answer: readTexts(answer), created_at })),
		photos: photos
			.toSorted((a, b) => a.position - b.position)
			.map(({ id: photo, width, height }) => ({ id: photo, width, height })),
		measures: measure_sources.flatMap(({ measure }) =>
			measure ? [{ id: measure.id, title: readTexts(measure.title), status: measure.status }] : []
		)
	};
}

/** What a guest sees behind a follow-up code. */
export interface FollowedReport extends Omit<
	Report,
	'author' | 'author_id' | 'published_at' | 'version' | 'translation'
> {
	/** Why it was hidden or removed. */
	reason: Texts | null;
	updates: ReportUpdate[];
	photos: ReportPhoto[];
	measures: ReportMeasure[];
}

/** The report behind a code (twelve characters, see `readCode`), in whatever state; null when there is none. */
export const followReport = async (db: Db, code: string): Promise<FollowedReport | null> =>
	shaped(unwrap(await db.rpc('follow_report', { p_code: code })));

/** Writes a report in one transaction. False when it was there already: sent twice by the same sender. */
export const submitReport = async (
	db: Db,
	report: NewReport,
	photos: (ReportPhoto & { position: number })[]
): Promise<boolean> =>
	unwrap(
		await db.rpc('submit_report', {
			p_report: { ...report, photos: photos.map((photo) => ({ ...photo })) }
		})
	);

/** A person's own reports, in every state, newest first. */
export async function listOwnReports(db: Db, author: string): Promise<OwnReport[]> {
	const rows = unwrap(
		await db
			.from('contributions')
			.select(
				'id, district_id, state, language, body, created_at, report:reports!inner(category, status)'
			)
			.eq('author_id', author)
			.order('created_at', { ascending: false })
			.limit(100)
	);
	return rows.map(({ report, ...row }) => ({
		...row,
		language: row.language as OwnReport['language'],
		category: report.category,
		status: report.status
	}));
}

export type OwnReport = Pick<
	Report,
	'id' | 'district_id' | 'state' | 'language' | 'body' | 'created_at' | 'category' | 'status'
>;

/** Whether the reader may see the contribution a photo belongs to. */
export const maySeePhoto = async (db: Db, id: string): Promise<boolean> =>
	unwrap(await db.from('attachments').select('id').eq('id', id).maybeSingle()) !== null;
