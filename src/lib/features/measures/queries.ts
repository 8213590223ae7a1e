import { unwrap, type Db } from '../../db/db.ts';
import { afterCursor, pageOf, type Cursor, type Page } from '../../db/page.ts';
import { readTexts } from '../../i18n/texts.ts';
import { SPHERES, type Sphere } from '../districts/model.ts';
import type {
	Measure,
	MeasureFilter,
	Organisation,
	OrganisationKind,
	SourceWords,
	StaffMeasureCard
} from './model.ts';
import type { CheckedMeasure } from './schema.ts';

const PAGE_SIZE = 24;
/** So many measures are offered to choose from, the last edited first. */
const CHOICES = 200;

/** PostgreSQL's word for "there is one with this key already". */
const TAKEN = '23505';

const CARD = `id, title, summary, status, is_public, edited_at,
	spheres:measure_spheres(sphere), sources:measure_sources(count)` as const;
/** The second look at the spheres narrows the list and leaves the first one whole. */
const CARD_OF_SPHERE = `${CARD}, chosen:measure_spheres!inner(sphere)` as const;

const inOrder = (rows: readonly { sphere: Sphere }[]) =>
	SPHERES.filter((sphere) => rows.some((row) => row.sphere === sphere));

/** Measures of a district, the last edited first; of those not yet public only staff see any. */
export async function listMeasures(
	db: Db,
	district: string,
	filter: MeasureFilter,
	{ after = null, publicOnly = true }: { after?: Cursor | null; publicOnly?: boolean } = {}
): Promise<Page<StaffMeasureCard>> {
	const narrowed = filter.sphere
		? db.from('measures').select(CARD_OF_SPHERE).eq('chosen.sphere', filter.sphere)
		: db.from('measures').select(CARD);
	let query = narrowed
		.eq('district_id', district)
		.order('edited_at', { ascending: false })
		.order('id', { ascending: false })
		.limit(PAGE_SIZE + 1);
	if (filter.status) query = query.eq('status', filter.status);
	if (publicOnly) query = query.eq('is_public', true);
	if (after) query = query.or(afterCursor(after, 'edited_at', 'newest_first'));
	const page = pageOf(unwrap(await query), PAGE_SIZE, ({ edited_at, id }) => ({
		at: edited_at,
		id
	}));
	return {
		...page,
		entries: page.entries.map((row) => ({
			id: row.id,
			title: readTexts(row.title),
			summary: readTexts(row.summary),
			status: row.status,
			is_public: row.is_public,
			edited_at: row.edited_at,
			spheres: inOrder(row.spheres),
			sources: row.sources[0]?.count ?? 0
		}))
	};
}

/** The measures of a district to choose from. */
export async function listMeasureNames(
	db: Db,
	district: string
): Promise<Pick<Measure, 'id' | 'title'>[]> {
	const rows = unwrap(
		await db
			.from('measures')
			.select('id, title')
			.eq('district_id', district)
			.order('edited_at', { ascending: false })
			.limit(CHOICES)
	);
	return rows.map(({ id, title }) => ({ id, title: readTexts(title) }));
}

/** One measure with its spheres, who carries it out and what is behind it; null where the reader may not see it. */
export async function readMeasure(db: Db, district: string, id: string): Promise<Measure | null> {
	const row = unwrap(
		await db
			.from('measures')
			.select(
				`id, district_id, title, summary, description, status, is_public, starts_on, ends_on,
				budget_cents, version, edited_at,
				organisation:organisations(id, name, url),
				spheres:measure_spheres(sphere),
				sources:measure_sources(
					added_at,
					contribution:contributions(id, kind, title, body, language, place, state, report:reports(category, status))
				)`
			)
			.eq('id', id)
			.eq('district_id', district)
			.maybeSingle()
	);
	if (!row) return null;
	return {
		...row,
		title: readTexts(row.title),
		summary: readTexts(row.summary),
		description: readTexts(row.description),
		edited_at: row.edited_at,
		spheres: inOrder(row.spheres),
		sources: row.sources
			.toSorted((a, b) => Date.parse(a.added_at) - Date.parse(b.added_at))
			.flatMap(({ added_at, contribution }) =>
				contribution
					? [
							{
								id: contribution.id,
								kind: contribution.kind,
								title: contribution.title,
								body: contribution.body,
								language: contribution.language as SourceWords['language'],
								place: contribution.place,
								state: contribution.state,
								category: contribution.report?.category ?? null,
								report_status: contribution.report?.status ?? null,
								added_at
							}
						]
					: []
			)
	};
}

/** A contribution that a measure can begin with, and the sphere it is about; null where the reader may not see it. */
export async function readSource(
	db: Db,
	district: string,
	id: string
): Promise<(SourceWords & { sphere: Sphere }) | null> {
	const row = unwrap(
		await db
			.from('contributions')
			.select('id, kind, title, body, language, place, sphere, report:reports(category)')
			.eq('id', id)
			.eq('district_id', district)
			.maybeSingle()
	);
	if (!row) return null;
	const { report, language, ...rest } = row;
	return {
		...rest,
		language: language as SourceWords['language'],
		category: report?.category ?? null
	};
}

/**
 * Creates a measure (`version` is null) or changes the version that was read. Throws a `DbError` when
 * there is a measure with this id already, or a newer version than the one read.
 */
export async function saveMeasure(
	db: Db,
	district: string,
	measure: CheckedMeasure
): Promise<void> {
	const {
		new_organisation: name,
		new_organisation_id: id,
		new_organisation_kind: kind,
		budget: budget_cents,
		...rest
	} = measure;
	const organisation = name
		? await addOrganisation(db, district, { id, name, kind })
		: measure.organisation;
	unwrap(
		await db.rpc('save_measure', { p_measure: { ...rest, district, organisation, budget_cents } })
	);
}

/** Ties a contribution to a measure; once is enough. */
export const addSource = async (db: Db, measure: string, contribution: string): Promise<void> =>
	unwrap(await db.rpc('add_source', { p_measure: measure, p_contribution: contribution }));

/** Unties a contribution from a measure. Throws a denied `DbError` when it was not tied. */
export const removeSource = async (db: Db, measure: string, contribution: string): Promise<void> =>
	unwrap(await db.rpc('remove_source', { p_measure: measure, p_contribution: contribution }));

/** The organisations of a district by name. */
export const listOrganisations = async (db: Db, district: string): Promise<Organisation[]> =>
	unwrap(
		await db.from('organisations').select('id, name').eq('district_id', district).order('name')
	);

/**
 * The id of the organisation with this name, which is added where there is none. With an `id` made by the
 * client, adding it twice at once is adding it once.
 */
async function addOrganisation(
	db: Db,
	district: string,
	{ id, name, kind }: { id: string | null; name: string; kind: OrganisationKind }
): Promise<string> {
	const known = (await listOrganisations(db, district)).find(
		(organisation) => organisation.name.toLowerCase() === name.toLowerCase()
	);
	if (known) return known.id;
	const made = id ?? crypto.randomUUID();
	const answer = await db
		.from('organisations')
		.insert({ id: made, district_id: district, name, kind });
	if (answer.error?.code !== TAKEN) unwrap(answer);
	return made;
}
