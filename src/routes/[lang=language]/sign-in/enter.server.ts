import { setTimeout as pause } from 'node:timers/promises';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { AuthError } from '@supabase/supabase-js';
import type { Db } from '#lib/db/db.ts';
import { readMe, saveProfile } from '#lib/features/account/queries.ts';
import { route, withQuery } from '#lib/route.ts';
import { safeNext } from '#lib/server/guard.ts';
import { withinLimit } from '#lib/server/limits.ts';
import { log } from '#lib/server/log.ts';
import { inLanguage } from '#lib/server/mail.ts';
import { codeType, guestDb, personDb } from '#lib/server/supabase.ts';
import { neighbour } from '../me/profile.server.ts';

/** A known address is answered faster than a new one. Nobody shall learn from it who has an account. */
const QUIET_MS = 600;

async function noFasterThan<T>(ms: number, work: () => Promise<T>): Promise<T> {
	const [result] = await Promise.all([work(), pause(ms)]);
	return result;
}

/** Where a person goes once signed in: to where they wanted, or to their own page. */
export const destination = ({ url, locals }: Pick<RequestEvent, 'url' | 'locals'>): string =>
	safeNext(url.searchParams.get('next')) ?? route.me({ lang: locals.language });

/** Sends a code to the address, whether it has an account or not. Null when it is on its way, else a problem. */
export async function sendCode(event: RequestEvent, email: string): Promise<string | null> {
	const allowed =
		(await withinLimit('signInMailFrom', event.getClientAddress())) &&
		(await withinLimit('signInMail', email));
	if (!allowed) return 'too_many';
	const { language } = event.locals;
	const { error } = await noFasterThan(QUIET_MS, async () => {
		const db = await guestDb();
		return inLanguage(language, () =>
			db.auth.signInWithOtp({ email, options: { data: { language } } })
		);
	});
	return error && mailProblem(error);
}

function mailProblem({ status, code }: AuthError): string {
	if (status === 429) return 'too_many';
	if (code === 'validation_failed' || code === 'email_address_invalid') return 'email_invalid';
	// The message may name the address.
	log.error('sign-in mail', `${status ?? 0} ${code ?? 'failed'}`);
	return 'mail_failed';
}

type Entered = { db: Db; problem: null } | { db: null; problem: string };

/** Signs in with the code of the mail. */
export const enterWithCode = (event: RequestEvent, email: string, token: string) =>
	enter(event, email, 'code_wrong', async (db) => {
		const { error } = await db.auth.verifyOtp({ email, token, type: await codeType() });
		return error;
	});

/** Signs in with a password. The answer to an unknown address is that to a wrong password. */
export const enterWithPassword = (event: RequestEvent, email: string, password: string) =>
	noFasterThan(QUIET_MS, () =>
		enter(event, email, 'credentials_wrong', async (db) => {
			const { error } = await db.auth.signInWithPassword({ email, password });
			return error;
		})
	);

async function enter(
	event: RequestEvent,
	email: string,
	refused: string,
	attempt: (db: Db) => Promise<AuthError | null>
): Promise<Entered> {
	const allowed =
		(await withinLimit('signInCodeFrom', event.getClientAddress())) &&
		(await withinLimit('signInCode', email));
	if (!allowed) return { db: null, problem: 'too_many' };
	const db = await personDb(event.cookies, event.url.protocol === 'https:');
	const error = await attempt(db);
	if (!error) return { db, problem: null };
	if (error.status === 429) return { db: null, problem: 'too_many' };
	if (error.status && error.status < 500) return { db: null, problem: refused };
	throw error;
}

/** Leads a person on who has just signed in. At the first time they get a profile and are asked for a name. */
export async function arrive(event: RequestEvent, db: Db): Promise<never> {
	const next = destination(event);
	const me = await readMe(db);
	if (!me) throw new Error('signed in, but the database does not know who');
	if (me.profile) redirect(303, next);
	const { language } = event.locals;
	await saveProfile(db, me.id, {
		display_name: await neighbour(language),
		language
	});
	redirect(303, withQuery(route.welcome({ lang: language }), { next }));
}
