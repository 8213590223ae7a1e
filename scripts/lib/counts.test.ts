import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { one, playwrightCounts, sum, vitestCounts } from './counts.js';

const folder = mkdtempSync(join(tmpdir(), 'viertel-counts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: object) {
	const file = join(folder, 'report.json');
	writeFileSync(file, JSON.stringify(content));
	return file;
}
const vitest = { numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 };
const playwright = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 } };

it('reads what Vitest and Playwright counted', () => {
	expect(vitestCounts(report(vitest), 1)).toEqual({ passed: 7, failed: 2, skipped: 2 });
	expect(playwrightCounts(report(playwright), 1)).toEqual({ passed: 6, failed: 1, skipped: 2 });
});

it('counts a runner that fails without a failing test as one failure', () => {
	const counts = vitestCounts(report({ ...vitest, numFailedTests: 0 }), 1);
	expect(counts).toEqual({ passed: 7, failed: 1, skipped: 2 });
});

it('counts a missing report as a failure, even when the runner was content', () => {
	expect(vitestCounts(join(folder, 'none.json'), 0)).toEqual(one(false));
	expect(playwrightCounts(join(folder, 'none.json'), 0)).toEqual(one(false));
});

it('adds up', () => {
	expect(sum([one(true), one(false), { passed: 3, failed: 0, skipped: 1 }])).toEqual({
		passed: 4,
		failed: 1,
		skipped: 1
	});
});
