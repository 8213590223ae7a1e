// A Supabase with people of every role, on either database. Suites get a World.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { vi } from 'vitest';
import type { StaffRole } from '../../src/lib/auth/roles.ts';
import type { Database } from '../../src/lib/db/database.types.ts';
import type { Db } from '../../src/lib/db/db.ts';
import { startEmbedded, type Embedded, type Sql } from '../../src/lib/server/embedded.ts';
import { A, B } from './fixtures.ts';

export type Backend = 'PGlite' | 'PostgreSQL';

/** `manager` and `moderator` work in district A, `managerB` in district B; `server` holds the secret key. */
export const ROLES = [
	'guest',
	'resident',
	'otherResident',
	'moderator',
	'manager',
	'managerB',
	'steering',
	'operator',
	'admin',
	'server'
] as const;
export type Role = (typeof ROLES)[number];

const STAFF: Partial<Record<Role, { district: string | null; role: StaffRole }>> = {
	moderator: { district: A, role: 'moderator' },
	manager: { district: A, role: 'manager' },
	managerB: { district: B, role: 'manager' },
	steering: { district: A, role: 'steering' },
	operator: { district: A, role: 'operator' },
	admin: { district: null, role: 'admin' }
};

export interface Answer {
	status: number;
	/** The SQLSTATE or PostgREST code of a refusal. */
	code: string | undefined;
	body: unknown;
}

export interface Person {
	/** Null for those without an account: the guest and the server. */
	id: string | null;
	email: string | null;
	db: Db;
	/** Asks the API without supabase-js in between, as an attacker would. */
	ask: (path: string, init?: RequestInit) => Promise<Answer>;
}

export interface Resident extends Person {
	id: string;
	email: string;
}

export interface World {
	backend: Backend;
	people: Record<Role, Person>;
	/** Runs as the owner of the database: sees and may do everything. */
	sql: Sql;
	/** Signs in somebody new, with a profile and without a role. */
	newResident: () => Promise<Resident>;
	/** A connection of its own as the owner; on PostgreSQL alone. */
	connect: () => postgres.Sql;
	close: () => Promise<void>;
}

interface Place {
	folder: string;
	databaseUrl?: string;
	remove: () => Promise<void>;
}

async function findPlace(backend: Backend): Promise<Place> {
	const given = process.env.TEST_DATABASE_URL;
	if (backend === 'PostgreSQL' && !given)
		throw new Error(
			'TEST_DATABASE_URL is not set: the database tests need a superuser on a PostgreSQL. `npm test -- --only=db` starts one.'
		);
	const folder = await mkdtemp(join(tmpdir(), 'viertel-db-'));
	const removeFolder = () => rm(folder, { recursive: true, force: true });
	if (backend === 'PGlite' || !given) return { folder, remove: removeFolder };

	const maintenance = async (command: string) => {
		const connection = postgres(given, { onnotice: () => {}, max: 1 });
		await connection.unsafe(command);
		await connection.end();
	};
	const name = `viertel_test_${randomBytes(8).toString('hex')}`;
	await maintenance(`create database ${name}`);
	const url = new URL(given);
	url.pathname = name;
	return {
		folder,
		databaseUrl: url.href,
		remove: async () => {
			await maintenance(`drop database ${name} with (force)`);
			await removeFolder();
		}
	};
}

function personOf(embedded: Embedded, key: string): Person & { use: (token: string) => void } {
	let bearer: Record<string, string> = {};
	return {
		id: null,
		email: null,
		db: createClient<Database>(embedded.url, key, {
			global: { fetch: embedded.fetch },
			auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false }
		}),
		use: (token) => (bearer = { authorization: `Bearer ${token}` }),
		ask: async (path, init = {}) => {
			const answer = await embedded.fetch(`${embedded.url}${path}`, {
				...init,
				headers: {
					apikey: key,
					...bearer,
					'content-type': 'application/json',
					...(init.headers as Record<string, string> | undefined)
				}
			});
			const text = await answer.text();
			const isJson = answer.headers.get('content-type')?.includes('json') && text !== '';
			const body: unknown = isJson ? JSON.parse(text) : text;
			return { status: answer.status, code: (body as { code?: string } | null)?.code, body };
		}
	};
}

/** Starts a Supabase of its own with everybody signed in. */
export async function startWorld(backend: Backend): Promise<World> {
	// Lite prints every refused query; here, hundreds are meant to be refused.
	vi.spyOn(console, 'error').mockImplementation(() => {});
	const place = await findPlace(backend);
	try {
		return await openWorld(place, backend);
	} catch (error) {
		await place.remove();
		throw error;
	}
}

async function openWorld(place: Place, backend: Backend): Promise<World> {
	const codes = new Map<string, string>();
	const embedded = await startEmbedded({
		...place,
		email: { send: async ({ to, subject }) => void codes.set(to, subject) }
	});
	const { sql, publishableKey, secretKey } = embedded;

	const signIn = async (name: string): Promise<Resident> => {
		const person = personOf(embedded, publishableKey);
		const email = `${name.toLowerCase()}@example.org`;
		await person.db.auth.signInWithOtp({ email });
		const { data, error } = await person.db.auth.verifyOtp({
			email,
			token: codes.get(email) ?? '',
			type: 'magiclink'
		});
		if (error || !data.user || !data.session) throw error ?? new Error(`${name} cannot sign in`);
		person.use(data.session.access_token);
		await sql('insert into public.profiles (id, display_name) values ($1, $2)', [
			data.user.id,
			name
		]);
		return { ...person, id: data.user.id, email };
	};

	let residents = 0;
	const newResident = async () => {
		const person = await signIn(`Neighbour${++residents}`);
		await sql(`insert into public.profile_private (id, language) values ($1, 'uk')`, [person.id]);
		return person;
	};

	const people: Partial<Record<Role, Person>> = {
		guest: personOf(embedded, publishableKey),
		server: personOf(embedded, secretKey)
	};
	for (const role of ROLES.filter((name) => !(name in people))) {
		const person = await signIn(role);
		people[role] = person;
		const held = STAFF[role];
		if (held)
			await sql(
				'insert into private.district_roles (user_id, district_id, role) values ($1, $2, $3)',
				[person.id, held.district, held.role]
			);
	}

	return {
		backend,
		people: people as Record<Role, Person>,
		sql,
		newResident,
		connect: () => {
			if (!place.databaseUrl) throw new Error('PGlite has one connection');
			return postgres(place.databaseUrl, { onnotice: () => {}, max: 1 });
		},
		close: async () => {
			await embedded.close();
			await place.remove();
		}
	};
}
