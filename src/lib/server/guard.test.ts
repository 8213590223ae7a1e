import { expect, test } from 'vitest';
import { safeNext } from './guard.ts';

test('a page of ours is where it says', () => {
	expect(safeNext('/manage/halle-neustadt/queue?state=pending')).toBe(
		'/manage/halle-neustadt/queue?state=pending'
	);
});

test.each([
	null,
	'',
	'https://evil.example',
	'//evil.example',
	'/\\evil.example',
	'/\t/evil.example',
	'javascript:alert(1)'
])('%j leads nowhere', (next) => expect(safeNext(next)).toBeNull());
