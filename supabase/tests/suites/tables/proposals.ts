import { randomUUID } from 'node:crypto';
import { A, aProcess, aProposal, anAccount, B, insert } from '../../fixtures.ts';
import type { Person, World } from '../../harness.ts';
import { byRole, SERVER_ALONE, type TableRules, type Values } from './rules.ts';

type Make = TableRules['rows'][string];

const processKinds: Record<string, Values> = {
	'A draft': { district_id: A, is_public: false },
	'A public': { district_id: A, is_public: true },
	'B draft': { district_id: B, is_public: false }
};
const processReaders = byRole(['A public'], {
	moderator: ['A draft', 'A public'],
	manager: ['A draft', 'A public'],
	managerB: ['A public', 'B draft'],
	admin: 'all',
	server: 'all'
});
const byProcess = (make: (world: World, process: string) => Promise<Values>) =>
	Object.fromEntries(
		Object.entries(processKinds).map(([kind, values]) => [
			kind,
			async (world: World) => make(world, await aProcess(world.sql, values))
		])
	);

/** Read by its own author too, in every state. */
const proposalKinds: Record<string, (person: Person) => Parameters<typeof aProposal>[1]> = {
	'A public': () => ({ district: A }),
	'A hidden': () => ({ district: A, state: 'hidden' }),
	'B hidden': () => ({ district: B, state: 'hidden' }),
	'own hidden': ({ id }) => ({ district: A, state: 'hidden', author: id })
};
const proposalReaders = byRole(['A public', 'own hidden'], {
	guest: ['A public'],
	moderator: ['A public', 'A hidden', 'own hidden'],
	manager: ['A public', 'A hidden', 'own hidden'],
	managerB: ['A public', 'B hidden', 'own hidden'],
	admin: 'all',
	server: 'all'
});
const byProposal = (make: (world: World, proposal: string) => Promise<Values>) =>
	Object.fromEntries(
		Object.entries(proposalKinds).map(([kind, wish]): [string, Make] => [
			kind,
			async (world, person) => make(world, await aProposal(world.sql, wish(person)))
		])
	);

const someone = async ({ sql }: World, display_name = 'Somebody'): Promise<string> => {
	const id = await anAccount(sql);
	await insert(sql, 'public.profiles', { id, display_name });
	return id;
};
const readOnly = { update: SERVER_ALONE, delete: SERVER_ALONE, insert: SERVER_ALONE };

/** One row of the person's own and one of somebody else's; guests have none of their own. */
const ownAndOther = (table: string, isKept: boolean): Record<string, Make> => {
	const make =
		(isOwn: boolean): Make =>
		async (world, person) => {
			const row = {
				proposal_id: await aProposal(world.sql),
				person_id: (isOwn && person.id) || (await someone(world))
			};
			if (isKept) await insert(world.sql, `public.${table}`, row);
			return row;
		};
	return { own: make(true), other: make(false) };
};
const OWN = byRole(['own'], { guest: 'denied', server: 'all' });

export const PROPOSALS: Record<string, TableRules> = {
	processes: {
		rows: byProcess(async (_, id) => ({ id })),
		select: processReaders,
		change: { version: 7 },
		inserts: {
			'into A': async () => ({ id: randomUUID(), district_id: A, title: { de: 'Neu' } })
		},
		...readOnly
	},
	phases: {
		rows: byProcess(async ({ sql }, process_id) => {
			await sql(`delete from public.phases where process_id = $1 and kind <> 'discuss'`, [
				process_id
			]);
			return { process_id, kind: 'discuss' };
		}),
		select: processReaders,
		change: { ends_on: '2098-01-01' },
		inserts: {
			'into A': async ({ sql }) => {
				const process = await insert(sql, 'public.processes', {
					district_id: A,
					title: { de: 'Leer' }
				});
				return {
					process_id: process.id,
					kind: 'collect',
					starts_on: '2027-01-01',
					ends_on: '2027-02-01'
				};
			}
		},
		...readOnly
	},
	proposals: {
		rows: byProposal(async (_, id) => ({ id })),
		select: proposalReaders,
		change: { status: 'accepted' },
		inserts: {
			'beside a report': async ({ sql }, { id: author }) => {
				const { id } = await insert(sql, 'public.contributions', {
					id: randomUUID(),
					district_id: A,
					kind: 'proposal',
					author_id: author,
					sphere: 'living',
					language: 'de',
					body: 'Ein Vorschlag an der Tür vorbei'
				});
				return { id, process_id: await aProcess(sql), summary: 'Kurz' };
			}
		},
		...readOnly
	},
	proposal_authors: {
		rows: byProposal(async (world, proposal_id) => {
			const row = { proposal_id, person_id: await someone(world) };
			await insert(world.sql, 'public.proposal_authors', row);
			return row;
		}),
		select: proposalReaders,
		change: { joined_at: '2020-01-01T00:00:00+00:00' },
		inserts: ownAndOther('proposal_authors', false),
		...readOnly
	},
	proposal_invitations: {
		rows: ownAndOther('proposal_invitations', true),
		select: OWN,
		update: SERVER_ALONE,
		change: { created_at: '2020-01-01T00:00:00+00:00' },
		delete: OWN,
		inserts: ownAndOther('proposal_invitations', false),
		insert: SERVER_ALONE
	},
	supports: {
		rows: ownAndOther('supports', true),
		select: OWN,
		change: { created_at: '2020-01-01T00:00:00+00:00' },
		inserts: ownAndOther('supports', false),
		...readOnly
	},
	amendments: {
		rows: byProposal(async ({ sql }, proposal_id) => {
			const { id } = await insert(sql, 'public.amendments', {
				id: randomUUID(),
				proposal_id,
				base_version: 1,
				language: 'de',
				title: 'Anders',
				summary: 'Anders gesagt',
				body: 'Ganz anders'
			});
			return { id };
		}),
		select: proposalReaders,
		change: { state: 'accepted' },
		inserts: {
			'to a public one': async ({ sql }, { id: author_id }) => ({
				id: randomUUID(),
				proposal_id: await aProposal(sql),
				author_id,
				base_version: 1,
				language: 'de',
				title: 'Anders',
				summary: 'Anders gesagt',
				body: 'Ganz anders'
			})
		},
		...readOnly
	},
	proposal_updates: {
		rows: byProposal(async ({ sql }, proposal_id) => {
			const { id } = await insert(sql, 'public.proposal_updates', {
				proposal_id,
				status: 'checking'
			});
			return { id };
		}),
		select: proposalReaders,
		change: { status: 'accepted' },
		inserts: {
			'to a public one': async ({ sql }) => ({
				proposal_id: await aProposal(sql),
				status: 'accepted'
			})
		},
		...readOnly
	}
};
