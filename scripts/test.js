// `npm test`: every check there is, each as one line; `npm test -- --only=unit,db` for some of them.
import { one, sum } from './lib/counts.js';
import { onModernNode } from './lib/node.js';
import { ensurePackages, syncTypes } from './lib/packages.js';
import { interruptChildren, runMain, StepError } from './lib/process.js';
import { STAGES } from './lib/stages.js';

/** @typedef {import('./lib/stages.js').Stage} Stage */
/** @typedef {import('./lib/stages.js').Outcome} Outcome */

const setUp = {
	id: 'setup',
	title: 'set-up',
	check: async () => {
		await ensurePackages();
		await syncTypes();
		return { counts: one(true), output: '' };
	}
};

/** @returns {Stage[]} */
function chosenStages() {
	const option = process.argv.find((argument) => argument.startsWith('--only='));
	if (!option) return STAGES;
	const ids = option.slice('--only='.length).split(',');
	const unknown = ids.filter((id) => !STAGES.some((stage) => stage.id === id));
	if (unknown.length === 0) return STAGES.filter((stage) => ids.includes(stage.id));
	const known = STAGES.map((stage) => stage.id).join(', ');
	throw new StepError(`There is no check called ${unknown.join(', ')}. The checks are: ${known}.`);
}

/** @param {import('./lib/counts.js').Counts} counts */
const summary = (counts) =>
	[`${counts.passed} passed`, `${counts.failed} failed`, `${counts.skipped} skipped`]
		.filter((text) => !text.startsWith('0 '))
		.join(', ') || 'nothing ran';

/** Runs one stage and prints its line; what its tools printed is shown only when it failed.
 * @param {Stage} stage */
async function perform({ title, check }) {
	const start = performance.now();
	/** @type {Outcome} */
	const { counts, output } = await check().catch((error) => {
		if (!(error instanceof StepError)) throw error;
		return { counts: one(false), output: error.message };
	});
	const seconds = ((performance.now() - start) / 1000).toFixed(1);
	if (counts.failed > 0) console.log(`\n${output.trim()}\n`);
	const mark = counts.failed > 0 ? '✗' : '✓';
	console.log(`${mark} ${title.padEnd(20)}${summary(counts).padEnd(36)}${seconds.padStart(7)} s`);
	return counts;
}

async function main() {
	const stages = chosenStages();
	const counts = [await perform(setUp)];
	if (counts[0]?.failed === 0) {
		for (const stage of stages) {
			if (interrupted) break;
			counts.push(await perform(stage));
		}
	}
	if (interrupted) counts.push(one(false));
	const { passed, failed } = sum(counts);
	console.log(`\n${passed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}

let interrupted = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
	process.on(signal, () => {
		interrupted = true;
		// The stage under way then fails and cleans up after itself.
		interruptChildren(signal);
	});
}

await runMain(() => onModernNode(main));
