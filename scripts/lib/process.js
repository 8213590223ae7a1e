import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A failure whose message is all a person needs to read: it is printed without a stack. */
export class StepError extends Error {}

/** Runs a script's main function and turns what it throws into one line and exit code 1.
 * @param {() => Promise<number>} main answers with the exit code */
export async function runMain(main) {
	try {
		process.exitCode = await main();
	} catch (error) {
		if (!(error instanceof StepError)) throw error;
		console.error(error.message);
		process.exitCode = 1;
	}
}

/** Does something that may take a while; says so when it does.
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} */
export async function withProgress(label, work) {
	const timer = setTimeout(() => console.log(`${label} …`), 1000);
	try {
		return await work();
	} finally {
		clearTimeout(timer);
	}
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] the repository's root unless told
 * @property {Record<string, string>} [env] added to this process's own
 * @property {number} [timeout] milliseconds, after which the command is ended
 * @property {number} [uid] whom to run it as
 * @property {number} [gid]
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Asks every command under way to end, as Ctrl-C does. A terminal's Ctrl-C has reached them already.
 * @param {NodeJS.Signals} received */
export function interruptChildren(received) {
	if (received === 'SIGINT' && process.stdin.isTTY) return;
	for (const child of running) child.kill('SIGINT');
}

/** Runs a command to its end and keeps what it prints.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} code 127 when there is no such command */
export function run(command, args, { cwd = root, env = {}, ...rest } = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd,
			...rest,
			env: { ...process.env, ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
			windowsHide: true
		});
		running.add(child);
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text) => (output += text));
		}
		child.on('error', (error) => resolve({ code: 127, output: error.message }));
		child.on('close', (code) => {
			running.delete(child);
			resolve({ code: code ?? 1, output });
		});
	});
}

/** Like {@link run}, but throws a {@link StepError} with the output when the command fails.
 * @param {string} failure what could not be done, as the first line of the error
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options] */
export async function mustRun(failure, command, args, options) {
	const { code, output } = await run(command, args, options);
	if (code !== 0) throw new StepError(`${output.trimEnd()}\n\n${failure}`);
	return output;
}

/** Runs a command in this terminal, hands signals on to it, and tells how it ended.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ code: number, signal: NodeJS.Signals | null, asked: boolean }>} `asked`: a signal came for it */
export function runHere(command, args, env = process.env) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
		/** @type {NodeJS.Signals[]} */
		const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
		let asked = false;
		/** @param {NodeJS.Signals} received */
		const forward = (received) => {
			asked = true;
			// A terminal's Ctrl-C has reached the child already.
			if (received !== 'SIGINT' || !process.stdin.isTTY) child.kill(received);
		};
		for (const name of signals) process.on(name, forward);
		child.on('error', reject);
		child.on('close', (code, signal) => {
			for (const name of signals) process.off(name, forward);
			resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 143), signal, asked });
		});
	});
}

/** Like {@link runHere}, for whoever asks for the exit code alone.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} */
export const attach = async (command, args, env) => (await runHere(command, args, env)).code;

/** The script behind a package's command, to be run with `process.execPath`: works the same on every system.
 * @param {string} command
 * @param {string} [packageName] where it differs from the command's */
export function binOf(command, packageName = command) {
	const folder = join(root, 'node_modules', packageName);
	const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** npm's own program and the arguments that come before the command, whoever started us.
 * @returns {[command: string, ...args: string[]]} */
export function npmCommand() {
	const script = process.env.npm_execpath;
	if (script?.endsWith('npm-cli.js')) return [process.execPath, script];
	return process.platform === 'win32' ? ['cmd', '/c', 'npm'] : ['npm'];
}
