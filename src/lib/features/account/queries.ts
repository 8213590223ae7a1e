import type { PostgrestError } from '@supabase/supabase-js';
import type { HeldRole, Me } from '../../auth/roles.ts';
import { shaped, unwrap, type Db } from '../../db/db.ts';
import { readTexts, type Texts } from '../../i18n/texts.ts';

/** Who the client acts as; null for a guest or a session the database does not accept. */
export async function readMe(db: Db): Promise<Me | null> {
	const { data, error } = await db.rpc('me');
	if (error) return null;
	const me = shaped<{ id: string | null; profile: Me['profile']; roles: HeldRole[] }>(data);
	return me.id ? { ...me, id: me.id } : null;
}

/** The mail address of whom the client acts as; empty when their account is gone. */
export async function readAddress(db: Db): Promise<string> {
	const { data } = await db.auth.getUser();
	return data.user?.email ?? '';
}

export interface ProfileChange {
	display_name: string;
	language: string;
}

/** Writes the person's name and settings, making them at the first time. */
export async function saveProfile(db: Db, id: string, change: ProfileChange): Promise<void> {
	unwrap(await db.from('profiles').upsert({ id, display_name: change.display_name }));
	unwrap(await db.from('profile_private').upsert({ id, language: change.language }));
	// A hosted Supabase tells our mail hook no more of a person than this.
	await db.auth.updateUser({ data: { language: change.language } });
}

const PASSWORD_PROBLEMS: Record<string, string> = {
	weak_password: 'password_weak',
	same_password: 'password_same',
	reauthentication_needed: 'sign_in_again',
	session_expired: 'sign_in_again',
	session_not_found: 'sign_in_again'
};

/** Sets the person's password and ends their other sessions. Null when it is done, else a key below `account:error`. */
export async function changePassword(db: Db, password: string): Promise<string | null> {
	const { error } = await db.auth.updateUser({ password });
	const problem = PASSWORD_PROBLEMS[error?.code ?? ''];
	if (problem) return problem;
	if (error) throw error;
	await db.auth.signOut({ scope: 'others' });
	return null;
}

/** Ends this session. Whether the database hears of it or not, the caller forgets the cookies. */
export const signOut = async (db: Db): Promise<void> =>
	void (await db.auth.signOut({ scope: 'local' }));

/** Why something the person wrote was hidden or removed, by its id. */
export async function readReasons(db: Db): Promise<Record<string, Texts>> {
	const rows = unwrap(await db.rpc('own_reasons'));
	return Object.fromEntries(
		rows.map(({ contribution_id, reason }) => [contribution_id, readTexts(reason)])
	);
}

/** Deletes the account. Throws `DbError` with the hint `address_wrong` unless the address is the account's own. */
export const eraseMe = async (db: Db, address: string): Promise<void> =>
	void unwrap(await db.rpc('erase_me', { p_address: address }));

const EXPORT_PAGE = 200;

/** Everything that is stored about a person and that they wrote or decided, for them to take away. */
export async function exportMe(db: Db, me: Me) {
	const [{ data }, contributions, reasons, decisions] = await Promise.all([
		db.auth.getUser(),
		allContributions(db, me.id),
		readReasons(db),
		allDecisions(db, me.id)
	]);
	const account = data.user && {
		email: data.user.email,
		created_at: data.user.created_at,
		last_sign_in_at: data.user.last_sign_in_at
	};
	return { account, profile: me.profile, roles: me.roles, contributions, reasons, decisions };
}

const allContributions = (db: Db, author: string) =>
	collect('00000000-0000-0000-0000-000000000000', (after) =>
		db
			.from('contributions')
			.select(
				`id, district_id, kind, sphere, language, title, body, state, place, latitude, longitude,
				created_at, edited_at, published_at,
				report:reports(category, status, updates:report_updates(status, answer, created_at)),
				photos:attachments(id, width, height),
				measures:measure_sources(added_at, measure:measures(id, title, status))`
			)
			.eq('author_id', author)
			.gt('id', after)
			.order('id')
			.limit(EXPORT_PAGE)
	);

const allDecisions = (db: Db, actor: string) =>
	collect('0', (after) =>
		db
			.from('decisions')
			.select('id, district_id, action, contribution_id, measure_id, reason, detail, created_at')
			.eq('actor_id', actor)
			.gt('id', Number(after))
			.order('id')
			.limit(EXPORT_PAGE)
	);

type Rows<R> = { data: R[]; error: null } | { data: null; error: PostgrestError };

/** All rows of a query, asked for a page at a time by their key. */
async function collect<R extends { id: string | number }>(
	first: string,
	page: (after: string) => PromiseLike<Rows<R>>
): Promise<R[]> {
	const all: R[] = [];
	for (;;) {
		const rows: R[] = unwrap(await page(String(all.at(-1)?.id ?? first)));
		all.push(...rows);
		if (rows.length < EXPORT_PAGE) return all;
	}
}
