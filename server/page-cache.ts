import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const ENCODINGS = ['br', 'gzip', 'identity'] as const;
type Encoding = (typeof ENCODINGS)[number];

/** A whole answer, ready to be sent in each encoding. */
interface Entry {
	status: number;
	headers: OutgoingHttpHeaders;
	etag: string;
	bodies: Record<Encoding, Buffer>;
	/** Times in milliseconds of `performance.now()`. */
	freshUntil: number;
	staleUntil: number;
	refreshing: boolean;
}

/** About 50 KB each. Whoever asks for many made-up addresses pushes out others' pages, not our memory. */
const MAX_ENTRIES = 1000;
/** Below this a compressed body saves no packet. */
const WORTH_COMPRESSING = 1024;

const compressors: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
	br: (body) =>
		promisify(brotliCompress)(body, {
			params: {
				[constants.BROTLI_PARAM_QUALITY]: 6,
				[constants.BROTLI_PARAM_SIZE_HINT]: body.length
			}
		}),
	gzip: promisify(gzip),
	identity: async (body) => body
};

export const compress = (encoding: Encoding, body: Buffer): Promise<Buffer> =>
	body.length < WORTH_COMPRESSING ? Promise.resolve(body) : compressors[encoding](body);

export function acceptedEncoding(request: IncomingMessage): Encoding {
	const accepted = request.headers['accept-encoding'] ?? '';
	return ENCODINGS.find((encoding) => String(accepted).includes(encoding)) ?? 'identity';
}

/** The seconds that `s-maxage` and `stale-while-revalidate` allow; null when a shared cache may not keep it. */
export function lifetime(cacheControl: string): { fresh: number; stale: number } | null {
	const seconds = (directive: string) =>
		Number(new RegExp(`(?:^|[ ,])${directive}=([\\d.]+)`).exec(cacheControl)?.[1] ?? 0);
	const fresh = seconds('s-maxage');
	if (!fresh || /\b(private|no-store)\b/.test(cacheControl)) return null;
	return { fresh, stale: seconds('stale-while-revalidate') };
}

/**
 * Pages that are the same for everybody without an account, kept in memory for the seconds their
 * `Cache-Control` allows, compressed once, and shown a little longer while they are fetched anew.
 */
export class PageCache {
	#entries = new Map<string, Entry>();

	/** Everything is forgotten as soon as anybody writes anything, so that they see it themselves. */
	clear(): void {
		this.#entries.clear();
	}

	async keep(
		key: string,
		status: number,
		headers: OutgoingHttpHeaders,
		body: Buffer
	): Promise<Entry | null> {
		const life = status === 200 ? lifetime(String(headers['cache-control'] ?? '')) : null;
		if (!life || headers['set-cookie']) return null;
		const now = performance.now();
		const bodies = Object.fromEntries(
			await Promise.all(
				ENCODINGS.map(async (encoding) => [encoding, await compress(encoding, body)])
			)
		) as Entry['bodies'];
		const entry: Entry = {
			status,
			headers,
			etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
			bodies,
			freshUntil: now + life.fresh * 1000,
			staleUntil: now + (life.fresh + life.stale) * 1000,
			refreshing: false
		};
		this.#entries.delete(key);
		this.#entries.set(key, entry);
		const [oldest] = this.#entries.keys();
		if (this.#entries.size > MAX_ENTRIES && oldest !== undefined) this.#entries.delete(oldest);
		return entry;
	}

	/** Answers from memory if it can. `refresh` is called once for a page that has become stale. */
	answer(
		key: string,
		request: IncomingMessage,
		response: ServerResponse,
		refresh: () => void
	): boolean {
		const entry = this.#entries.get(key);
		const now = performance.now();
		if (!entry || now > entry.staleUntil) return false;
		if (now > entry.freshUntil && !entry.refreshing) {
			entry.refreshing = true;
			refresh();
		}
		send(entry, request, response);
		return true;
	}
}

export function send(entry: Entry, request: IncomingMessage, response: ServerResponse): void {
	if (request.headers['if-none-match'] === entry.etag) {
		response.writeHead(304, {
			etag: entry.etag,
			'cache-control': entry.headers['cache-control'],
			vary: 'accept-encoding'
		});
		response.end();
		return;
	}
	const encoding = acceptedEncoding(request);
	const body = entry.bodies[encoding];
	const compressed = body !== entry.bodies.identity;
	response.writeHead(entry.status, {
		...entry.headers,
		etag: entry.etag,
		vary: 'accept-encoding',
		'content-length': body.length,
		...(compressed ? { 'content-encoding': encoding } : {})
	});
	response.end(request.method === 'HEAD' ? undefined : body);
}
