import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { demo, fillDates, moment } from '../../../supabase/seed/index.ts';
import type { Ago, DemoReport } from '../../../supabase/seed/types.ts';
import type { Db } from '../db/db.ts';
import { CATEGORIES } from '../features/reports/model.ts';
import { idOf, insert, personId, reportId } from './demo-rows.ts';
import { insertFollows } from './demo-follows.ts';
import { insertProposals } from './demo-proposals.ts';
import { insertTranslations } from './demo-translations.ts';
import { insertTalk } from './demo-talk.ts';
import type { Embedded, Sql } from './embedded.ts';
import { log } from './log.ts';
import { putPhoto, type PhotoSize } from './photos.ts';

const photoId = (key: string) => idOf('photo', key);

/** Fills an empty installation with the demo: people, reports with photos and answers, measures, talk. Does nothing to any other. */
export async function loadDemo(embedded: Embedded, db: Db): Promise<void> {
	const [found] = await embedded.sql('select exists (select from public.organisations) as loaded');
	if (found?.loaded) return;
	const now = new Date();
	log.slow('demo photos');
	await storePhotos(db);
	log.slow('demo data');
	await embedded.transaction(async (sql) => {
		await insertPeople(sql, now);
		await insertReports(sql, now);
		await insertMeasures(sql, now);
		await insertTalk(sql, now);
		await insertProposals(sql, now);
		await insertTranslations(sql, now);
		await insertFollows(sql, now);
		await sql('delete from private.uploads');
	});
}

async function storePhotos(db: Db): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'viertel-demo-'));
	try {
		await promisify(execFile)(process.execPath, ['src/lib/server/demo-photos.ts', folder]);
		for (const { key, photo } of demo.reports) {
			if (!photo) continue;
			const read = async (size: PhotoSize) =>
				new Uint8Array(await readFile(join(folder, `${key}.${size}.webp`)));
			await putPhoto(db, photoId(key), { large: await read('large'), small: await read('small') });
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function insertPeople(sql: Sql, now: Date): Promise<void> {
	const people = demo.people.map((person) => ({
		...person,
		id: personId(person.key),
		display_name: person.name,
		at: moment(now, { days_ago: person.joined_days_ago, hour: 10 })
	}));
	await sql(
		`insert into auth.users (id, aud, role, email, email_confirmed_at, raw_app_meta_data, created_at, updated_at)
		select id, 'authenticated', 'authenticated', email, at, '{"provider":"email","providers":["email"]}', at, at
		from jsonb_to_recordset($1::text::jsonb) as row(id uuid, email text, at timestamptz)`,
		[JSON.stringify(people)]
	);
	await insert(sql, 'public.profiles', 'id uuid, display_name text', people);
	await insert(sql, 'public.profile_private', 'id uuid, language text', people);
	await insert(
		sql,
		'private.district_roles',
		'user_id uuid, district_id text, role public.staff_role',
		people.flatMap(({ id, roles }) =>
			roles.map(({ district, role }) => ({ user_id: id, district_id: district, role }))
		)
	);
	await insert(
		sql,
		'public.organisations',
		'id uuid, district_id text, name text, kind text, url text',
		demo.organisations.map((organisation) => ({
			...organisation,
			id: idOf('organisation', organisation.key),
			district_id: organisation.district
		}))
	);
}

async function insertReports(sql: Sql, now: Date): Promise<void> {
	const at = (ago: Ago) => moment(now, ago);
	const publishedAt = (report: DemoReport) =>
		report.decision && report.state === 'public' ? at(report.decision) : null;

	await insert(
		sql,
		'public.contributions',
		`id uuid, district_id text, kind public.contribution_kind, author_id uuid, sphere public.sphere, language text,
		body text, state public.contribution_state, latitude float8, longitude float8, place text,
		created_at timestamptz, published_at timestamptz`,
		demo.reports.map((report) => ({
			id: reportId(report.key),
			district_id: report.district,
			kind: 'report',
			author_id: report.author && personId(report.author),
			sphere: CATEGORIES[report.category],
			language: report.language,
			body: report.body,
			state: report.state,
			latitude: report.lat,
			longitude: report.lng,
			place: report.place_text,
			created_at: at(report),
			published_at: publishedAt(report)
		}))
	);
	await insert(
		sql,
		'public.reports',
		'id uuid, category public.report_category, status public.report_status',
		demo.reports.map((report) => ({ ...report, id: reportId(report.key) }))
	);
	await insert(
		sql,
		'public.report_updates',
		'report_id uuid, status public.report_status, answer jsonb, created_at timestamptz',
		demo.reports.flatMap((report) => [
			{ report_id: reportId(report.key), status: 'received', answer: {}, created_at: at(report) },
			...report.updates.map((update) => ({
				report_id: reportId(report.key),
				status: update.status,
				answer: fillDates(update.answer, at(update)),
				created_at: at(update)
			}))
		])
	);
	await insert(
		sql,
		'public.attachments',
		'id uuid, contribution_id uuid, width integer, height integer',
		demo.reports
			.filter((report) => report.photo)
			.map(({ key }) => ({
				id: photoId(key),
				contribution_id: reportId(key),
				width: 1200,
				height: 900
			}))
	);
	await insert(
		sql,
		'public.decisions',
		'district_id text, action public.decision_action, contribution_id uuid, actor_id uuid, reason text, detail jsonb, created_at timestamptz',
		demo.reports.flatMap((report) => decisionsOf(report, at))
	);
}

const ACTIONS = {
	pending: 'publish',
	public: 'publish',
	hidden: 'hide',
	removed: 'remove'
} as const;

function decisionsOf(report: DemoReport, at: (ago: Ago) => Date): object[] {
	const about = { district_id: report.district, contribution_id: reportId(report.key) };
	const { decision } = report;
	return [
		...(decision
			? [
					{
						...about,
						action: ACTIONS[report.state],
						actor_id: personId(decision.by),
						reason: decision.reason,
						detail: {
							from: 'pending',
							to: report.state,
							...(decision.reason ? { texts: { [report.language]: decision.reason } } : {})
						},
						created_at: at(decision)
					}
				]
			: []),
		...report.updates.map((update) => ({
			...about,
			action: 'status',
			actor_id: personId(update.by),
			reason: null,
			detail: { status: update.status, answer: update.answer },
			created_at: at(update)
		}))
	];
}

async function insertMeasures(sql: Sql, now: Date): Promise<void> {
	const day = (days: number | null) =>
		days === null ? null : new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
	const id = (key: string) => idOf('measure', key);
	const created = demo.measures.map((measure) => {
		const at = moment(now, { days_ago: measure.created_days_ago, hour: 11 });
		return {
			...measure,
			id: id(measure.key),
			district_id: measure.district,
			title: fillDates(measure.title, at),
			summary: fillDates(measure.summary, at),
			description: fillDates(measure.description, at),
			starts_on: day(measure.starts_in_days),
			ends_on: day(measure.ends_in_days),
			organisation_id: idOf('organisation', measure.organisation),
			created_at: at,
			edited_at: at
		};
	});
	await insert(
		sql,
		'public.measures',
		`id uuid, district_id text, title jsonb, summary jsonb, description jsonb, status public.measure_status, is_public boolean,
		starts_on date, ends_on date, organisation_id uuid, budget_cents bigint, created_at timestamptz, edited_at timestamptz`,
		created
	);
	await insert(
		sql,
		'public.measure_spheres',
		'measure_id uuid, sphere public.sphere',
		created.flatMap(({ id: measure_id, spheres }) =>
			spheres.map((sphere) => ({ measure_id, sphere }))
		)
	);
	await insert(
		sql,
		'public.measure_sources',
		'measure_id uuid, contribution_id uuid, added_at timestamptz',
		created.flatMap(({ id: measure_id, sources, created_at }) =>
			sources.map((key) => ({ measure_id, contribution_id: reportId(key), added_at: created_at }))
		)
	);
}
