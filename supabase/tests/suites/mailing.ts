import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { log } from '../../../src/lib/server/log.ts';
import { aSubmission, mailsAbout } from '../fixtures.ts';
import type { World } from '../harness.ts';

/** From what was reported to what a mail server receives: the outbox, its job, and SMTP. */
export function mailing({ sql, people }: World): void {
	const db = people.server.db;
	const received: { to: string; raw: string }[] = [];
	let refuse = false;
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, { envelope }, done) {
			void text(stream).then((raw) => {
				if (refuse) return done(Object.assign(new Error('try later'), { responseCode: 451 }));
				received.push({ to: envelope.rcptTo[0]?.address ?? '', raw });
				done();
			});
		}
	});
	let send: () => Promise<void>;

	beforeAll(async () => {
		await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
		const { port } = server.server.address() as AddressInfo;
		vi.stubEnv('SMTP_URL', `smtp://127.0.0.1:${port}`);
		vi.stubEnv('PUBLIC_URL', 'https://viertel.example');
		// Settings are read once: the jobs have to come after they are set.
		const { sendDueMail } = await import('../../../src/lib/server/jobs.ts');
		send = () => sendDueMail(db);
	});
	afterAll(async () => {
		vi.unstubAllEnvs();
		await new Promise<void>((resolve) => server.close(() => resolve()));
	});
	beforeEach(async () => {
		refuse = false;
		received.length = 0;
		await sql('delete from private.outbox');
	});

	const report = async (differing: Parameters<typeof aSubmission>[0]) => {
		const submission = aSubmission({ language_of_reader: 'de', ...differing });
		const submit = () => db.rpc('submit_report', { p_report: submission });
		expect((await submit()).error).toBeNull();
		return { ...submission, submit };
	};

	describe('a guest', () => {
		test('who left an address gets one receipt with the code, also when sending twice', async () => {
			const { code, submit } = await report({ email: 'guest@example.org' });
			expect((await submit()).data).toBe(false);
			await send();
			await send();
			expect(received.map(({ to }) => to)).toEqual(['guest@example.org']);
			const shown = code.match(/.{4}/g)?.join('-');
			expect(received[0]?.raw).toContain(`https://viertel.example/de/follow/${shown}`);
		});

		test('who left none gets nothing', async () => {
			const { id } = await report({});
			expect(await mailsAbout(sql, id)).toEqual([]);
		});

		test('gets the receipt later when the mail server is out of order', async () => {
			const { id } = await report({ email: 'guest@example.org' });
			refuse = true;
			const logged = vi.spyOn(log, 'error').mockReturnValue(true);
			await send();
			expect(logged).toHaveBeenCalledOnce();
			logged.mockRestore();
			expect(await mailsAbout(sql, id)).toMatchObject([
				{ kind: 'receipt', sent_at: null, last_error: expect.stringContaining('try later') }
			]);
			refuse = false;
			await send();
			expect(received).toEqual([]);
			await sql('update private.outbox set next_attempt_at = now()');
			await send();
			expect(received).toHaveLength(1);
		});
	});

	test('a resident gets no receipt: their account shows what they reported', async () => {
		const submission = aSubmission({ email: 'x@example.org', language_of_reader: 'de' });
		const { error } = await people.resident.db.rpc('submit_report', { p_report: submission });
		expect(error).toBeNull();
		expect(await mailsAbout(sql, submission.id)).toEqual([]);
	});
}
