import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import postgres from 'postgres';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmbedded } from '../../src/lib/server/embedded.ts';

const RUNS = 100;
/** The mail server waits a tenth of a second before each greeting; so few are work enough to be killed in. */
const MAILS = 3;
const SEED = 20261126;

/** The same "random" moments each time, so that a failure can be repeated as far as a kill can be. */
function random(seed: number) {
	let state = seed;
	return () => {
		state = (state * 1664525 + 1013904223) % 2 ** 32;
		return state / 2 ** 32;
	};
}

interface Sender {
	process: ChildProcessByStdio<Writable, Readable, null>;
	lines: Interface;
	/** Resolves with the next line it says. */
	said: () => Promise<string>;
	go: () => void;
}

const received = new Map<string, number>();
const server = new SMTPServer({
	authOptional: true,
	disabledCommands: ['STARTTLS'],
	disableReverseLookup: true,
	// Killed senders leave their connections in the middle of a word.
	onData(stream, _session, done) {
		text(stream).then((raw) => {
			const subject = /^Subject: (.+?)\r$/m.exec(raw)?.[1] ?? raw;
			received.set(subject, (received.get(subject) ?? 0) + 1);
			done();
		}, done);
	}
});
server.on('error', () => {});

const name = `viertel_kill_${randomBytes(6).toString('hex')}`;
let maintenance: postgres.Sql;
let sql: postgres.Sql;
let folder = '';
let databaseUrl = '';
let smtpUrl = '';
const senders = new Set<Sender>();

function start(): Sender {
	const child = spawn(
		process.execPath,
		['--disable-warning=ExperimentalWarning', 'tests/outbox/sender.ts', databaseUrl, smtpUrl],
		{ stdio: ['pipe', 'pipe', 'inherit'] }
	);
	const lines = createInterface({ input: child.stdout });
	const told = lines[Symbol.asyncIterator]();
	const sender: Sender = {
		process: child,
		lines,
		said: async () => (await told.next()).value ?? 'ended',
		go: () => void child.stdin.write('go\n')
	};
	child.stdin.on('error', () => {});
	senders.add(sender);
	return sender;
}

async function kill(sender: Sender): Promise<void> {
	const ended = new Promise((resolve) => sender.process.once('exit', resolve));
	sender.process.kill('SIGKILL');
	await ended;
	senders.delete(sender);
}

beforeAll(async () => {
	const given = process.env.TEST_DATABASE_URL;
	if (!given)
		throw new Error(
			'TEST_DATABASE_URL is not set: `npm test -- --only=outbox` starts a PostgreSQL'
		);
	maintenance = postgres(given, { onnotice: () => {}, max: 1 });
	await maintenance.unsafe(`create database ${name}`);
	const url = new URL(given);
	url.pathname = name;
	databaseUrl = url.href;
	folder = await mkdtemp(join(tmpdir(), 'viertel-kill-'));
	const embedded = await startEmbedded({ folder, databaseUrl, email: { send: async () => {} } });
	await embedded.close();
	sql = postgres(databaseUrl, { onnotice: () => {}, max: 2 });
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});

afterAll(async () => {
	await Promise.all([...senders].map(kill));
	await sql.end();
	await maintenance.unsafe(`drop database ${name} with (force)`);
	await maintenance.end();
	await rm(folder, { recursive: true, force: true });
	await new Promise<void>((resolve) => server.close(() => resolve()));
});

const unsent = async (run: number) =>
	(
		await sql`select count(*)::int as n from private.outbox
			where sent_at is null and kind = ${`run${run}`}`
	)[0]?.n as number;

/** As if the lease of whoever died had run out. */
const endLeases = () =>
	sql`update private.outbox set next_attempt_at = now() where sent_at is null`;

test(`of ${RUNS} senders killed at any moment, each repeats at most the mail it was sending`, async () => {
	const next = random(SEED);
	const finisher = start();
	expect(await finisher.said()).toBe('ready');
	// How long an undisturbed sender takes, so that the moments cover all of it and a little more.
	const put = (run: number) =>
		sql`insert into private.outbox (kind, recipient, language, payload)
			select ${`run${run}`}, 'r' || n || '@example.org', 'de',
				jsonb_build_object('subject', ${`run${run}`} || '-' || n)
			from generate_series(1, ${MAILS}::int) as n`;
	const finish = async () => {
		finisher.go();
		expect(await finisher.said()).toBe('done');
	};
	await put(0);
	await finish();
	await put(0);
	const begun = performance.now();
	await finish();
	const usual = performance.now() - begun;
	received.clear();

	let inTheMiddle = 0;
	let left = 0;
	let victim = start();
	for (let run = 1; run <= RUNS; run++) {
		// The next one gets ready while this one is at work.
		const following = run < RUNS ? start() : null;
		await put(run);
		expect(await victim.said()).toBe('ready');
		victim.go();
		await new Promise((resolve) => setTimeout(resolve, next() * usual * 1.3));
		await kill(victim);
		const open = await unsent(run);
		left += open;
		if (open > 0 && open < MAILS) inTheMiddle++;
		// What it was just claiming may be its own only after this: then once more.
		while (await unsent(run)) {
			await endLeases();
			await finish();
		}
		if (following) victim = following;
	}

	const counts = [...received.values()];
	const twice = counts.filter((times) => times === 2).length;
	process.stdout.write(
		`outbox: ${RUNS} kills (seed ${SEED}, moments within ${Math.round(usual * 1.3)} ms), ` +
			`${inTheMiddle} in the middle of the work, ${left} mails left to the next process; ` +
			`${RUNS * MAILS} mails put in, ${received.size} arrived, ${twice} twice, ` +
			`${counts.filter((times) => times > 2).length} more often\n`
	);
	expect(received.size).toBe(RUNS * MAILS);
	expect(Math.max(...counts)).toBeLessThanOrEqual(2);
	expect(twice).toBeLessThanOrEqual(RUNS);
	// Or the moments were none that show anything.
	expect(inTheMiddle).toBeGreaterThan(RUNS / 4);
}, 120_000);
