import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { overlap, reachOf, ZOOMS, type Box } from '../map/geo.ts';
import { boxOfTile } from '../map/projection.ts';
import { createTileStore, type StoredTile } from './tile-store.ts';

export interface TileOptions {
	/** Address of the upstream with `{z}`, `{x}` and `{y}`. */
	url: string;
	folder: string;
	maxBytes: number;
	/** Says who asks and whom to write to; the usage policy of OpenStreetMap asks for it. */
	userAgent: string;
	/** Boxes of the districts: what is not near one is never fetched, so this is no open proxy. */
	boxes: () => Promise<readonly Box[]>;
	/** Told once when the upstream stops answering. */
	onproblem?: (reason: string) => void;
	/** How long to wait for one tile, and how long to leave the upstream alone after a failure; in milliseconds. */
	timeout?: number;
	pause?: number;
}

export type TileAnswer =
	| { kind: 'tile'; bytes: Uint8Array<ArrayBuffer>; type: string; etag: string; maxAge: number }
	/** Not a tile, or not of our districts. */
	| { kind: 'outside' }
	/** There is none now; the map shows paper in its place. */
	| { kind: 'missing' };

const DAY = 86_400_000;
/** The usage policy of OpenStreetMap: keep tiles for as long as the answer says, and at least seven days. */
const [MIN_FRESH, MAX_FRESH] = [7 * DAY, 90 * DAY];
/** Requests to the upstream at a time, as that policy allows, and how many may wait for their turn. */
const [AT_ONCE, WAITING] = [2, 100];
const MAX_TILE = 1_000_000;
const WHOLE = /^(0|[1-9]\d{0,5})$/;

/** Names of the pictures we pass on, by how they begin. */
const PICTURES: readonly [type: string, start: string][] = [
	['image/png', '\x89PNG\r\n\x1a\n'],
	['image/jpeg', '\xff\xd8\xff'],
	['image/webp', 'RIFF']
];
const pictureType = (bytes: Uint8Array): string | undefined => {
	const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
	return PICTURES.find(([, beginning]) => start.startsWith(beginning))?.[0];
};

function freshUntil(headers: Headers): number {
	const seconds = /max-age=(\d+)/.exec(headers.get('cache-control') ?? '')?.[1];
	return Date.now() + Math.min(MAX_FRESH, Math.max(MIN_FRESH, Number(seconds ?? 0) * 1000));
}

function answer(tile: StoredTile | null): TileAnswer {
	if (!tile) return { kind: 'missing' };
	const { bytes, type, until } = tile;
	return {
		kind: 'tile',
		bytes,
		type,
		etag: `"${createHash('sha1').update(bytes).digest('base64url').slice(0, 16)}"`,
		// A stale one is being looked after already: ask again soon.
		maxAge: Math.round(Math.min(Math.max(until - Date.now(), DAY / 24), MIN_FRESH) / 1000)
	};
}

async function readBody(response: Response): Promise<Uint8Array<ArrayBuffer>> {
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const part of response.body ?? []) {
		length += part.length;
		if (length > MAX_TILE) throw new Error('the answer is too large for a tile');
		parts.push(part);
	}
	return new Uint8Array(Buffer.concat(parts));
}

/** Lets `limit` run at a time, and refuses when too many wait. */
function createQueue(limit: number, longest: number) {
	const waiting: (() => void)[] = [];
	let running = 0;
	return async <T>(work: () => Promise<T>): Promise<T | null> => {
		if (running >= limit) {
			if (waiting.length >= longest) return null;
			await new Promise<void>((resolve) => waiting.push(resolve));
		} else running += 1;
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else running -= 1;
		}
	};
}

/** Map tiles of our districts: from the folder, else from the upstream and then kept. */
export function createTiles({
	url,
	folder,
	maxBytes,
	userAgent,
	boxes,
	onproblem,
	timeout = 4_000,
	pause = 60_000
}: TileOptions) {
	// Tiles of another upstream are other tiles.
	const source = createHash('sha1').update(url).digest('hex').slice(0, 8);
	const store = createTileStore(folder, maxBytes);
	const queued = createQueue(AT_ONCE, WAITING);
	const flights = new Map<string, Promise<StoredTile | null>>();
	let quietUntil = 0;
	let failing = false;

	function failed(error: unknown): null {
		quietUntil = Date.now() + pause;
		if (!failing) onproblem?.(error instanceof Error ? error.message : String(error));
		failing = true;
		return null;
	}

	async function ask(address: string, known: StoredTile | null): Promise<StoredTile | null> {
		const response = await fetch(address, {
			headers: {
				'user-agent': userAgent,
				accept: 'image/*',
				...(known?.etag && { 'if-none-match': known.etag }),
				...(known?.modified && { 'if-modified-since': known.modified })
			},
			signal: AbortSignal.timeout(timeout)
		});
		const { headers } = response;
		if (known && response.status === 304) return { ...known, until: freshUntil(headers) };
		if (response.status === 404) return null;
		if (!response.ok) throw new Error(`it answers ${response.status}`);
		const bytes = await readBody(response);
		const type = pictureType(bytes);
		if (!type) throw new Error('it answers with something that is no picture');
		return {
			bytes,
			type,
			etag: headers.get('etag'),
			modified: headers.get('last-modified'),
			until: freshUntil(headers)
		};
	}

	async function refresh(key: string, address: string, known: StoredTile | null) {
		const fetched = await queued(async () => {
			if (Date.now() < quietUntil) return null;
			try {
				const tile = await ask(address, known);
				failing = false;
				return tile;
			} catch (error) {
				return failed(error);
			}
		});
		// A full disk is no reason to show no map.
		if (fetched) await store.write(join(source, key), fetched).catch(onproblem ?? (() => {}));
		return fetched;
	}

	/** One fetch a tile, however many ask for it. */
	function fly(key: string, address: string, known: StoredTile | null) {
		const flight =
			flights.get(key) ?? refresh(key, address, known).finally(() => flights.delete(key));
		flights.set(key, flight);
		return flight;
	}

	async function isOurs(z: number, x: number, y: number): Promise<boolean> {
		if (z < ZOOMS.min || z > ZOOMS.max || x >= 2 ** z || y >= 2 ** z) return false;
		const ground = boxOfTile(z, x, y);
		return (await boxes()).some((box) => overlap(ground, reachOf(box)));
	}

	/** Takes the parts of the address as they came. */
	return async (zoom: string, column: string, row: string): Promise<TileAnswer> => {
		if (![zoom, column, row].every((part) => WHOLE.test(part))) return { kind: 'outside' };
		if (!(await isOurs(Number(zoom), Number(column), Number(row)))) return { kind: 'outside' };
		const key = `${zoom}/${column}/${row}`;
		const address = url.replace('{z}', zoom).replace('{x}', column).replace('{y}', row);
		const known = await store.read(join(source, key));
		if (known && Date.now() < known.until) return answer(known);
		const flight = fly(key, address, known);
		// An old picture at once is better than a new one later.
		if (!known) return answer(await flight);
		void flight;
		return answer(known);
	};
}
