import { createServerClient } from '@supabase/ssr';
import { createClient } from '@supabase/supabase-js';
import type { Cookies } from '@sveltejs/kit';
import type { Database } from '../db/database.types.ts';
import type { Db } from '../db/db.ts';
import { loadDemo } from './demo.ts';
import { startEmbedded, type Embedded } from './embedded.ts';
import { env } from './env.ts';
import { takeAuthMail } from './mail.ts';
import { log } from './log.ts';

/** A Supabase, be it hosted or in this process. */
interface Backend {
	url: string;
	publishableKey: string;
	secretKey: string;
	fetch: typeof fetch;
	/** Set where the Supabase runs in this process. */
	embedded: Embedded | null;
}

const stateless = { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false };

async function start(): Promise<Backend> {
	const settings = env();
	if (settings.SUPABASE_URL)
		return {
			url: settings.SUPABASE_URL,
			publishableKey: settings.SUPABASE_PUBLISHABLE_KEY ?? '',
			secretKey: settings.SUPABASE_SECRET_KEY ?? '',
			fetch: globalThis.fetch,
			embedded: null
		};
	const embedded = await startEmbedded({
		folder: settings.VIERTEL_DATA,
		databaseUrl: settings.DATABASE_URL,
		email: { send: takeAuthMail },
		progress: (step) => log.slow(step)
	});
	const backend = { ...embedded, embedded };
	if (settings.demo) await loadDemo(embedded, client(backend, embedded.secretKey));
	return backend;
}

const client = (backend: Omit<Backend, 'embedded'>, key: string): Db =>
	createClient<Database>(backend.url, key, { global: { fetch: backend.fetch }, auth: stateless });

// On the global object, because the development server evaluates this module anew after every change
// while the database's folder can only be open once.
const shared = globalThis as { viertelBackend?: Promise<Backend> };
const backend = (): Promise<Backend> => (shared.viertelBackend ??= start());

/** Starts the database and loads the demo where that is asked for; done when pages can be served. */
export const startDatabase = async (): Promise<void> => void (await backend());

export const stopDatabase = async (): Promise<void> => {
	const running = await shared.viertelBackend?.catch(() => null);
	shared.viertelBackend = undefined;
	await running?.embedded?.close();
};

let guest: Db | undefined;
/** A client that may do what anybody may do. Holds no session, so one serves all guests. */
export async function guestDb(): Promise<Db> {
	const running = await backend();
	return (guest ??= client(running, running.publishableKey));
}

let server: Db | undefined;
/** A client past all policies. Only for what no reader may do: guests' reports, photos' bytes, mail. */
export async function serverDb(): Promise<Db> {
	const running = await backend();
	return (server ??= client(running, running.secretKey));
}

export const SESSION_COOKIE = 'viertel-session';
export const hasSession = (cookies: Cookies): boolean =>
	cookies.getAll().some(({ name }) => name.startsWith(SESSION_COOKIE));

/** A client that acts as the person whose session the cookies hold, and renews it there. */
export async function personDb(cookies: Cookies, secure: boolean): Promise<Db> {
	const running = await backend();
	const options = { path: '/', httpOnly: true, secure, sameSite: 'lax' as const };
	return createServerClient<Database>(running.url, running.publishableKey, {
		global: { fetch: running.fetch },
		cookieOptions: { ...options, name: SESSION_COOKIE, maxAge: 60 * 60 * 24 * 60 },
		cookies: {
			getAll: () => cookies.getAll(),
			setAll: (changed) => {
				for (const { name, value, options: own } of changed)
					cookies.set(name, value, { ...own, ...options });
			}
		}
	});
}

/** Lite knows the code of a mail only by this type; Supabase has a common one for new and known people. */
export const codeType = async (): Promise<'magiclink' | 'email'> =>
	(await backend()).embedded ? 'magiclink' : 'email';
