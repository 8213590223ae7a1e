import { randomUUID } from 'node:crypto';
import { A, aMeasure, aReport, B, insert } from '../../fixtures.ts';
import type { World } from '../../harness.ts';
import { byRole, SERVER_ALONE, type TableRules, type Values } from './rules.ts';

const kinds: Record<string, Values> = {
	'A draft': { district_id: A, is_public: false },
	'A public': { district_id: A, is_public: true },
	'B draft': { district_id: B, is_public: false },
	'B public': { district_id: B, is_public: true }
};
const publicOnes = ['A public', 'B public'];
const ofA = ['A draft', 'A public'];
const ofB = ['B draft', 'B public'];

const readable = byRole(publicOnes, {
	moderator: [...ofA, 'B public'],
	manager: [...ofA, 'B public'],
	managerB: [...ofB, 'A public'],
	admin: 'all',
	server: 'all'
});
const planned = byRole([], {
	guest: 'denied',
	manager: ofA,
	managerB: ofB,
	admin: 'all',
	server: 'all'
});

const rowsBy = (make: (world: World, measure: string, kind: string) => Promise<Values>) =>
	Object.fromEntries(
		Object.entries(kinds).map(([kind, values]) => [
			kind,
			async (world: World) => make(world, await aMeasure(world.sql, values), kind)
		])
	);

const measures: TableRules = {
	rows: rowsBy(async (_, id) => ({ id })),
	select: readable,
	update: planned,
	change: { budget_cents: 1 },
	delete: planned,
	inserts: Object.fromEntries(
		Object.entries(kinds).map(([kind, values]) => [
			kind,
			async () => ({ id: randomUUID(), title: { de: 'Neu' }, ...values })
		])
	),
	insert: planned
};

const measure_spheres: TableRules = {
	rows: rowsBy(async ({ sql }, measure_id) =>
		insert(sql, 'public.measure_spheres', { measure_id, sphere: 'living' })
	),
	select: readable,
	update: SERVER_ALONE,
	change: { sphere: 'image' },
	delete: planned,
	inserts: rowsBy(async (_, measure_id) => ({ measure_id, sphere: 'health' })),
	insert: planned
};

/** A source of the measure's own district, in a state that only some may read. */
const sourceOf = async ({ sql }: World, measure_id: string, kind: string, isHidden = false) => ({
	measure_id,
	contribution_id: await aReport(sql, {
		district: kind.startsWith('A') ? A : B,
		state: isHidden ? 'hidden' : 'public'
	})
});

const foreignSource =
	(district: string, other: string): TableRules['rows'][string] =>
	async ({ sql }) => ({
		measure_id: await aMeasure(sql, { district_id: district }),
		contribution_id: await aReport(sql, { district: other })
	});

const measure_sources: TableRules = {
	rows: {
		...rowsBy(async (world, measure, kind) => {
			const source = await sourceOf(world, measure, kind);
			await insert(world.sql, 'public.measure_sources', source);
			return source;
		}),
		'A hidden source': async (world) => {
			const measure = await aMeasure(world.sql, kinds['A public']);
			const source = await sourceOf(world, measure, 'A', true);
			await insert(world.sql, 'public.measure_sources', source);
			return source;
		}
	},
	select: {
		...readable,
		moderator: [...ofA, 'B public', 'A hidden source'],
		manager: [...ofA, 'B public', 'A hidden source']
	},
	update: SERVER_ALONE,
	change: { added_at: '2020-01-01T00:00:00+00:00' },
	delete: { ...planned, manager: [...ofA, 'A hidden source'] },
	inserts: {
		...rowsBy(sourceOf),
		'B in a measure of A': foreignSource(A, B),
		'A in a measure of B': foreignSource(B, A)
	},
	insert: { ...planned, admin: Object.keys(kinds) }
};

const decisionIn =
	(district_id: string) =>
	({ people }: World) => ({
		district_id,
		action: 'hide',
		actor_id: people.admin.id,
		reason: `Decision ${randomUUID()}`
	});

const decided =
	(district: string): TableRules['rows'][string] =>
	async (world) => {
		const { id } = await insert(world.sql, 'public.decisions', decisionIn(district)(world));
		return { id };
	};

const decisions: TableRules = {
	rows: { A: decided(A), B: decided(B) },
	select: byRole([], {
		guest: 'denied',
		moderator: ['A'],
		manager: ['A'],
		managerB: ['B'],
		admin: 'all',
		server: 'all'
	}),
	// Append-only, for the server too.
	update: byRole('denied'),
	change: { reason: 'It was different' },
	delete: byRole('denied'),
	inserts: {
		A: async (world) => decisionIn(A)(world),
		B: async (world) => decisionIn(B)(world)
	},
	insert: SERVER_ALONE
};

export const MEASURES: Record<string, TableRules> = {
	measures,
	measure_spheres,
	measure_sources,
	decisions
};
