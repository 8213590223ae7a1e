import { describe, expect, test } from 'vitest';
import { ROLES, type Answer, type Role, type World } from '../../harness.ts';
import { rows } from '../../fixtures.ts';
import { CONTRIBUTIONS } from './contributions.ts';
import { FORUM } from './forum.ts';
import { MEASURES } from './measures.ts';
import { NEWS } from './news.ts';
import { PEOPLE } from './people.ts';
import { PROPOSALS } from './proposals.ts';
import type { Expected, TableRules, Values } from './rules.ts';
import { TRANSLATION } from './translation.ts';

const MATRIX: Record<string, TableRules> = {
	...PEOPLE,
	...CONTRIBUTIONS,
	...MEASURES,
	...FORUM,
	...PROPOSALS,
	...TRANSLATION,
	...NEWS
};
const MINIMAL = { prefer: 'return=minimal' };

const isAllowed = (expected: Expected, kind: string) =>
	expected === 'all' || (expected !== 'denied' && expected.includes(kind));

const address = (table: string, key: Values) =>
	`/rest/v1/${table}?${new URLSearchParams(
		Object.entries(key).map(([column, value]) => [column, `eq.${value}`])
	)}`;

/** Refused before any row was looked at. */
function expectDenied({ status, code, body }: Answer) {
	expect([401, 403], JSON.stringify(body)).toContain(status);
	expect(code).toBe('42501');
	expect(JSON.stringify(body)).toContain('permission denied');
}

/** Every table × role × operation, through the API as that role and then looked at as the owner. */
export function tables(world: World): void {
	const { sql, people } = world;
	const holding = (table: string, values: Values) =>
		rows(sql, `select * from public.${table} as t where to_jsonb(t) @> $1::text::jsonb`, [
			JSON.stringify(values)
		]);

	/** The rows of each kind that a role meets; kept from test to test, and made anew where they are gone. */
	const met = new Map<string, Values>();
	async function meet(table: string, role: Role, kind: string, make: TableRules['rows'][string]) {
		const name = `${table}, ${kind}, for ${role}`;
		const known = met.get(name);
		const row = known && (await holding(table, known))[0];
		if (known && row) return { key: known, row };
		const key = await make(world, people[role]);
		met.set(name, key);
		const [made] = await holding(table, key);
		return { key, row: made ?? {} };
	}

	/** Tries to write every kind of row and looks whether it is another than before. */
	async function tryWriting(
		table: string,
		role: Role,
		operation: 'update' | 'delete',
		{ rows: kinds, change, blocked = [], ...rules }: TableRules
	) {
		const expected = rules[operation][role];
		for (const [kind, make] of Object.entries(kinds)) {
			const { key, row } = await meet(table, role, kind, make);
			const answer = await people[role].ask(address(table, key), {
				method: operation === 'update' ? 'PATCH' : 'DELETE',
				headers: MINIMAL,
				body: operation === 'update' ? JSON.stringify(change) : undefined
			});
			const allowed = isAllowed(expected, kind);
			const found = await holding(table, key);
			const said = `${kind}: ${JSON.stringify(answer)}`;
			if (operation === 'update' && allowed) expect(found, said).not.toEqual([row]);
			else expect(found, said).toEqual(allowed ? [] : [row]);
			if (expected === 'denied') expectDenied(answer);
			else if (answer.status >= 300) expect(blocked).toContain(answer.code);
			else expect(answer.status).toBe(204);
			if (operation === 'update' && allowed) await undo(table, key, row, change);
		}
	}

	/** Puts back what an update changed, for rows that outlive the test. */
	async function undo(table: string, key: Values, before: Values, change: Values) {
		const columns = Object.keys(change).join(', ');
		const [column, value] = Object.entries(key)[0] ?? [];
		await sql(
			`update public.${table} set (${columns}) = (
				select ${columns} from jsonb_populate_record(null::public.${table}, $1::text::jsonb)
				limit 1
			) where ${column}::text = $2`,
			[JSON.stringify(before), String(value)]
		);
	}

	test('the matrix of tables names every table of public', async () => {
		const found = await sql(`select tablename from pg_tables where schemaname = 'public'`);
		expect(found.map(({ tablename }) => tablename).sort()).toEqual(Object.keys(MATRIX).sort());
	});

	describe.for(Object.entries(MATRIX))('table %s', ([table, rules]) => {
		test.for(ROLES)('read by %s', async (role) => {
			const expected = rules.select[role];
			for (const [kind, make] of Object.entries(rules.rows)) {
				const { key } = await meet(table, role, kind, make);
				const answer = await people[role].ask(address(table, key));
				if (expected === 'denied') {
					expectDenied(answer);
					continue;
				}
				expect(answer.status, JSON.stringify(answer)).toBe(200);
				expect(answer.body, kind).toHaveLength(isAllowed(expected, kind) ? 1 : 0);
			}
		});

		test.for(ROLES)('updated by %s', (role) => tryWriting(table, role, 'update', rules));
		test.for(ROLES)('deleted from by %s', (role) => tryWriting(table, role, 'delete', rules));

		test.for(ROLES)('inserted into by %s', async (role) => {
			const expected = rules.insert[role];
			for (const [kind, make] of Object.entries(rules.inserts)) {
				const values = await make(world, people[role]);
				const answer = await people[role].ask(`/rest/v1/${table}`, {
					method: 'POST',
					headers: MINIMAL,
					body: JSON.stringify(values)
				});
				const allowed = isAllowed(expected, kind);
				expect(await holding(table, values), `${kind}: ${JSON.stringify(answer)}`).toHaveLength(
					allowed ? 1 : 0
				);
				if (expected === 'denied') expectDenied(answer);
				else if (!allowed) expect(answer.code).toBe('42501');
			}
		});
	});
}
