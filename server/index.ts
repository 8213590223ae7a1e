import { createServer, type RequestListener, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { readSettings, type Settings } from '../src/lib/server/env.ts';
import { createFront, type FrontOptions } from './front.ts';

const BODY_LIMIT = 48 * 1024 * 1024;
const DEMO_PEOPLE = ['resident', 'manager', 'moderator', 'admin'];

/** One clear line and exit code 1 for whatever keeps the server from starting. */
function giveUp(error: unknown): never {
	const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
	process.stderr.write(`Viertel cannot start: ${reason}\n`);
	process.exit(1);
}

const complain = (where: string, error: unknown) =>
	process.stderr.write(`${where}: ${error instanceof Error ? error.stack : String(error)}\n`);

const isEverywhere = ({ address }: Pick<AddressInfo, 'address'>) =>
	address === '::' || address === '0.0.0.0';

function announce({ demo, SMTP_URL }: Settings, { address, port }: AddressInfo): void {
	const everywhere = isEverywhere({ address });
	const lan = Object.values(networkInterfaces())
		.flatMap((addresses) => addresses ?? [])
		.filter(({ family, internal }) => everywhere && family === 'IPv4' && !internal)
		.map((one) => `http://${one.address}:${port}`);
	const here = everywhere ? 'localhost' : address.includes(':') ? `[${address}]` : address;
	const lines = [
		'',
		`Viertel is ready on http://${here}:${port}`,
		...lan.map((url) => `  also on ${url}`)
	];
	if (demo)
		lines.push(
			'',
			'People of the demo (no passwords: sign in with the address and the code that comes by mail):',
			...DEMO_PEOPLE.map((name) => `  ${name.padEnd(10)} ${name}@viertel.example`),
			`Sign in   http://${here}:${port}/de/sign-in`,
			`Staff     http://${here}:${port}/manage`,
			SMTP_URL ? 'Mail      is sent by SMTP_URL' : `Mail      http://${here}:${port}/dev/mail`
		);
	process.stdout.write(`${lines.join('\n')}\n\n`);
}

const listen = (server: Server, { PORT, HOST }: Settings): Promise<AddressInfo> =>
	new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(PORT, HOST, () => resolve(server.address() as AddressInfo));
	});

async function start(): Promise<void> {
	const settings = readSettings(process.env);
	// Migrations are read from the project's folder.
	process.chdir(join(import.meta.dirname, '..'));
	Object.assign(process.env, {
		PROTOCOL_HEADER: 'x-forwarded-proto',
		BODY_SIZE_LIMIT: String(BODY_LIMIT),
		...(settings.TRUST_PROXY ? { ADDRESS_HEADER: 'x-forwarded-for' } : {})
	});
	process.stdout.write('Starting Viertel\n');
	let answer: RequestListener = (_request, response) => {
		response.writeHead(503, { 'retry-after': '5', 'content-type': 'text/plain' });
		response.end('Viertel is starting.\n');
	};
	const server = createServer((request, response) => answer(request, response));
	// First of all: a port that is taken is told before a database is opened.
	const address = await listen(server, settings);

	const build = new URL('../build/handler.js', import.meta.url).href;
	const { handler } = (await import(build)) as Pick<FrontOptions, 'handler'>;
	const front = createFront({
		handler,
		trustProxy: settings.TRUST_PROXY,
		bodyLimit: BODY_LIMIT,
		self: () => ({
			host: isEverywhere(address) ? '127.0.0.1' : address.address,
			port: address.port
		}),
		onproblem: ({ method, url }, error) => complain(`${method} ${url}`, error)
	});
	answer = (request, response) => void front(request, response);
	announce(settings, address);

	const stop = () => {
		server.close(() => process.emit('sveltekit:shutdown' as 'exit', 0));
		server.closeIdleConnections();
		setTimeout(() => server.closeAllConnections(), 3_000).unref();
	};
	// A promise nobody waited for is told, and the server goes on: it is one reader's page, not everybody's.
	process.on('unhandledRejection', (error) => complain('unhandled', error));
	process.once('SIGTERM', stop);
	process.once('SIGINT', stop);
}

start().catch((error: unknown) => giveUp(error));
