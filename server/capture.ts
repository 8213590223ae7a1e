import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

const TEXT = /^(text\/|application\/(json|manifest\+json|javascript)|image\/svg)/;

interface Captured {
	status: number;
	headers: OutgoingHttpHeaders;
	body: Buffer;
}

/**
 * Holds back a text answer until it is whole, so that it can be compressed and kept; anything else
 * (photos, files, streams) goes straight through. `done` gets what was held back and must send it.
 */
export function captureText(response: ServerResponse, done: (answer: Captured) => void): void {
	const { writeHead, write, end } = response;
	const chunks: Buffer[] = [];
	let captured: Omit<Captured, 'body'> | null = null;

	const restore = () => Object.assign(response, { writeHead, write, end });
	const collect = (chunk: unknown) => {
		if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
	};

	const begin = () => {
		const headers = response.getHeaders();
		const type = String(headers['content-type'] ?? '');
		const isStream = type.startsWith('text/event-stream');
		if (!TEXT.test(type) || isStream || headers['content-encoding']) return restore();
		captured = { status: response.statusCode, headers };
	};

	response.writeHead = ((status: number, ...rest: unknown[]) => {
		const headers = rest.find((part) => typeof part === 'object' && part !== null);
		response.statusCode = status;
		for (const [name, value] of Object.entries((headers ?? {}) as OutgoingHttpHeaders))
			if (value !== undefined) response.setHeader(name, value);
		begin();
		// What goes straight through writes its head with its first byte.
		return response;
	}) as typeof writeHead;

	response.write = ((chunk: unknown, ...rest: unknown[]) => {
		if (!captured) begin();
		if (!captured) return Reflect.apply(write, response, [chunk, ...rest]) as boolean;
		collect(chunk);
		const callback = rest.find((part) => typeof part === 'function');
		if (callback) process.nextTick(callback as () => void);
		return true;
	}) as typeof write;

	response.end = ((chunk: unknown, ...rest: unknown[]) => {
		if (!captured) begin();
		restore();
		if (!captured) return Reflect.apply(end, response, [chunk, ...rest]) as ServerResponse;
		collect(chunk);
		for (const name of response.getHeaderNames()) response.removeHeader(name);
		done({ ...captured, body: Buffer.concat(chunks) });
		return response;
	}) as typeof end;
}
