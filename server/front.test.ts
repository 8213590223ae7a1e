import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { createFront, TOO_LARGE } from './front.ts';
import { lifetime } from './page-cache.ts';

type App = (request: IncomingMessage) => {
	headers?: Record<string, string>;
	body: string;
	status?: number;
};
const open: Server[] = [];
afterEach(() => {
	for (const server of open.splice(0)) server.close();
});

const SHARED = {
	'content-type': 'text/html',
	'cache-control': 'public, max-age=0, s-maxage=10, stale-while-revalidate=60'
};

/** A front before `app`, and how often the application was asked. */
async function serve(app: App, options: { bodyLimit?: number; trustProxy?: boolean } = {}) {
	const seen: IncomingMessage[] = [];
	const front = createFront({
		handler: (incoming, response) => {
			seen.push(incoming);
			incoming.resume();
			const { headers = SHARED, body, status = 200 } = app(incoming);
			response.writeHead(status, headers);
			response.write(body.slice(0, 3));
			response.end(body.slice(3));
		},
		trustProxy: options.trustProxy ?? false,
		bodyLimit: options.bodyLimit ?? 1000,
		self: () => ({ host: '127.0.0.1', port: (server.address() as AddressInfo).port })
	});
	const server = createServer((incoming, response) => void front(incoming, response));
	open.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

test('a shared page is made once for all guests', async () => {
	const { url, seen } = await serve(() => ({ body: 'page' }));
	const answers = await Promise.all(
		[1, 2, 3].map(() => fetch(url).then((answer) => answer.text()))
	);
	expect(answers).toEqual(['page', 'page', 'page']);
	expect(seen).toHaveLength(1);
});

test('somebody with a session never gets a kept page, nor leaves one', async () => {
	const { url, seen } = await serve(() => ({ body: 'page' }));
	const headers = { cookie: 'viertel-session.0=abc' };
	await fetch(url, { headers });
	await fetch(url);
	await fetch(url, { headers });
	expect(seen).toHaveLength(3);
});

test('private answers, failures and answers that set a cookie are not kept', async () => {
	for (const { headers, status } of [
		{ headers: { 'content-type': 'text/html', 'cache-control': 'private, no-store' }, status: 200 },
		{ headers: SHARED, status: 500 },
		{ headers: { ...SHARED, 'set-cookie': 'a=b' }, status: 200 }
	]) {
		const { url, seen } = await serve(() => ({ body: 'page', headers, status }));
		await (await fetch(url)).text();
		await (await fetch(url)).text();
		expect(seen).toHaveLength(2);
	}
});

test('a request that goes wrong ends itself alone', async () => {
	const { url } = await serve((incoming) => {
		if (incoming.url === '/broken') throw new Error('broken');
		return { body: 'page' };
	});
	await expect(fetch(`${url}/broken`)).rejects.toThrow();
	expect(await (await fetch(url)).text()).toBe('page');
});

test('asking for the head leaves no empty page behind', async () => {
	const { url } = await serve((incoming) => ({ body: incoming.method === 'HEAD' ? '' : 'page' }));
	await fetch(url, { method: 'HEAD' });
	expect(await (await fetch(url)).text()).toBe('page');
	expect((await fetch(url, { method: 'HEAD' })).headers.get('content-length')).toBe('4');
});

test('a stale page is shown once more while a new one is fetched', async () => {
	let body = 'old';
	const headers = {
		'content-type': 'text/html',
		'cache-control': 'public, s-maxage=0.05, stale-while-revalidate=60'
	};
	const { url, seen } = await serve(() => ({ body, headers: { ...headers } }));
	const read = async () => (await fetch(url)).text();
	expect(await read()).toBe('old');
	body = 'new';
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(await read()).toBe('old');
	await expect.poll(read).toBe('new');
	expect(seen.length).toBeGreaterThan(1);
});

test('whoever writes makes all kept pages be made anew', async () => {
	let body = 'before';
	const { url } = await serve(() => ({ body }));
	expect(await (await fetch(url)).text()).toBe('before');
	body = 'after';
	await (await fetch(url, { method: 'POST', body: 'x' })).text();
	expect(await (await fetch(url)).text()).toBe('after');
});

test('a page is compressed, has an ETag, and is not sent to who has it', async () => {
	const body = 'ein Satz '.repeat(500);
	const { url } = await serve(() => ({ body }));
	await (await fetch(url)).text();
	const raw = await new Promise<{ headers: IncomingMessage['headers']; body: Buffer }>((resolve) =>
		request(url, { headers: { 'accept-encoding': 'gzip, br' } }, (answer) => {
			const chunks: Buffer[] = [];
			answer.on('data', (chunk: Buffer) => chunks.push(chunk));
			answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(chunks) }));
		}).end()
	);
	expect(raw.headers['content-encoding']).toBe('br');
	expect(brotliDecompressSync(raw.body).toString()).toBe(body);
	const again = await fetch(url, { headers: { 'if-none-match': raw.headers.etag ?? '' } });
	expect(again.status).toBe(304);
});

test('bytes that are no text go through as they are', async () => {
	const { url } = await serve(() => ({
		body: 'RIFF-bytes',
		headers: { 'content-type': 'image/webp' }
	}));
	const answer = await fetch(url);
	expect(answer.headers.get('content-encoding')).toBeNull();
	expect(await answer.text()).toBe('RIFF-bytes');
});

test('a body that is too large is thrown away and the application told', async () => {
	const { url, seen } = await serve(() => ({ body: 'too large', status: 413 }), { bodyLimit: 10 });
	const answer = await fetch(url, { method: 'POST', body: 'x'.repeat(5_000_000) });
	expect(answer.status).toBe(413);
	expect(seen[0]?.headers[TOO_LARGE]).toBe('1');
	expect(seen[0]?.headers['content-length']).toBe('0');
});

test('nobody outside can claim to be the proxy or the front itself', async () => {
	const { url, seen } = await serve(() => ({ body: 'page' }));
	await fetch(url, {
		headers: { 'x-forwarded-for': '1.2.3.4', 'x-forwarded-proto': 'https', [TOO_LARGE]: '1' }
	});
	expect(seen[0]?.headers).toMatchObject({ 'x-forwarded-proto': 'http' });
	expect(seen[0]?.headers['x-forwarded-for']).toBeUndefined();
	expect(seen[0]?.headers[TOO_LARGE]).toBeUndefined();
});

test('a lifetime is read from Cache-Control', () => {
	expect(lifetime('public, max-age=0, s-maxage=10, stale-while-revalidate=60')).toEqual({
		fresh: 10,
		stale: 60
	});
	expect(lifetime('public, max-age=600')).toBeNull();
	expect(lifetime('private, s-maxage=10')).toBeNull();
});
