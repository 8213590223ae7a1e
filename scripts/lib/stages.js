import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './browser.js';
import { ensureBuild } from './build.js';
import { one, playwrightCounts, vitestCounts } from './counts.js';
import { startPostgres } from './postgres.js';
import { binOf, root, run, StepError } from './process.js';

/**
 * @typedef {{ counts: import('./counts.js').Counts, output: string }} Outcome
 *
 * @typedef {object} Stage
 * @property {string} id as `--only` names it
 * @property {string} title
 * @property {() => Promise<Outcome>} check throws a StepError where it cannot even begin
 */

const RESULTS = join(root, 'test-results');

/** A runner's report of this run, never of an earlier one.
 * @param {string} name */
function freshReport(name) {
	mkdirSync(RESULTS, { recursive: true });
	const file = join(RESULTS, `${name}.json`);
	rmSync(file, { force: true });
	return file;
}

/** A check of one or more commands, which counts as one: it ends with the first that fails.
 * @param {...string[]} commands arguments to Node
 * @returns {Promise<Outcome>} */
async function commands(...commands) {
	let output = '';
	for (const args of commands) {
		const result = await run(process.execPath, args);
		output += result.output;
		if (result.code !== 0) return { counts: one(false), output };
	}
	return { counts: one(true), output };
}

/** @type {Promise<void> | undefined} */
let build;

/** Builds once for all stages, and tells the reason of a failure once. */
async function built() {
	if (build) {
		return build.catch(() => {
			throw new StepError('Not run: the build failed.');
		});
	}
	build = ensureBuild();
	return build;
}

/** @param {string} project
 * @param {Record<string, string>} [env]
 * @returns {Promise<Outcome>} */
async function vitest(project, env) {
	const report = freshReport(project);
	const { code, output } = await run(
		process.execPath,
		[
			binOf('vitest'),
			'run',
			`--project=${project}`,
			'--reporter=default',
			'--reporter=json',
			`--outputFile.json=${report}`
		],
		{ env }
	);
	return { counts: vitestCounts(report, code), output };
}

/** Runs a project of tests that wants a PostgreSQL.
 * @param {string} project
 * @returns {Promise<Outcome>} */
async function withPostgres(project) {
	const postgres = await startPostgres();
	try {
		return await vitest(project, { TEST_DATABASE_URL: postgres.url });
	} finally {
		await postgres.stop();
	}
}

/** @returns {Promise<Outcome>} */
async function journeys() {
	await built();
	const env = { CHROMIUM_PATH: await findChromium() };
	const report = freshReport('e2e');
	const { code, output } = await run(process.execPath, [binOf('playwright'), 'test'], { env });
	return { counts: playwrightCounts(report, code), output };
}

/** @returns {Promise<Outcome>} */
async function types() {
	const worker = 'src/service-worker';
	return commands(
		[binOf('svelte-check'), '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
		...(existsSync(join(root, worker)) ? [[binOf('tsc', 'typescript'), '-p', worker]] : [])
	);
}

/** @type {Stage[]} */
export const STAGES = [
	{ id: 'format', title: 'format', check: () => commands([binOf('prettier'), '--check', '.']) },
	{
		id: 'lint',
		title: 'lint',
		check: () => commands([binOf('eslint'), '--max-warnings=0', '.'])
	},
	{
		id: 'imports',
		title: 'import rules',
		check: () =>
			commands([
				binOf('depcruise', 'dependency-cruiser'),
				'--output-type=err-long',
				'src',
				'server',
				'scripts'
			])
	},
	{ id: 'unused', title: 'dead code', check: () => commands([binOf('knip')]) },
	{ id: 'strings', title: 'strings', check: () => commands(['scripts/check-strings.ts']) },
	{ id: 'types', title: 'types', check: types },
	{
		id: 'generated',
		title: 'generated types',
		check: () => commands(['scripts/gen-types.ts', '--check'])
	},
	{ id: 'unit', title: 'unit tests', check: () => vitest('unit') },
	{ id: 'db', title: 'database tests', check: () => withPostgres('db') },
	{ id: 'outbox', title: 'killed senders', check: () => withPostgres('outbox') },
	{
		id: 'build',
		title: 'build and budgets',
		check: async () => {
			await built();
			process.env.CHROMIUM_PATH ??= await findChromium();
			return commands(['tests/load/budgets.ts']);
		}
	},
	{
		id: 'start',
		title: 'starting',
		check: async () => {
			await built();
			return withPostgres('start');
		}
	},
	{ id: 'e2e', title: 'browser journeys', check: journeys }
];
