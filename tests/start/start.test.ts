import { spawn } from 'node:child_process';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import postgres from 'postgres';
import { afterAll, describe, expect, test } from 'vitest';
import { newCode } from '../../src/lib/features/reports/model.ts';
import { startEmbedded } from '../../src/lib/server/embedded.ts';
import {
	environment,
	startServer,
	temporaryFolder,
	type RunningServer
} from '../support/server.ts';

const folders: string[] = [];
const folder = async () => {
	const made = await temporaryFolder();
	folders.push(made);
	return made;
};
afterAll(() => Promise.all(folders.map((made) => rm(made, { recursive: true, force: true }))));

/** Reports a broken lamp as a browser without JavaScript does; the path that leads to it. */
async function report(server: RunningServer): Promise<string> {
	const form = new FormData();
	const fields = {
		id: randomUUID(),
		code: newCode(),
		category: 'light',
		body: 'Die Lampe ist kaputt.',
		language: 'de',
		place: 'Am Bruchsee'
	};
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	const answer = await fetch(`${server.url}/de/halle-neustadt/reports/new`, {
		method: 'POST',
		body: form,
		headers: { origin: server.url, accept: 'text/html' },
		redirect: 'manual'
	});
	expect(answer.status).toBe(303);
	return answer.headers.get('location') ?? '';
}

const statusOf = async (url: string) => (await fetch(url)).status;

/** Lets the server fail to start; its exit code and what it wrote on the error stream. */
async function failToStart(settings: Record<string, string>) {
	const child = spawn(
		process.execPath,
		['--disable-warning=ExperimentalWarning', 'server/index.ts'],
		{
			env: environment({ VIERTEL_DATA: await folder(), VIERTEL_DEMO: '0', ...settings })
		}
	);
	let said = '';
	child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const code = await new Promise((resolve) => child.once('exit', resolve));
	return { code, said };
}

describe('a wrong setting', () => {
	test.each([
		[{ PORT: 'http' }, 'PORT must be a port number'],
		[{ DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL must be an address'],
		[{ SUPABASE_URL: 'https://x.example' }, 'SUPABASE_PUBLISHABLE_KEY is missing']
	])('%j is named in one line, and nothing starts', async (settings, message) => {
		const { code, said } = await failToStart(settings);
		expect(code).toBe(1);
		expect(said).toMatch(/^Viertel cannot start: [^\n]+\n$/);
		expect(said).toContain(message);
	});

	test('a database that is not there is one too', async () => {
		const { code, said } = await failToStart({ DATABASE_URL: 'postgres://127.0.0.1:9/none' });
		expect(code).toBe(1);
		expect(said).toMatch(/^Viertel cannot start: [^\n]+\n$/);
	});

	test('a port that is taken as well', async () => {
		const taken = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => taken.once('listening', resolve));
		const { port } = taken.address() as { port: number };
		const { code, said } = await failToStart({ PORT: String(port) });
		taken.close();
		expect(code).toBe(1);
		expect(said).toMatch(/^Viertel cannot start: [^\n]*EADDRINUSE[^\n]*\n$/);
	});
});

test('what was reported survives a restart, and there is no /dev without the demo', async () => {
	const data = await folder();
	const settings = { VIERTEL_DEMO: '0' };
	const first = await startServer({ folder: data, settings });
	const path = await report(first);
	expect(await statusOf(`${first.url}/dev/mail`)).toBe(404);
	await first.stop();

	const second = await startServer({ folder: data, settings });
	const page = await (await fetch(second.url + path)).text();
	await second.stop();
	expect(page).toContain('Die Lampe ist kaputt.');
});

test('the demo and a report run on a PostgreSQL', async () => {
	const server = process.env.TEST_DATABASE_URL;
	if (!server) throw new Error('TEST_DATABASE_URL is not set: npm test sets it');
	const owner = postgres(server, { onnotice: () => {}, max: 1 });
	const name = `viertel_start_${randomUUID().slice(0, 8)}`;
	await owner.unsafe(`create database ${name}`);
	try {
		const address = new URL(server);
		address.pathname = `/${name}`;
		const app = await startServer({ settings: { DATABASE_URL: address.href } });
		const list = await (await fetch(`${app.url}/de/halle-neustadt/reports`)).text();
		const path = await report(app);
		const followed = await statusOf(app.url + path);
		const health: unknown = await (await fetch(`${app.url}/api/health`)).json();
		await app.stop();
		expect(list).toContain('/de/halle-neustadt/reports/');
		expect(followed).toBe(200);
		expect(health).toMatchObject({ status: 'ok' });
	} finally {
		await owner.unsafe(`drop database ${name} with (force)`);
		await owner.end();
	}
});

// A hosted Supabase cannot be reached from here: Lite, served over HTTP, speaks the same protocol.
test('the app runs on a Supabase somewhere else', async () => {
	const supabase = await startEmbedded({ folder: await folder(), email: { send: async () => {} } });
	const gateway = createHttpServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			void (async () => {
				const reads = request.method === 'GET' || request.method === 'HEAD';
				const answer = await supabase.fetch(new URL(request.url ?? '/', supabase.url), {
					method: request.method,
					headers: request.headers as Record<string, string>,
					body: reads ? undefined : Buffer.concat(chunks)
				});
				response.writeHead(answer.status, Object.fromEntries(answer.headers));
				response.end(Buffer.from(await answer.arrayBuffer()));
			})();
		});
	});
	await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
	try {
		const { port } = gateway.address() as { port: number };
		const app = await startServer({
			settings: {
				VIERTEL_DEMO: '',
				SUPABASE_URL: `http://127.0.0.1:${port}`,
				SUPABASE_PUBLISHABLE_KEY: supabase.publishableKey,
				SUPABASE_SECRET_KEY: supabase.secretKey
			}
		});
		const path = await report(app);
		const page = await (await fetch(app.url + path)).text();
		await app.stop();
		expect(page).toContain('Die Lampe ist kaputt.');
		const rows = await supabase.sql('select body from public.contributions');
		expect(rows).toEqual([{ body: 'Die Lampe ist kaputt.' }]);
	} finally {
		gateway.close();
		await supabase.close();
	}
});
