import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTiles, type TileOptions } from './tiles.ts';

const box = { west: 11.886, south: 51.466, east: 11.944, north: 51.495 };
/** A tile in the middle of the box. */
const [Z, X, Y] = ['14', '8734', '5456'] as const;
const PNG = Buffer.from('\x89PNG\r\n\x1a\nand so on', 'latin1');
const DAY = 86_400_000;

let upstream: ReturnType<typeof createServer>;
let respond: (request: IncomingMessage, response: ServerResponse) => void;
let asked: IncomingMessage[];
let folder: string;
let url: string;

const picture = (headers: Record<string, string> = {}, bytes = PNG) => {
	respond = (_, response) =>
		void response.writeHead(200, { 'content-type': 'image/png', ...headers }).end(bytes);
};
const open = (options: Partial<TileOptions> = {}) =>
	createTiles({
		url,
		folder,
		maxBytes: 1_000_000,
		userAgent: 'Viertel/test (+mailto:test@example.org)',
		boxes: async () => [box],
		timeout: 300,
		...options
	});
const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);
/** Until what runs in the background is done. */
const settled = (times: number) => vi.waitFor(() => expect(asked).toHaveLength(times));

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'] });
	asked = [];
	picture();
	upstream = createServer((request, response) => {
		asked.push(request);
		respond(request, response);
	});
	await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/{z}/{x}/{y}.png`;
	folder = await mkdtemp(join(tmpdir(), 'viertel-tiles-'));
});

afterEach(async () => {
	vi.useRealTimers();
	upstream.closeAllConnections();
	await new Promise((resolve) => upstream.close(resolve));
	await rm(folder, { recursive: true, force: true });
});

describe('what it asks the upstream', () => {
	it('says who asks, and nothing about the reader', async () => {
		await open()(Z, X, Y);
		const [request] = asked;
		expect(request?.url).toBe('/14/8734/5456.png');
		expect(request?.headers['user-agent']).toBe('Viertel/test (+mailto:test@example.org)');
		for (const header of ['referer', 'cookie', 'x-forwarded-for', 'origin'])
			expect(request?.headers).not.toHaveProperty(header);
	});

	it('asks once for however many want the same tile', async () => {
		const tiles = open();
		const answers = await Promise.all(Array.from({ length: 20 }, () => tiles(Z, X, Y)));
		expect(asked).toHaveLength(1);
		expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['tile']));
	});

	it('never asks for more than two tiles at a time', async () => {
		let [running, most] = [0, 0];
		respond = (_, response) => {
			most = Math.max(most, (running += 1));
			setTimeout(() => {
				running -= 1;
				response.writeHead(200).end(PNG);
			}, 5);
		};
		const tiles = open();
		await Promise.all(Array.from({ length: 12 }, (_, i) => tiles('19', `${279500 + i}`, '174660')));
		expect(asked).toHaveLength(12);
		expect(most).toBe(2);
	});

	it('turns down a flood rather than keep it waiting', async () => {
		let release = () => {};
		const held = new Promise<void>((resolve) => (release = resolve));
		respond = (_, response) => void held.then(() => response.writeHead(200).end(PNG));
		const tiles = open();
		const asked = Array.from({ length: 130 }, (_, i) => tiles('19', `${279500 + i}`, '174660'));
		const soon = new Promise<string>((resolve) => setTimeout(() => resolve('waiting'), 100));
		const kinds = await Promise.all(
			asked.map((answer) => Promise.race([answer.then(({ kind }) => kind), soon]))
		);
		release();
		await Promise.all(asked);
		expect(kinds.filter((kind) => kind === 'missing')).toHaveLength(28);
	});
});

describe('what it keeps', () => {
	it('keeps a tile for at least seven days, and over a restart', async () => {
		picture({ 'cache-control': 'max-age=60' });
		const first = await open()(Z, X, Y);
		expect(first).toMatchObject({ kind: 'tile', type: 'image/png', maxAge: 604_800 });
		later(6.9 * DAY);
		const again = await open()(Z, X, Y);
		expect(again.kind === 'tile' && Buffer.from(again.bytes).equals(PNG)).toBe(true);
		expect(asked).toHaveLength(1);
	});

	it('keeps it for longer where the upstream says so', async () => {
		picture({ 'cache-control': `public, max-age=${(20 * DAY) / 1000}` });
		const tiles = open();
		await tiles(Z, X, Y);
		later(19 * DAY);
		await tiles(Z, X, Y);
		expect(asked).toHaveLength(1);
	});

	it('asks whether an old tile has changed, and keeps it if not', async () => {
		picture({ etag: '"abc"', 'last-modified': 'Tue, 03 Nov 2026 10:00:00 GMT' });
		const tiles = open();
		await tiles(Z, X, Y);
		later(8 * DAY);
		respond = (_, response) => void response.writeHead(304).end();
		expect((await tiles(Z, X, Y)).kind).toBe('tile');
		await settled(2);
		expect(asked[1]?.headers).toMatchObject({
			'if-none-match': '"abc"',
			'if-modified-since': 'Tue, 03 Nov 2026 10:00:00 GMT'
		});
		await vi.waitFor(async () =>
			expect(await tiles(Z, X, Y)).toMatchObject({ kind: 'tile', maxAge: 604_800 })
		);
		// Whoever looked while it was being written may have asked once more; from now on nobody does.
		const until = asked.length;
		await tiles(Z, X, Y);
		expect(asked).toHaveLength(until);
	});

	it('shows the old tile at once while it fetches a changed one', async () => {
		const tiles = open();
		await tiles(Z, X, Y);
		later(8 * DAY);
		const changed = Buffer.concat([PNG, Buffer.from('!')]);
		picture({}, changed);
		const old = await tiles(Z, X, Y);
		expect(old.kind === 'tile' && old.bytes.length).toBe(PNG.length);
		await vi.waitFor(async () => {
			const tile = await tiles(Z, X, Y);
			expect(tile.kind === 'tile' && tile.bytes.length).toBe(changed.length);
		});
	});

	it('keeps the tiles of two upstreams apart', async () => {
		await open()(Z, X, Y);
		await open({ url: `${url}?style=other` })(Z, X, Y);
		expect(asked).toHaveLength(2);
	});

	it('removes the oldest when they grow too many, and leaves nothing half-written', async () => {
		picture({}, Buffer.concat([PNG, Buffer.alloc(10_000)]));
		const tiles = open({ maxBytes: 50_000 });
		for (let i = 0; i < 9; i++) await tiles('19', `${279500 + i}`, '174660');
		const names = await readdir(folder, { recursive: true });
		const kept = names.filter((name) => name.endsWith('.tile'));
		expect(kept.length).toBeLessThanOrEqual(5);
		expect(kept.some((name) => name.includes('279508'))).toBe(true);
		expect(kept.some((name) => name.includes('279500'))).toBe(false);
		expect(names.some((name) => name.endsWith('.tmp'))).toBe(false);
	});

	it('fetches a tile anew whose file is broken', async () => {
		const tiles = open();
		await tiles(Z, X, Y);
		const [file] = (await readdir(folder, { recursive: true })).filter((n) => n.endsWith('.tile'));
		await writeFile(join(folder, file ?? ''), 'broken');
		expect((await tiles(Z, X, Y)).kind).toBe('tile');
		expect(asked).toHaveLength(2);
	});

	it('shows tiles though it cannot keep them', async () => {
		await writeFile(join(folder, 'file'), '');
		const tiles = open({ folder: join(folder, 'file') });
		expect((await tiles(Z, X, Y)).kind).toBe('tile');
	});
});

describe('when the upstream fails', () => {
	const fail = () => {
		respond = (_, response) => void response.writeHead(503).end('busy');
	};

	it('leaves it alone for a minute, and says so once', async () => {
		fail();
		const onproblem = vi.fn();
		const tiles = open({ onproblem });
		expect(await tiles(Z, X, Y)).toEqual({ kind: 'missing' });
		expect(await tiles(Z, X, '5457')).toEqual({ kind: 'missing' });
		expect(asked).toHaveLength(1);
		later(61_000);
		await tiles(Z, X, Y);
		expect(asked).toHaveLength(2);
		expect(onproblem).toHaveBeenCalledExactlyOnceWith('it answers 503');
		later(61_000);
		picture();
		expect((await tiles(Z, X, Y)).kind).toBe('tile');
	});

	it('still shows an old tile', async () => {
		const tiles = open();
		await tiles(Z, X, Y);
		later(30 * DAY);
		fail();
		expect(await tiles(Z, X, Y)).toMatchObject({ kind: 'tile', maxAge: 3600 });
		await settled(2);
		expect(await tiles(Z, X, Y)).toMatchObject({ kind: 'tile' });
	});

	it('does not wait for one that never answers', async () => {
		respond = () => {};
		const begin = performance.now();
		expect(await open({ timeout: 50 })(Z, X, Y)).toEqual({ kind: 'missing' });
		expect(performance.now() - begin).toBeLessThan(1000);
	});

	it('does not wait for one that never ends', async () => {
		respond = (_, response) => void response.writeHead(200).write(PNG);
		expect(await open({ timeout: 50 })(Z, X, Y)).toEqual({ kind: 'missing' });
	});

	it('is quick where nobody listens', async () => {
		expect(await open({ url: 'http://127.0.0.1:9/{z}/{x}/{y}.png' })(Z, X, Y)).toEqual({
			kind: 'missing'
		});
	});

	it('takes a tile that does not exist for no failure', async () => {
		respond = (_, response) => void response.writeHead(404).end();
		const tiles = open();
		expect(await tiles(Z, X, Y)).toEqual({ kind: 'missing' });
		picture();
		expect((await tiles(Z, X, Y)).kind).toBe('tile');
	});

	it.each([
		['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
		['a drawing with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
		['nothing', Buffer.alloc(0)],
		['too much', Buffer.concat([PNG, Buffer.alloc(1_000_001)])]
	])('refuses %s, whatever it is called', async (_, bytes) => {
		picture({}, bytes);
		expect(await open()(Z, X, Y)).toEqual({ kind: 'missing' });
		expect((await readdir(folder, { recursive: true })).length).toBe(0);
	});
});

describe('what it refuses', () => {
	it.each([
		['another city', '14', '8800', '5374'],
		['the world', '0', '0', '0'],
		['too coarse', '11', '1091', '682'],
		['too fine', '20', '558976', '349312'],
		['beyond the edge', '14', '16384', '5458'],
		['below zero', '14', '-1', '5458'],
		['a fraction', '14', '8734.5', '5458'],
		['another number', '14', '8734e0', '5458'],
		['hexadecimal', '0xe', '8734', '5458'],
		['a leading zero', '14', '08734', '5458'],
		['space', '14', ' 8734', '5458'],
		['a way up', '14', '..', '5458'],
		['another host', '14', '8734', '5458@example.org'],
		['a huge number', '14', '9'.repeat(400), '5458'],
		['nothing', '', '', '']
	])('%s', async (_, z, x, y) => {
		expect(await open()(z, x, y)).toEqual({ kind: 'outside' });
		expect(asked).toHaveLength(0);
	});

	it('serves every tile a map of the district can show', async () => {
		const tiles = open();
		for (const [z, x, y] of [
			['12', '2183', '1364'],
			['16', '34936', '21833'],
			['19', '279500', '174660']
		] as const)
			expect((await tiles(z, x, y)).kind).toBe('tile');
	});
});
