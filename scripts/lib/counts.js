import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {boolean} passed
 * @returns {Counts} what a check that counts as one comes to */
export const one = (passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });

/** @param {Counts[]} all
 * @returns {Counts} */
export const sum = (all) =>
	all.reduce(
		(total, counts) => ({
			passed: total.passed + counts.passed,
			failed: total.failed + counts.failed,
			skipped: total.skipped + counts.skipped
		}),
		{ passed: 0, failed: 0, skipped: 0 }
	);

/** The counts of a test runner that may also fail outside any test: in a file that does not load, or for want of tests.
 * @param {Counts} counts
 * @param {number} code the runner's exit code
 * @returns {Counts} */
const withExitCode = (counts, code) =>
	code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;

/** @param {string} file
 * @returns {unknown} undefined when the runner ended before it wrote its report */
function read(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}

/** @param {string} file of Vitest's JSON reporter
 * @param {number} code
 * @returns {Counts} */
export function vitestCounts(file, code) {
	const report =
		/** @type {Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests', number> | undefined} */ (
			read(file)
		);
	if (!report) return one(false);
	const counts = {
		passed: report.numPassedTests,
		failed: report.numFailedTests,
		skipped: report.numPendingTests + report.numTodoTests
	};
	return withExitCode(counts, code);
}

/** @param {string} file of Playwright's JSON reporter
 * @param {number} code
 * @returns {Counts} */
export function playwrightCounts(file, code) {
	const report =
		/** @type {{ stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> } | undefined} */ (
			read(file)
		);
	if (!report) return one(false);
	const { expected, unexpected, flaky, skipped } = report.stats;
	return withExitCode({ passed: expected + flaky, failed: unexpected, skipped }, code);
}
