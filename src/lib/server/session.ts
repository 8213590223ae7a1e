import type { RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import type { Me } from '../auth/roles.ts';
import type { Db } from '../db/db.ts';
import { readMe } from '../features/account/queries.ts';
import { guestDb, hasSession, personDb, SESSION_COOKIE } from './supabase.ts';

/** Answers that are the same for everybody and may be kept by anybody: no session is looked at or renewed. */
const SAME_FOR_ALL = /^\/(tiles|offline|manifest\.webmanifest)(\/|$)/;

/**
 * Who is asking. A page without a session costs nothing here; with one, the database says who it is,
 * and a forged or expired session is dropped, so that its holder goes on as a guest.
 */
export const recognise: Handle = async ({ event, resolve }) => {
	event.locals.me = null;
	event.locals.db = await guestDb();
	if (hasSession(event.cookies) && !SAME_FOR_ALL.test(event.url.pathname))
		await recognisePerson(event);
	return resolve(event);
};

async function recognisePerson(event: RequestEvent): Promise<void> {
	const db = await personDb(event.cookies, event.url.protocol === 'https:');
	const me = await whoIs(db);
	if (me) {
		event.locals.db = db;
		event.locals.me = me;
	} else forgetSession(event);
}

async function whoIs(db: Db): Promise<Me | null> {
	try {
		const { data } = await db.auth.getSession();
		return data.session ? await readMe(db) : null;
	} catch {
		return null;
	}
}

export function forgetSession(event: RequestEvent): void {
	for (const { name } of event.cookies.getAll())
		if (name.startsWith(SESSION_COOKIE)) event.cookies.delete(name, { path: '/' });
}
