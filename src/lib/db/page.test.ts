import { describe, expect, it } from 'vitest';
import { afterCursor, pageOf, readCursor, showCursor } from './page.ts';

describe('pageOf', () => {
	const rows = ['a', 'b', 'c'].map((id) => ({ id, at: `time of ${id}` }));

	it('says where the next page begins when there is more', () => {
		expect(pageOf(rows, 2, (row) => row)).toEqual({ entries: rows.slice(0, 2), next: rows[1] });
	});

	it('ends where there is no more', () => {
		expect(pageOf(rows, 3, (row) => row)).toEqual({ entries: rows, next: null });
		expect(pageOf([], 3, (row) => row)).toEqual({ entries: [], next: null });
	});
});

describe('readCursor', () => {
	const id = '0197f3a0-0000-7000-8000-000000000001';
	const read = (after: string, ids?: 'uuid' | 'number') =>
		readCursor(new URLSearchParams({ after }), ids);

	it('reads what showCursor writes, to the microsecond', () => {
		for (const at of ['2026-11-24T01:38:38.795123+00:00', '2026-11-24T01:38:38Z'])
			expect(read(showCursor({ at, id }))).toEqual({ at, id });
		expect(read('2026-11-24T01:38:38Z~17', 'number')).toEqual({
			at: '2026-11-24T01:38:38Z',
			id: '17'
		});
	});

	it('begins anew for whatever nobody was given', () => {
		for (const after of [
			'',
			'~',
			id,
			`2026~${id}`,
			`2026-13-24T01:38:38Z~${id}`,
			`2026-11-24T01:38:38Z (",id.gt.0)~${id}`,
			'2026-11-24T01:38:38Z~17',
			`2026-11-24T01:38:38Z~${id}),or(id.gt.0`
		])
			expect(read(after)).toBeNull();
	});
});

it('goes on after a time and, at the same time, after an id', () => {
	expect(afterCursor({ at: 'T', id: '7' }, 'created_at', 'newest_first')).toBe(
		'created_at.lt."T",and(created_at.eq."T",id.lt.7)'
	);
	expect(afterCursor({ at: 'T', id: '7' }, 'created_at', 'oldest_first')).toBe(
		'created_at.gt."T",and(created_at.eq."T",id.gt.7)'
	);
});
