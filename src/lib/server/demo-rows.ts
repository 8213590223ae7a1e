import { createHash } from 'node:crypto';
import type { Sql } from './embedded.ts';

/** The same id for the same thing each time: a version 8 uuid made of its name. */
export function idOf(kind: string, key: string): string {
	const hex = createHash('sha256').update(`${kind}:${key}`).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
export const personId = (key: string) => idOf('person', key);
export const reportId = (key: string) => idOf('report', key);

/** Inserts rows of one shape with one statement. `columns` are `name type` pairs; the rows carry these names. */
export async function insert(
	sql: Sql,
	table: string,
	columns: string,
	rows: object[]
): Promise<void> {
	const names = columns.split(',').map((column) => column.trim().split(' ')[0]);
	await sql(
		`insert into ${table} (${names.join(', ')}) select ${names.join(', ')}
		from jsonb_to_recordset($1::text::jsonb) as row(${columns})`,
		[JSON.stringify(rows)]
	);
}
