import { randomUUID } from 'node:crypto';
import { A, aDistrict, anAccount, aReport, B, insert } from '../../fixtures.ts';
import type { World } from '../../harness.ts';
import { byRole, SERVER_ALONE, type TableRules } from './rules.ts';

const newDistrict = () => ({
	id: `new-${randomUUID()}`,
	name: 'Neu',
	city: 'Halle',
	population: 1,
	latitude: 51,
	longitude: 11,
	outline: [],
	west: 10,
	south: 50,
	east: 12,
	north: 52
});

/** One that cannot be deleted, as something was said in it. */
const livedIn =
	(id: string): TableRules['rows'][string] =>
	async ({ sql }) => {
		await aReport(sql, { district: id });
		return { id };
	};

const districts: TableRules = {
	rows: {
		A: livedIn(A),
		B: livedIn(B),
		empty: async ({ sql }) => ({ id: await aDistrict(sql) })
	},
	select: byRole('all'),
	update: byRole([], { guest: 'denied', admin: 'all', server: 'all' }),
	change: { position: 7 },
	delete: byRole('denied', { server: ['empty'] }),
	// PostgreSQL 18 has a SQLSTATE of its own for what `on delete restrict` keeps, which Lite does not know.
	blocked: ['23503', 'SUP'],
	inserts: { new: async () => newDistrict() },
	insert: SERVER_ALONE
};

const aProfile = async ({ sql }: World) => {
	const id = await anAccount(sql);
	await insert(sql, 'public.profiles', { id, display_name: 'Mara' });
	return { id };
};

/** The person's own profile, or for those who have none a stranger's. */
const ownProfile: TableRules['rows'][string] = async (world, { id }) =>
	id ? { id } : aProfile(world);

const withoutProfile: TableRules['rows'][string] = async ({ sql }, { id }) => {
	if (id) await sql('delete from public.profiles where id = $1', [id]);
	return { id: id ?? (await anAccount(sql)) };
};

const profiles: TableRules = {
	rows: { own: ownProfile, foreign: aProfile },
	select: byRole('all'),
	update: byRole(['own'], { guest: 'denied', server: 'all' }),
	change: { display_name: 'Somebody else' },
	delete: SERVER_ALONE,
	inserts: {
		own: async (world, person) => ({
			...(await withoutProfile(world, person)),
			display_name: 'Ich'
		}),
		foreign: async ({ sql }) => ({ id: await anAccount(sql), display_name: 'Du' })
	},
	insert: byRole(['own'], { guest: 'denied', server: 'all' })
};

const SETTINGS = { language: 'fa' };

const settingsOf = async ({ sql }: World, id: unknown) => {
	await sql('delete from public.profile_private where id = $1', [id]);
	await insert(sql, 'public.profile_private', { id, ...SETTINGS });
	return { id };
};

const profile_private: TableRules = {
	rows: {
		own: async (world, person) => settingsOf(world, (await ownProfile(world, person)).id),
		foreign: async (world) => settingsOf(world, (await aProfile(world)).id)
	},
	select: byRole(['own'], { guest: 'denied', server: 'all' }),
	update: byRole(['own'], { guest: 'denied', server: 'all' }),
	change: { language: 'ku' },
	delete: SERVER_ALONE,
	inserts: {
		own: async (world, person) => {
			const { id } = await ownProfile(world, person);
			await world.sql('delete from public.profile_private where id = $1', [id]);
			return { id, ...SETTINGS };
		},
		foreign: async (world) => ({ ...(await aProfile(world)), ...SETTINGS })
	},
	insert: byRole(['own'], { guest: 'denied', server: 'all' })
};

const anOrganisation = (district_id: string) => ({
	id: randomUUID(),
	district_id,
	name: 'Stadtwerke',
	kind: 'utility'
});
const organisationIn =
	(district: string): TableRules['rows'][string] =>
	async ({ sql }) => {
		const { id } = await insert(sql, 'public.organisations', anOrganisation(district));
		return { id };
	};

/** Writing that planners do in their own district. */
const planned = byRole([], {
	guest: 'denied',
	manager: ['A'],
	managerB: ['B'],
	admin: 'all',
	server: 'all'
});

const organisations: TableRules = {
	rows: { A: organisationIn(A), B: organisationIn(B) },
	select: byRole('all'),
	update: planned,
	change: { name: 'Stadtwerke am Feld' },
	delete: planned,
	inserts: { A: async () => anOrganisation(A), B: async () => anOrganisation(B) },
	insert: planned
};

export const PEOPLE: Record<string, TableRules> = {
	districts,
	profiles,
	profile_private,
	organisations
};
