import { randomBytes } from 'node:crypto';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { captureText } from './capture.ts';
import { acceptedEncoding, compress, PageCache, send } from './page-cache.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;

export interface FrontOptions {
	/** What answers: SvelteKit's handler. */
	handler: Handler;
	/** Whether `X-Forwarded-*` come from a proxy of ours. Otherwise they are what anybody likes to write. */
	trustProxy: boolean;
	/** Largest request body in bytes. */
	bodyLimit: number;
	/** Where this server can reach itself, for fetching stale pages anew. */
	self: () => { host: string; port: number };
	/** Told of a request that could not be answered at all. */
	onproblem?: (request: IncomingMessage, error: unknown) => void;
}

const SESSION = 'viertel-session';
const REFRESH = 'x-viertel-refresh';
/** Tells the application that the body was too large and has been thrown away. */
export const TOO_LARGE = 'x-viertel-too-large';

/** What stands before SvelteKit: the page cache, compression, and a body limit that browsers understand. */
export function createFront({
	handler,
	trustProxy,
	bodyLimit,
	self,
	onproblem = () => {}
}: FrontOptions) {
	const cache = new PageCache();
	const pending = new Map<string, Promise<void>>();
	const refreshToken = randomBytes(16).toString('hex');

	function prepare(request: IncomingMessage): void {
		delete request.headers[TOO_LARGE];
		// A mail program's one-click unsubscribe (RFC 8058) is a form from nowhere, which SvelteKit would refuse as
		// forged. The code in its address is all it needs, and no cookie counts there.
		if (request.url?.startsWith('/api/unsubscribe/'))
			request.headers['content-type'] = 'application/octet-stream';
		if (trustProxy) return;
		for (const name of Object.keys(request.headers))
			if (name.startsWith('x-forwarded-')) delete request.headers[name];
		request.headers['x-forwarded-proto'] = 'http';
	}

	/** Asks this server for a page as a new guest would, past the cache. */
	function refresh(request: IncomingMessage): void {
		httpRequest({
			...self(),
			path: request.url,
			headers: { host: request.headers.host, [REFRESH]: refreshToken }
		})
			.on('response', (response) => response.resume())
			.on('error', () => {})
			.end();
	}

	/** Lets the rest of a too large body arrive and forgets it: a browser that is still sending shows no answer. */
	async function discard(request: IncomingMessage): Promise<void> {
		request.resume();
		await new Promise<void>((resolve) => {
			request.once('end', resolve).once('close', resolve);
			setTimeout(resolve, 60_000).unref();
		});
	}

	async function render(request: IncomingMessage, response: ServerResponse, key: string | null) {
		await new Promise<void>((resolve) => {
			response.once('close', resolve);
			captureText(response, ({ status, headers, body }) => {
				const answer = async () => {
					const entry = key ? await cache.keep(key, status, headers, body) : null;
					if (entry) send(entry, request, response);
					else {
						const encoding = acceptedEncoding(request);
						const sent = await compress(encoding, body);
						response.writeHead(status, {
							...headers,
							...(sent === body ? {} : { 'content-encoding': encoding, vary: 'accept-encoding' }),
							...(status === 204 || status === 304 ? {} : { 'content-length': sent.length })
						});
						response.end(request.method === 'HEAD' ? undefined : sent);
					}
				};
				answer().catch(fail).finally(resolve);
			});
			const missing = () => {
				response.statusCode = 404;
				response.end();
			};
			// One request that goes wrong must not end the process for everybody.
			const fail = (error: unknown) => {
				onproblem(request, error);
				response.destroy();
				resolve();
			};
			try {
				Promise.resolve(handler(request, response, missing)).catch(fail);
			} catch (error) {
				fail(error);
			}
		});
	}

	return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const reads = request.method === 'GET' || request.method === 'HEAD';
		const shared = reads && !request.headers.cookie?.includes(SESSION);
		const key = shared ? (request.url ?? '/') : null;
		const isRefresh = request.headers[REFRESH] === refreshToken;
		if (key && !isRefresh && cache.answer(key, request, response, () => refresh(request))) return;

		prepare(request);
		if (!reads) {
			// Before and after: a page rendered while somebody writes may hold the old state.
			cache.clear();
			response.once('finish', () => cache.clear());
			if (Number(request.headers['content-length'] ?? 0) > bodyLimit) {
				await discard(request);
				request.headers['content-length'] = '0';
				request.headers[TOO_LARGE] = '1';
			}
			return render(request, response, null);
		}
		// Many asking for the same page at once wait for one of them.
		const before = key ? pending.get(key) : undefined;
		if (key && before && !isRefresh) {
			await before;
			if (cache.answer(key, request, response, () => {})) return;
		}
		// A HEAD brings no body that could be kept for the next GET.
		const rendering = render(request, response, request.method === 'GET' ? key : null);
		if (key) {
			pending.set(key, rendering);
			void rendering.finally(() => pending.get(key) === rendering && pending.delete(key));
		}
		await rendering;
	};
}
