/** Where a page of a list ends: the next begins after it. */
export interface Cursor {
	/** An ISO time, to the microsecond as the database has it. */
	at: string;
	id: string;
}

export interface Page<T> {
	entries: T[];
	next: Cursor | null;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?([+-]\d\d:\d\d|Z)$/;
const IDS = {
	uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
	number: /^\d{1,15}$/
};

/** The cursor as an address holds it (`?after=`). */
export const showCursor = ({ at, id }: Cursor): string => `${at}~${id}`;

/** Where an address says the list goes on; null at its beginning or for nonsense. */
export function readCursor(search: URLSearchParams, ids: keyof typeof IDS = 'uuid'): Cursor | null {
	const [at = '', id = ''] = (search.get('after') ?? '').split('~');
	return IDS[ids].test(id) && TIME.test(at) && !Number.isNaN(Date.parse(at)) ? { at, id } : null;
}

/** Cuts a page out of one row more than it holds: the extra one only says that there is more. */
export function pageOf<T>(rows: readonly T[], size: number, cursorOf: (row: T) => Cursor): Page<T> {
	const entries = rows.slice(0, size);
	const last = entries.at(-1);
	return { entries, next: rows.length > size && last ? cursorOf(last) : null };
}

/** What comes after a cursor in a list ordered by `column` and then `id`, as PostgREST's `or` takes it. */
export function afterCursor(
	{ at, id }: Cursor,
	column: string,
	order: 'oldest_first' | 'newest_first'
): string {
	const beyond = order === 'oldest_first' ? 'gt' : 'lt';
	return `${column}.${beyond}."${at}",and(${column}.eq."${at}",id.${beyond}.${id})`;
}
