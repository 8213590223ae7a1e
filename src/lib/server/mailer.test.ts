import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { keepMail, readCaughtMail } from './mail-catcher.ts';
import { codeMail, type Mail } from './mail-texts.ts';
import { createMailer } from './mailer.ts';

interface Received {
	recipients: string[];
	head: string;
	body: string;
}

const received: Received[] = [];
/** What the server answers to the next mails in place of taking them. */
const refusals: Error[] = [];

const server = new SMTPServer({
	authOptional: true,
	disabledCommands: ['STARTTLS'],
	onData(stream, session, done) {
		void text(stream).then((raw) => {
			const refusal = refusals.shift();
			if (refusal) return done(refusal);
			const [head = '', ...rest] = raw.split('\r\n\r\n');
			received.push({
				recipients: session.envelope.rcptTo.map(({ address }) => address),
				// Folded lines belong together.
				head: head.replace(/\r\n[ \t]+/g, ' '),
				body: rest.join('\r\n\r\n')
			});
			done();
		});
	}
});

const mail: Mail = {
	subject: 'Hallo',
	text: 'Guten Tag',
	html: '<p>Guten Tag</p>',
	language: 'ar'
};

describe('a mailer', () => {
	let smtpUrl = '';
	beforeAll(async () => {
		await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
		smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
	});
	afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
	afterEach(() => {
		received.length = refusals.length = 0;
	});
	const mailer = () => createMailer({ smtpUrl, from: 'Viertel <v@example.org>', catchIn: null });

	test('sends through a mail server, with the language and as what no program should answer', async () => {
		await mailer()('mara@example.org', mail);
		expect(received).toHaveLength(1);
		expect(received[0]?.recipients).toEqual(['mara@example.org']);
		expect(received[0]?.head).toMatch(/^Content-Language: ar$/m);
		expect(received[0]?.head).toMatch(/^Auto-Submitted: auto-generated$/m);
		expect(received[0]?.head).toMatch(/^From: Viertel <v@example\.org>$/m);
		expect(received[0]?.body).toContain('<p>Guten Tag</p>');
	});

	test('throws what the server said when it refuses', async () => {
		refusals.push(Object.assign(new Error('mailbox full'), { responseCode: 452 }));
		await expect(mailer()('mara@example.org', mail)).rejects.toThrow('mailbox full');
		expect(received).toEqual([]);
	});

	test('throws soon when there is no server', async () => {
		const nowhere = createMailer({ smtpUrl: 'smtp://127.0.0.1:1', from: 'v@x.org', catchIn: null });
		await expect(nowhere('mara@example.org', mail)).rejects.toThrow('ECONNREFUSED');
	});

	test('lets nobody write headers or add recipients', async () => {
		const evil = 'Hallo\r\nBcc: victim@example.org\r\n\r\nGewinnen Sie';
		await mailer()('mara@example.org', { ...mail, subject: evil });
		await mailer()('mara@example.org', { ...(await codeMail('de', evil)), html: '', text: '' });
		for (const address of [
			'a@example.org, victim@example.org',
			'a@example.org\r\nBcc: v@example.org'
		])
			await mailer()(address, mail).catch(() => {});
		expect(received.length).toBeGreaterThan(1);
		for (const { head, recipients } of received) {
			expect(head).not.toMatch(/^Bcc:/im);
			expect(recipients).toHaveLength(1);
			expect(recipients).not.toContain('victim@example.org');
		}
	});

	test('without a server, catches mail or says what is missing', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'viertel-mail-'));
		const catching = createMailer({ from: 'v@example.org', catchIn: folder });
		await catching('mara@example.org', mail);
		await catching('jens@example.org', { ...mail, subject: 'Zweite' });
		expect(await readCaughtMail(folder)).toMatchObject([
			{ number: 2, to: 'jens@example.org', subject: 'Zweite' },
			{ number: 1, to: 'mara@example.org', language: 'ar', at: expect.any(String) }
		]);
		await rm(folder, { recursive: true });
		const helpless = createMailer({ from: 'v@example.org', catchIn: null });
		await expect(helpless('mara@example.org', mail)).rejects.toThrow('SMTP_URL');
	});
});

test('a folder in which nothing was caught is empty, one that is missing is made', async () => {
	const folder = join(await mkdtemp(join(tmpdir(), 'viertel-mail-')), 'new');
	expect(await readCaughtMail(folder)).toEqual([]);
	await keepMail(folder, 'mara@example.org', mail);
	expect(await readCaughtMail(folder)).toHaveLength(1);
	await rm(folder, { recursive: true });
});
