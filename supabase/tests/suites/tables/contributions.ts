import { randomUUID } from 'node:crypto';
import { CONTRIBUTION_STATES } from '../../../../src/lib/features/moderation/model.ts';
import { A, aPhoto, aReport, B, insert, type ReportWish } from '../../fixtures.ts';
import type { World } from '../../harness.ts';
import { byRole, SERVER_ALONE, type TableRules, type Values } from './rules.ts';

/** In A everything in every state is the resident's, but one is a guest's. */
const wishes: Record<string, (world: World) => ReportWish> = {
	...Object.fromEntries(
		CONTRIBUTION_STATES.map((state) => [
			`A ${state}`,
			({ people }: World): ReportWish => ({ author: people.resident.id, state })
		])
	),
	'A pending of a guest': () => ({ state: 'pending' }),
	'B public': () => ({ district: B, state: 'public' }),
	'B pending': ({ people }) => ({
		district: B,
		author: people.otherResident.id,
		state: 'pending'
	}),
	'B hidden': () => ({ district: B, state: 'hidden' })
};

const kinds = Object.keys(wishes);
const ofA = kinds.filter((kind) => kind.startsWith('A'));
const ofB = kinds.filter((kind) => kind.startsWith('B'));

const readable = byRole(['A public', 'B public'], {
	resident: [...ofA.filter((kind) => kind !== 'A pending of a guest'), 'B public'],
	otherResident: ['A public', 'B public', 'B pending'],
	moderator: [...ofA, 'B public'],
	manager: [...ofA, 'B public'],
	managerB: [...ofB, 'A public'],
	admin: 'all',
	server: 'all'
});

/** A row of each kind of contribution, made from its id. */
const rowsBy = (make: (world: World, report: string) => Promise<Values>): TableRules['rows'] =>
	Object.fromEntries(
		Object.entries(wishes).map(([kind, wish]) => [
			kind,
			async (world: World) => make(world, await aReport(world.sql, wish(world)))
		])
	);

/** Only submit_report() and decide_report() write what residents say. */
const written = { insert: SERVER_ALONE, update: SERVER_ALONE, delete: SERVER_ALONE };

const contributions: TableRules = {
	rows: rowsBy(async (_, id) => ({ id })),
	select: readable,
	...written,
	change: { body: 'Alles ist gut.' },
	inserts: {
		own: async (_, { id }) => ({
			id: randomUUID(),
			district_id: A,
			kind: 'report',
			author_id: id,
			sphere: 'living',
			language: 'de',
			body: 'Ohne Umweg geschrieben.',
			state: 'public',
			published_at: '2026-01-01T00:00:00+00:00'
		})
	}
};

const reports: TableRules = {
	rows: rowsBy(async (_, id) => ({ id })),
	select: readable,
	...written,
	change: { status: 'done' },
	inserts: {
		own: async ({ sql }, { id: author }) => {
			const id = await aReport(sql, { author });
			await sql('delete from public.reports where id = $1', [id]);
			return { id, category: 'noise', status: 'done' };
		}
	}
};

const report_updates: TableRules = {
	rows: rowsBy(async (_, report) => ({ report_id: report })),
	select: readable,
	...written,
	change: { answer: { de: 'Nie gesagt.' } },
	inserts: {
		own: async ({ sql }, { id: author }) => ({
			report_id: await aReport(sql, { author }),
			status: 'done',
			answer: { de: 'Selbst beantwortet.' }
		})
	}
};

const attachments: TableRules = {
	rows: rowsBy(async ({ sql }, report) => ({ id: await aPhoto(sql, report) })),
	select: readable,
	...written,
	change: { width: 1 },
	inserts: {
		own: async ({ sql }, { id: author }) => ({
			id: randomUUID(),
			contribution_id: await aReport(sql, { author }),
			position: 0,
			width: 10,
			height: 10
		})
	}
};

const contact = { email: 'guest@example.org', language: 'ar', code: 'ABCDEF123456' };

const report_contacts: TableRules = {
	rows: rowsBy(async ({ sql }, report_id) => {
		await insert(sql, 'public.report_contacts', { report_id, ...contact });
		return { report_id };
	}),
	select: SERVER_ALONE,
	...written,
	change: { email: 'thief@example.org' },
	inserts: {
		own: async ({ sql }, { id: author }) => ({
			report_id: await aReport(sql, { author }),
			...contact
		})
	}
};

export const CONTRIBUTIONS: Record<string, TableRules> = {
	contributions,
	reports,
	report_updates,
	attachments,
	report_contacts
};
