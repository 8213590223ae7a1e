import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { App, setExperimental, type EmailDriver } from '@supabase/lite';
import { applyPendingMigrations } from '@supabase/lite/cli';
import { createPgliteConnection, type PGlite } from '@supabase/lite/pglite';
import { createPostgresConnection, type PostgresConnection } from '@supabase/lite/postgres';
import { folderStorage } from './storage.ts';

export interface EmbeddedOptions {
	/** Folder for the database (unless `databaseUrl`), the photos and the keys. */
	folder: string;
	/** A PostgreSQL to use in place of PGlite. */
	databaseUrl?: string;
	/** Takes the sign-in codes. The code is the subject. */
	email: EmailDriver;
	/** Told before each step that may take long. */
	progress?: (step: string) => void;
}

type PostgresDriver = PostgresConnection['driver'];
type Row = Record<string, unknown>;
export type Sql = (query: string, parameters?: readonly unknown[]) => Promise<Row[]>;

export interface Embedded {
	url: string;
	publishableKey: string;
	secretKey: string;
	/** Answers as a Supabase at `url` would, without a network. */
	fetch: typeof fetch;
	/** Runs SQL as the owner of the database, past all policies. For set-up and tests alone. */
	sql: Sql;
	/** All of `work` or nothing. */
	transaction: (work: (sql: Sql) => Promise<void>) => Promise<void>;
	close: () => Promise<void>;
}

interface Keys {
	jwtSecret: string;
	publishableKey: string;
	secretKey: string;
}

const ORIGIN = 'http://embedded.viertel.internal';

/** Lite puts the code into the subject; our own mailer writes the real mail in the reader's language. */
const CODE_MAIL = { subject: '{{ .Token }}' };

// Lite hands functions their JSON as text. Written as JSON once more, it would arrive as one string.
const jsonType = (oid: number) => ({
	to: oid,
	from: [oid],
	serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
	parse: (text: string): unknown => JSON.parse(text)
});

/** `2026-11-22 02:54:20.439+00` as Supabase writes it, with its microseconds: Safari reads no other form. */
const isoTime = (time: string) => time.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
const TIMESTAMPTZ = 1184;
const POSTGRES_TYPES = {
	json: jsonType(114),
	jsonb: jsonType(3802),
	timestamptz: {
		to: TIMESTAMPTZ,
		from: [TIMESTAMPTZ],
		serialize: (value: unknown) => (value instanceof Date ? value.toISOString() : String(value)),
		parse: isoTime
	}
};

async function keysOf(folder: string): Promise<Keys> {
	const file = join(folder, 'keys.json');
	try {
		return JSON.parse(await readFile(file, 'utf8')) as Keys;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	const random = () => randomBytes(32).toString('base64url');
	const keys: Keys = {
		jwtSecret: random(),
		publishableKey: `sb_publishable_${random()}`,
		secretKey: `sb_secret_${random()}`
	};
	await writeFile(file, JSON.stringify(keys), { mode: 0o600 });
	return keys;
}

function asOwner(driver: PGlite | PostgresDriver): Pick<Embedded, 'sql' | 'transaction'> {
	if ('query' in driver) {
		const on =
			(target: Pick<PGlite, 'query'>): Sql =>
			async (query, parameters = []) =>
				(await target.query<Row>(query, [...parameters])).rows;
		return {
			sql: on(driver),
			transaction: (work) => driver.transaction((transaction) => work(on(transaction)))
		};
	}
	const on =
		(target: Pick<PostgresDriver, 'unsafe'>): Sql =>
		async (query, parameters = []) => [
			...(await target.unsafe<Row[]>(query, parameters as string[]))
		];
	return {
		sql: on(driver),
		transaction: async (work) => void (await driver.begin((transaction) => work(on(transaction))))
	};
}

/** Starts Supabase Lite in this process, applies pending migrations and sets the grants. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
	const folder = resolve(options.folder);
	await mkdir(folder, { recursive: true });
	const keys = await keysOf(folder);
	setExperimental('storage', true);

	options.progress?.('database');
	const connection = options.databaseUrl
		? createPostgresConnection({
				url: options.databaseUrl,
				postgresOptions: { onnotice: () => {}, max: 8, types: POSTGRES_TYPES }
			})
		: await createPgliteConnection({
				url: join(folder, 'database'),
				pgliteOptions: {
					parsers: { [TIMESTAMPTZ]: isoTime },
					extensions: { pg_trgm, unaccent }
				}
			});

	const app = new App({
		connection,
		auth: {
			enabled: true,
			site_url: ORIGIN,
			jwt_secret: keys.jwtSecret,
			jwt_expiry: 3600,
			enable_signup: true,
			publishable_key: keys.publishableKey,
			secret_key: keys.secretKey,
			email: {
				enable_signup: true,
				enable_confirmations: true,
				otp_length: 6,
				otp_expiry: 900,
				max_frequency: '1s',
				template: { confirmation: CODE_MAIL, magic_link: CODE_MAIL, recovery: CODE_MAIL }
			}
		},
		storage: { enabled: true, file_size_limit: '5MiB' },
		options: { drivers: { email: options.email } }
	});
	app._storageAdapter = folderStorage(join(folder, 'storage'));

	await app.ensureSystemSchema();
	await connection.exec(`do $$ begin
		if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin; end if;
		if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin; end if;
		if not exists (select from pg_roles where rolname = 'service_role') then create role service_role nologin bypassrls; end if;
	end $$`);
	options.progress?.('migrations');
	await applyPendingMigrations(app);

	const appFetch: typeof fetch = async (input, init) => app.fetch(new Request(input, init));
	// Lite grants everything to everybody on its first request; ours come after it.
	await appFetch(`${ORIGIN}/rest/v1/districts?limit=1`, {
		headers: { apikey: keys.publishableKey }
	});
	await connection.exec('select private.apply_grants()');

	return {
		url: ORIGIN,
		publishableKey: keys.publishableKey,
		secretKey: keys.secretKey,
		fetch: appFetch,
		...asOwner(connection.driver),
		close: () => connection.close()
	};
}
