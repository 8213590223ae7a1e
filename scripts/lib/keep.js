import { spawn } from 'node:child_process';
import { root } from './process.js';

/** glibc keeps an arena of memory for each thread; pictures are made in many, and half of it would lie idle. */
export const SPARING = { MALLOC_ARENA_MAX: '2' };

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a server in this terminal and starts it again when it crashes: a whole district waits behind it.
 * One that ends by itself, is asked to end, or crashes while it starts stays ended.
 * @param {string} command
 * @param {string[]} args
 * @param {{ starting?: number, say?: (line: string) => void }} [options] `starting`: milliseconds within which a crash is a failure to start
 * @returns {Promise<number>} the exit code of the last run */
export async function keepRunning(
	command,
	args,
	{ starting = 15_000, say = (line) => console.error(line) } = {}
) {
	let asked = false;
	for (;;) {
		const began = performance.now();
		const { code, signal } = await new Promise((resolve, reject) => {
			const child = spawn(command, args, {
				cwd: root,
				env: { ...SPARING, ...process.env },
				stdio: 'inherit'
			});
			/** @param {NodeJS.Signals} received */
			const forward = (received) => {
				asked = true;
				// A terminal's Ctrl-C has reached the child already.
				if (received !== 'SIGINT' || !process.stdin.isTTY) child.kill(received);
			};
			for (const name of SIGNALS) process.on(name, forward);
			child.on('error', reject);
			child.on('close', (code, signal) => {
				for (const name of SIGNALS) process.off(name, forward);
				resolve({ code, signal });
			});
		});
		const crashed = !asked && code !== 0;
		if (!crashed || performance.now() - began < starting)
			return code ?? (signal === 'SIGINT' ? 130 : 143);
		say(`The server ended unexpectedly (${signal ?? `exit code ${code}`}). Starting it again.`);
	}
}
