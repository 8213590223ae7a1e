// Measures in one run, as a table: pages a second against a bare Node server with the same bytes, memory, start-up.
import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { freePort, startServer, temporaryFolder } from '../support/server.ts';

const SECONDS = Number(process.env.LOAD_SECONDS ?? 8);
const page = '/de/halle-neustadt';
const rows: [what: string, figure: string][] = [];
const report = (what: string, figure: string) => {
	rows.push([what, figure]);
	console.error(`${what}: ${figure}`);
};

const fire = async (url: string, headers: Record<string, string> = {}) => {
	const { requests, latency, non2xx, errors } = await autocannon({
		url,
		connections: 16,
		duration: SECONDS,
		headers: { 'accept-encoding': 'br', ...headers }
	});
	if (non2xx || errors) throw new Error(`${url}: ${non2xx} refused, ${errors} failed`);
	return { rate: requests.average, p50: latency.p50, p99: latency.p99 };
};

/** A server of its own process that answers everything with these bytes. */
async function bareServer(body: Buffer, headers: Record<string, string>) {
	const port = await freePort();
	const child = spawn(process.execPath, ['tests/load/bare.ts', String(port)], {
		env: {
			...process.env,
			BARE_BODY: body.toString('base64'),
			BARE_HEADERS: JSON.stringify(headers)
		},
		stdio: 'inherit'
	});
	const url = `http://127.0.0.1:${port}`;
	while (
		!(await fetch(url).then(
			() => true,
			() => false
		))
	)
		await new Promise((resolve) => setTimeout(resolve, 50));
	return { url, stop: () => child.kill() };
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

const folder = await temporaryFolder();
const fresh = await startServer({ folder });
report('start with a fresh database and demo', seconds(fresh.startup));
report('memory after the demo load', megabytes(await fresh.memory()));
await fresh.stop();

const server = await startServer({ folder });
report('start with the demo there already', seconds(server.startup));
try {
	const answer = await fetch(server.url + page, { headers: { 'accept-encoding': 'identity' } });
	const html = Buffer.from(await answer.arrayBuffer());
	const { brotliCompressSync } = await import('node:zlib');
	const bare = await bareServer(brotliCompressSync(html), {
		'content-type': 'text/html',
		'content-encoding': 'br'
	});
	// In turns, so that a noisy minute meets both.
	const cached: number[] = [];
	const plain: number[] = [];
	for (let round = 0; round < 2; round++) {
		plain.push((await fire(bare.url)).rate);
		cached.push((await fire(server.url + page)).rate);
	}
	bare.stop();
	const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	report('bare Node server, the same bytes', `${Math.round(mean(plain))} pages/s`);
	report('district page from the cache', `${Math.round(mean(cached))} pages/s`);
	report('cache against bare server', `${((mean(cached) / mean(plain)) * 100).toFixed(0)} %`);
	// A session that is none: past the cache, through the database, for a guest.
	const uncached = await fire(server.url + page, { cookie: 'viertel-session=none' });
	report(
		'district page past the cache',
		`${Math.round(uncached.rate)} pages/s, p50 ${uncached.p50} ms, p99 ${uncached.p99} ms`
	);
	report('memory after the load', megabytes(await server.memory()));
} finally {
	await server.stop();
	await rm(folder, { recursive: true, force: true });
}

const width = Math.max(...rows.map(([what]) => what.length));
console.log(rows.map(([what, figure]) => `${what.padEnd(width)}  ${figure}`).join('\n'));
