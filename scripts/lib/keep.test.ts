import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepRunning } from './keep.js';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'viertel-keep-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A server that notes each of its runs and ends as its `endings` say, one after the other. */
async function runsOf(endings: string[], starting: number) {
	const notes = join(folder, String(Math.random()));
	const program = `
		const { appendFileSync, readFileSync } = require('node:fs');
		appendFileSync(${JSON.stringify(notes)}, 'x');
		const run = readFileSync(${JSON.stringify(notes)}, 'utf8').length;
		const ending = ${JSON.stringify(endings)}[run - 1];
		if (ending === 'killed') process.kill(process.pid, 'SIGKILL');
		process.exit(Number(ending));`;
	const said: string[] = [];
	const code = await keepRunning(process.execPath, ['-e', program], {
		starting,
		say: (line) => said.push(line)
	});
	return { code, said, runs: (await readFile(notes, 'utf8')).length };
}

test('a server that crashes is started again, until it ends by itself', async () => {
	const { code, runs, said } = await runsOf(['1', 'killed', '0'], 0);
	expect({ code, runs }).toEqual({ code: 0, runs: 3 });
	expect(said).toEqual([
		'The server ended unexpectedly (exit code 1). Starting it again.',
		'The server ended unexpectedly (SIGKILL). Starting it again.'
	]);
});

test('one that cannot start is not tried for ever', async () => {
	expect(await runsOf(['1', '0'], 60_000)).toEqual({ code: 1, runs: 1, said: [] });
});
