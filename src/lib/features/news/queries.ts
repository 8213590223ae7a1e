import type { Json } from '../../db/database.types.ts';
import { shaped, unwrap, type Db } from '../../db/db.ts';
import { pageOf, type Cursor, type Page } from '../../db/page.ts';
import type { Language } from '../../i18n/languages.ts';
import { readTexts } from '../../i18n/texts.ts';
import {
	DEFAULT_SETTINGS,
	type DeadLetter,
	type Follow,
	type Followable,
	type News,
	type NewsSettings,
	type NewsTarget
} from './model.ts';
import type { Device, NewFollow } from './schema.ts';

const PAGE = 30;

/** News of whom the client acts as, newest first. */
export async function listNews(
	db: Db,
	language: Language,
	after: Cursor | null
): Promise<Page<News>> {
	const rows = shaped<News[]>(
		unwrap(
			await db.rpc('news_list', {
				p_language: language,
				p_before: after?.at,
				p_before_id: after ? Number(after.id) : undefined,
				p_limit: PAGE + 1
			})
		)
	);
	return pageOf(rows, PAGE, ({ created_at, id }) => ({ at: created_at, id: `${id}` }));
}

/** How many news the person has not read. */
export async function countUnread(db: Db, person: string): Promise<number> {
	const answer = await db
		.from('news')
		.select('id', { count: 'exact', head: true })
		.eq('person_id', person)
		.is('read_at', null);
	unwrap(answer);
	return answer.count ?? 0;
}

/** Notes that a piece of news was opened; where it leads, or null where it is none of the person's. */
export const openNews = async (db: Db, id: number): Promise<NewsTarget | null> =>
	shaped(unwrap(await db.rpc('read_news', { p_id: id })));

export const readAllNews = async (db: Db): Promise<void> =>
	void unwrap(await db.rpc('read_all_news'));

/** How the person wants to hear of things; the defaults until they said. */
export async function readSettings(db: Db, person: string): Promise<NewsSettings> {
	const row = unwrap(
		await db
			.from('news_settings')
			.select('mail, push, quiet_from, quiet_to, muted')
			.eq('person_id', person)
			.maybeSingle()
	);
	return row ?? DEFAULT_SETTINGS;
}

export const saveSettings = async (db: Db, person: string, settings: NewsSettings): Promise<void> =>
	void unwrap(await db.from('news_settings').upsert({ person_id: person, ...settings }));

/** More than anybody follows by hand. */
const MOST_FOLLOWS = 300;

/** What the person follows, newest first. */
export async function listFollows(db: Db, person: string): Promise<Follow[]> {
	const rows = unwrap(
		await db
			.from('follows')
			.select(
				`id, district_id, sphere, radius_m, place,
				contribution:contributions(id, kind, language, title, report:reports(category)),
				measure:measures(id, title)`
			)
			.eq('person_id', person)
			.order('created_at', { ascending: false })
			.order('id')
			.limit(MOST_FOLLOWS)
	);
	return rows.map(({ contribution, measure, radius_m, ...row }) => ({
		id: row.id,
		district: row.district_id,
		sphere: row.sphere,
		place: radius_m === null ? null : { name: row.place, radius: radius_m },
		measure: measure && { id: measure.id, title: readTexts(measure.title) },
		thread: contribution && {
			id: contribution.id,
			kind: contribution.kind,
			language: contribution.language as Language,
			title: contribution.title,
			category: contribution.report?.category ?? null
		}
	}));
}

/** The id by which the person follows this; null when they do not. */
export async function findFollow(
	db: Db,
	person: string,
	what: Followable,
	id: string
): Promise<string | null> {
	const row = unwrap(
		await db
			.from('follows')
			.select('id')
			.eq('person_id', person)
			.eq(what === 'measure' ? 'measure_id' : 'contribution_id', id)
			.maybeSingle()
	);
	return row?.id ?? null;
}

const UNIQUE = '23505';

/** Follows something; to follow it already is as good. */
export async function follow(db: Db, person: string, wish: NewFollow): Promise<void> {
	const { error } = await db.from('follows').insert({ person_id: person, ...wish });
	if (error?.code !== UNIQUE) unwrap({ data: null, error });
}

export const unfollow = async (db: Db, person: string, id: string): Promise<void> =>
	void unwrap(await db.from('follows').delete().eq('person_id', person).eq('id', id));

/** From now on the person is told on this device, in this language. */
export const keepDevice = async (db: Db, device: Device, language: Language): Promise<void> =>
	void unwrap(
		await db.rpc('keep_push', {
			p_endpoint: device.endpoint,
			p_p256dh: device.keys.p256dh,
			p_auth: device.keys.auth,
			p_language: language
		})
	);

export const dropDevice = async (db: Db, endpoint: string): Promise<void> =>
	void unwrap(await db.rpc('drop_push', { p_endpoint: endpoint }));

/** What is to be written to a person, and the code by which they stop it. For the server. */
export const readLetter = async (
	db: Pick<Db, 'rpc'>,
	person: string,
	news: Json,
	language: Language
): Promise<{ code: string; news: News[] }> =>
	shaped(
		unwrap(await db.rpc('news_letter', { p_person: person, p_news: news, p_language: language }))
	);

/** What could not be sent, newest first. Throws `DbError` (`isDenied`) for all but admins. */
export const listDeadLetters = async (db: Db): Promise<DeadLetter[]> =>
	unwrap(await db.rpc('dead_letters', {})) as DeadLetter[];

export const reviveLetter = async (db: Db, id: number): Promise<void> =>
	void unwrap(await db.rpc('revive_letter', { p_id: id }));

export const discardLetter = async (db: Db, id: number): Promise<void> =>
	void unwrap(await db.rpc('discard_letter', { p_id: id }));
