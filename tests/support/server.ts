import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SPARING } from '../../scripts/lib/keep.js';

export interface RunningServer {
	url: string;
	/** Milliseconds from the start of the process to the first answered page. */
	startup: number;
	/** Resident memory of the process in bytes (Linux alone; 0 elsewhere). */
	memory: () => Promise<number>;
	stop: () => Promise<void>;
}

export interface ServerOptions {
	/** Its data; without it a fresh folder, which is removed in the end. */
	folder?: string;
	/** Settings beside the demo and the address. Those of the machine's own are not passed on. */
	settings?: Record<string, string>;
}

const OWN_SETTINGS = ['DATABASE_URL', 'SUPABASE_URL', 'SMTP_URL', 'PUBLIC_URL', 'VIERTEL_DEMO'];

export async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => probe.once('listening', resolve));
	const address = probe.address();
	await new Promise((resolve) => probe.close(resolve));
	if (typeof address !== 'object' || !address) throw new Error('No free port');
	return address.port;
}

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'viertel-test-'));

/** The environment of a server under test: settings are empty unless given. */
export const environment = (settings: Record<string, string>): NodeJS.ProcessEnv => ({
	...SPARING,
	...process.env,
	...Object.fromEntries(OWN_SETTINGS.map((name) => [name, ''])),
	HOST: '127.0.0.1',
	TILE_URL: 'http://127.0.0.1:9/{z}/{x}/{y}.png',
	...settings
});

/** Starts the built product, with its demo unless the settings say otherwise. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
	const port = await freePort();
	const data = options.folder ?? (await temporaryFolder());
	const url = `http://127.0.0.1:${port}`;
	const began = performance.now();
	const child = spawn(process.execPath, ['server/index.ts'], {
		env: environment({
			VIERTEL_DEMO: '1',
			...options.settings,
			PORT: String(port),
			VIERTEL_DATA: data
		}),
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const page = `${url}/de/halle-neustadt`;
	const answers = () =>
		fetch(page).then(
			({ ok }) => ok,
			() => false
		);
	while (!(await answers())) {
		if (child.exitCode !== null) throw new Error('The server did not start');
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return {
		url,
		startup: performance.now() - began,
		memory: async () => {
			const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
			return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
		},
		stop: async () => {
			child.kill('SIGTERM');
			await exited;
			if (!options.folder) await rm(data, { recursive: true, force: true });
		}
	};
}
