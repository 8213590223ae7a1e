import type { Person, Role, World } from '../../harness.ts';
import { ROLES } from '../../harness.ts';

export type Values = Record<string, unknown>;

/**
 * What a role gets of the kinds of rows that a table's rules name:
 * `denied`: the operation itself is refused; `all`: every kind; a list: those kinds, while of the
 * others there is nothing to see, nothing to change, and nothing new is accepted.
 */
export type Expected = 'denied' | 'all' | readonly string[];
export type ByRole = Record<Role, Expected>;

type Make = (world: World, person: Person) => Promise<Values>;

export interface TableRules {
	/** Makes a row of each kind, as the owner of the database. Returns the values of its key. */
	rows: Record<string, Make>;
	select: ByRole;
	update: ByRole;
	/** What an update writes. It must differ from what `rows` makes. */
	change: Values;
	delete: ByRole;
	/** Rows that somebody tries to insert. */
	inserts: Record<string, Make>;
	insert: ByRole;
	/** SQLSTATEs other than 42501 by which a row stays as it is. */
	blocked?: readonly string[];
}

export const byRole = (usual: Expected, others: Partial<ByRole> = {}): ByRole =>
	Object.fromEntries(ROLES.map((role) => [role, others[role] ?? usual])) as ByRole;

/** Nobody but the server, which the policies do not bind. */
export const SERVER_ALONE = byRole('denied', { server: 'all' });
