import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { readSettings } from '../env.ts';
import { providerOf, TranslationError, type Provider } from './providers.ts';

let server: Server | undefined;
afterEach(async () => {
	server?.closeAllConnections();
	await new Promise((done) => (server ? server.close(done) : done(null)));
	server = undefined;
});

/** A server of its own on loopback. Returns its address. */
async function listen(answer: RequestListener): Promise<string> {
	const listening = (server = createServer(answer));
	await new Promise<void>((ready) => listening.listen(0, '127.0.0.1', ready));
	return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
	let text = '';
	for await (const part of request) text += String(part);
	return JSON.parse(text) as Record<string, unknown>;
}

const provider = (kind: string, url: string, timeout?: number): Provider => {
	const found = providerOf(
		readSettings({
			TRANSLATION_PROVIDER: kind,
			TRANSLATION_URL: url,
			TRANSLATION_KEY: 'secret:fx'
		}),
		timeout
	);
	if (!found) throw new Error(`no ${kind}`);
	return found;
};
const wanted = { texts: ['Hallo', 'Guten Tag'], source: 'de', target: 'vi' } as const;

test('without settings there is none', () => {
	expect(providerOf(readSettings({}))).toBeNull();
});

test('LibreTranslate is asked as its documentation says', async () => {
	const seen: unknown[] = [];
	const url = await listen(async (request, response) => {
		seen.push(request.method, request.url, await bodyOf(request));
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ translatedText: ['Xin chào', 'Chào buổi sáng'] }));
	});
	expect(await provider('libretranslate', `${url}/api`).translate(wanted)).toEqual([
		'Xin chào',
		'Chào buổi sáng'
	]);
	expect(seen).toEqual([
		'POST',
		'/api/translate',
		{
			q: ['Hallo', 'Guten Tag'],
			source: 'de',
			target: 'vi',
			format: 'text',
			api_key: 'secret:fx'
		}
	]);
});

test('DeepL is asked as its documentation says', async () => {
	const seen: unknown[] = [];
	const url = await listen(async (request, response) => {
		seen.push(request.url, request.headers.authorization, await bodyOf(request));
		response.end(
			JSON.stringify({
				translations: [
					{ detected_source_language: 'DE', text: 'Hello' },
					{ detected_source_language: 'DE', text: 'Good day' }
				]
			})
		);
	});
	expect(await provider('deepl', url).translate({ ...wanted, target: 'en' })).toEqual([
		'Hello',
		'Good day'
	]);
	expect(seen).toEqual([
		'/v2/translate',
		'DeepL-Auth-Key secret:fx',
		{
			text: ['Hallo', 'Guten Tag'],
			source_lang: 'DE',
			target_lang: 'EN-GB',
			preserve_formatting: true
		}
	]);
});

test('what a provider does not know is not asked for', () => {
	const libre = provider('libretranslate', 'http://127.0.0.1:9');
	const deepl = provider('deepl', 'http://127.0.0.1:9');
	expect(libre.speaks('de', 'fa')).toBe(true);
	expect(deepl.speaks('de', 'fa')).toBe(false);
	for (const { speaks } of [libre, deepl]) {
		expect(speaks('de', 'vi')).toBe(true);
		expect(speaks('de-x-leicht', 'vi')).toBe(true);
		expect(speaks('vi', 'de-x-leicht')).toBe(false);
		expect(speaks('de-x-leicht', 'de')).toBe(false);
		expect(speaks('de', 'ku')).toBe(false);
		expect(speaks('ku', 'de')).toBe(false);
	}
});

describe.for(['libretranslate', 'deepl'])('a fault of %s has a name', (kind) => {
	const fails = async (answer: RequestListener, reason: string, timeout?: number) => {
		const failure = await provider(kind, await listen(answer), timeout)
			.translate(wanted)
			.catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(TranslationError);
		expect((failure as TranslationError).reason).toBe(reason);
	};

	test.for([403, 429, 456, 500, 503])('status %i', (status) =>
		fails((_, response) => response.writeHead(status).end('{}'), `status:${status}`)
	);
	test('it leads elsewhere, and is not followed', () =>
		fails(
			(_, response) => response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(),
			'status:307'
		));
	test('HTML', () =>
		fails((_, response) => response.end('<!doctype html><title>Welcome</title>'), 'not_json'));
	test('JSON of another shape', () =>
		fails(
			(_, response) => response.end('{"translatedText":"Xin chào","translations":[{"text":7}]}'),
			'not_json'
		));
	test('fewer texts than were sent', () =>
		fails(
			(_, response) =>
				response.end('{"translatedText":["Xin chào"],"translations":[{"text":"Xin chào"}]}'),
			'wrong_count'
		));
	test('it never answers', () => fails(() => {}, 'timeout', 60));
	test('it never ends its answer', () =>
		fails((_, response) => void response.write('{"translatedText":'), 'timeout', 200));
	test('it hangs up', () => fails((request) => request.socket.destroy(), 'unreachable'));
	test('nobody is there', async () => {
		const failure = await provider(kind, 'http://127.0.0.1:9')
			.translate(wanted)
			.catch((error: unknown) => error);
		expect((failure as TranslationError).reason).toBe('unreachable');
		expect((failure as TranslationError).wasNotDone).toBe(true);
	});
});
