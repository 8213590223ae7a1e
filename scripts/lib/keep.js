import { runHere } from './process.js';

/** glibc keeps an arena of memory for each thread; pictures are made in many, and half of it would lie idle. */
export const SPARING = { MALLOC_ARENA_MAX: '2' };

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
	for (;;) {
		const began = performance.now();
		const { code, signal, asked } = await runHere(command, args, { ...SPARING, ...process.env });
		const started = performance.now() - began >= starting;
		if (asked || code === 0 || !started) return code;
		say(`The server ended unexpectedly (${signal ?? `exit code ${code}`}). Starting it again.`);
	}
}
