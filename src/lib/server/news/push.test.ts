import { execFileSync } from 'node:child_process';
import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, createServer, type Server } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { generateVAPIDKeys } from 'web-push';
import { GivenUp } from './outbox.ts';
import { createPusher, isPrivateAddress, lookupPublic } from './push.ts';

const keys = { ...generateVAPIDKeys(), subject: 'https://viertel.example' };
const received: { headers: IncomingHttpHeaders; body: Buffer }[] = [];
let answer = 201;
let server: Server;
let origin = '';
const folder = mkdtempSync(join(tmpdir(), 'viertel-push-'));

beforeAll(async () => {
	const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	execFileSync(
		'openssl',
		`req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost -keyout ${key} -out ${cert}`.split(
			' '
		),
		{ stdio: 'ignore' }
	);
	server = createServer(
		{ key: readFileSync(key), cert: readFileSync(cert) },
		(request, response) => {
			void buffer(request).then((body) => {
				received.push({ headers: request.headers, body });
				response.writeHead(answer).end();
			});
		}
	);
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	origin = `https://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	rmSync(folder, { recursive: true });
});
beforeEach(() => {
	answer = 201;
	received.length = 0;
});

const device = () => {
	const own = createECDH('prime256v1');
	own.generateKeys();
	return {
		endpoint: `${origin}/push/abc`,
		p256dh: own.getPublicKey('base64url'),
		auth: randomBytes(16).toString('base64url')
	};
};
const pusher = () => createPusher(keys, new Agent({ rejectUnauthorized: false }));
const push = () => pusher()(device(), '{"title":"Neue Antwort"}');

const decoded = (part = '') =>
	JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

describe('a push', () => {
	test('is encrypted, and signed with the installation’s own key for this very service', async () => {
		expect(await push()).toBe('sent');
		const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = received;
		expect(headers['content-encoding']).toBe('aes128gcm');
		expect(headers.ttl).toBe('86400');
		expect(body.includes('Antwort')).toBe(false);
		const [, token = '', key = ''] =
			/^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? '') ?? [];
		expect(key).toBe(keys.publicKey);
		const [head, claims, signature = ''] = token.split('.');
		expect(decoded(head)).toMatchObject({ alg: 'ES256' });
		expect(decoded(claims)).toMatchObject({ aud: origin, sub: 'https://viertel.example' });
		const point = Buffer.from(key, 'base64url');
		const signer = createPublicKey({
			format: 'jwk',
			key: {
				kty: 'EC',
				crv: 'P-256',
				x: point.subarray(1, 33).toString('base64url'),
				y: point.subarray(33).toString('base64url')
			}
		});
		expect(
			verify(
				'sha256',
				Buffer.from(`${head}.${claims}`),
				{ key: signer, dsaEncoding: 'ieee-p1363' },
				Buffer.from(signature, 'base64url')
			)
		).toBe(true);
	});

	test.for([404, 410])('to a device that is gone (%i) says so', async (status) => {
		answer = status;
		expect(await push()).toBe('gone');
	});

	test.for([500, 503, 429])('that fails with %i may be tried again', async (status) => {
		answer = status;
		const failure = await push().catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(Error);
		expect(failure).not.toBeInstanceOf(GivenUp);
	});

	test.for([400, 403, 413])('that is refused with %i is given up', async (status) => {
		answer = status;
		await expect(push()).rejects.toBeInstanceOf(GivenUp);
	});

	test('never goes into our own network, whatever name leads there', async () => {
		await expect(createPusher(keys)(device(), '{}')).rejects.toThrow('private network');
		expect(received).toEqual([]);
		const found = await new Promise((resolve) =>
			lookupPublic('localhost', {}, (error) => resolve(error?.message))
		);
		expect(found).toBe('localhost is in a private network');
	});
});

test('private addresses are known in both kinds', () => {
	for (const address of [
		'127.0.0.1',
		'10.1.2.3',
		'172.16.0.1',
		'192.168.1.1',
		'169.254.169.254',
		'::1',
		'fd00::1',
		'fe80::1',
		'::ffff:127.0.0.1'
	])
		expect(isPrivateAddress(address), address).toBe(true);
	for (const address of ['8.8.8.8', '172.32.0.1', '2a00:1450:4001::5'])
		expect(isPrivateAddress(address), address).toBe(false);
});
