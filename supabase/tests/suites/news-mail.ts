import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { A, aReply, aTopic, insert, rows } from '../fixtures.ts';
import type { Resident, World } from '../harness.ts';

const FRESH = { created_at: new Date().toISOString(), published_at: new Date().toISOString() };
const NEVER_QUIET = { quiet_from: null, quiet_to: null };

/** From news to the mail and the push that are due, and how they stop. */
export function newsMail({ sql, people, newResident }: World): void {
	const { server } = people;
	const handOn = async () => {
		expect((await server.db.rpc('hand_on_events', { p_most: 10_000 })).error).toBeNull();
	};
	const writeMail = async (p_moment?: string) => {
		const { data, error } = await server.db.rpc('write_mail', { p_moment });
		expect(error).toBeNull();
		return data as number;
	};
	const waiting = ({ id }: Resident) =>
		rows(
			sql,
			'select channel, kind, recipient, language, payload, next_attempt_at from private.outbox where person_id = $1 order by id',
			[id]
		);
	const aFollower = async (settings: Record<string, unknown> = NEVER_QUIET) => {
		const person = await newResident();
		const topic = await aTopic(sql);
		await insert(sql, 'public.follows', {
			person_id: person.id,
			district_id: A,
			contribution_id: topic
		});
		await insert(sql, 'public.news_settings', { person_id: person.id, ...settings });
		const hear = async (body = 'Ich bin dabei!') => {
			await aReply(sql, topic, { contribution: { ...FRESH, body } });
			await handOn();
		};
		return { person, topic, hear };
	};

	beforeEach(async () => {
		await sql('delete from private.outbox');
		await sql('update public.news set mailed_at = now() where mailed_at is null');
	});

	describe('quiet hours', () => {
		const isQuiet = async (moment: string, from: number | null, to: number | null) =>
			(
				await sql('select private.is_quiet($1::timestamptz, $2::int, $3::int) as quiet', [
					moment,
					from,
					to
				])
			)[0]?.quiet;
		const after = async (moment: string, from: number | null, to: number | null) =>
			new Date(
				(
					await sql(
						'select private.after_quiet($1::timestamptz, $2::int, $3::int)::text as after',
						[moment, from, to]
					)
				)[0]?.after as string
			).toISOString();

		test('go across midnight, from the first hour to before the last', async () => {
			for (const [time, quiet] of [
				['20:59', false],
				['21:00', true],
				['23:59', true],
				['00:00', true],
				['07:59', true],
				['08:00', false]
			] as const)
				expect(await isQuiet(`2026-11-25T${time}:00+01:00`, 21, 8), time).toBe(quiet);
			expect(await isQuiet('2026-11-25T13:30:00+01:00', 13, 15)).toBe(true);
			expect(await isQuiet('2026-11-25T15:00:00+01:00', 13, 15)).toBe(false);
			expect(await isQuiet('2026-11-25T03:00:00+01:00', null, null)).toBe(false);
			expect(await isQuiet('2026-11-25T08:00:00+01:00', 8, 8)).toBe(false);
		});

		test('are those of the clock on the wall, in summer and in winter', async () => {
			expect(await isQuiet('2026-07-01T05:59:00Z', 21, 8)).toBe(true);
			expect(await isQuiet('2026-07-01T06:00:00Z', 21, 8)).toBe(false);
			expect(await isQuiet('2026-12-01T06:59:00Z', 21, 8)).toBe(true);
			expect(await isQuiet('2026-12-01T07:00:00Z', 21, 8)).toBe(false);
		});

		test('end at their hour, also in the nights when the clock is changed', async () => {
			expect(await after('2026-11-25T12:00:00Z', 21, 8)).toBe('2026-11-25T12:00:00.000Z');
			expect(await after('2026-11-25T21:30:00Z', 21, 8)).toBe('2026-11-26T07:00:00.000Z');
			expect(await after('2026-11-26T01:00:00Z', 21, 8)).toBe('2026-11-26T07:00:00.000Z');
			// Summer time begins on 29 March and ends on 25 October 2026.
			expect(await after('2026-03-28T22:00:00Z', 21, 8)).toBe('2026-03-29T06:00:00.000Z');
			expect(await after('2026-10-24T20:00:00Z', 21, 8)).toBe('2026-10-25T07:00:00.000Z');
			expect(await after('2026-10-25T00:30:00Z', 1, 3)).toBe('2026-10-25T02:00:00.000Z');
		});
	});

	describe('mail', () => {
		test('is written at once, one for all that is new, and never about it again', async () => {
			const { person, hear } = await aFollower();
			await hear();
			await hear();
			expect(await writeMail()).toBe(1);
			expect(await waiting(person)).toMatchObject([
				{ channel: 'mail', kind: 'news', recipient: person.email, language: 'uk' }
			]);
			expect(((await waiting(person))[0]?.payload as { news: number[] }).news).toHaveLength(2);
			expect(await writeMail()).toBe(0);
			await hear();
			expect(await writeMail()).toBe(1);
		});

		test('waits for the end of the quiet hours, and then for one mail', async () => {
			const { person, hear } = await aFollower({ quiet_from: 21, quiet_to: 8 });
			await hear();
			await hear();
			expect(await writeMail('2026-11-25T23:00:00+01:00')).toBe(0);
			expect(await writeMail('2026-11-26T07:59:00+01:00')).toBe(0);
			expect(await writeMail('2026-11-26T08:00:00+01:00')).toBe(1);
			expect(await waiting(person)).toHaveLength(1);
		});

		test('in a digest comes once a day from eight, or once a week on Monday', async () => {
			for (const [mail, due] of [
				['daily', '2026-11-26T08:00:00+01:00'],
				['weekly', '2026-11-30T08:00:00+01:00']
			] as const) {
				const { person, hear } = await aFollower({ ...NEVER_QUIET, mail });
				await sql(
					`update public.news_settings set last_digest_at = '2026-11-25T12:00:00+01:00' where person_id = $1`,
					[person.id]
				);
				await hear();
				expect(await writeMail('2026-11-25T23:00:00+01:00'), mail).toBe(0);
				expect(await writeMail(due.replace('08:00:00', '07:00:00')), mail).toBe(0);
				expect(await writeMail(due), mail).toBe(1);
				expect(await waiting(person)).toMatchObject([{ kind: 'digest' }]);
			}
		});

		test('does not come on the day the rhythm is chosen', async () => {
			const { person, hear } = await aFollower({ ...NEVER_QUIET, mail: 'daily' });
			await hear();
			await sql('update public.news_settings set mail = mail where person_id = $1', [person.id]);
			expect(await writeMail()).toBe(0);
		});

		test('never comes to whoever wants none, nor about what was read in Viertel', async () => {
			const { hear } = await aFollower({ ...NEVER_QUIET, mail: 'never' });
			await hear();
			const reader = await aFollower();
			await reader.hear();
			await reader.person.db.rpc('read_all_news');
			expect(await writeMail()).toBe(0);
		});

		test('of many writers is written by one', async () => {
			const { person, hear } = await aFollower();
			for (let made = 0; made < 5; made++) await hear();
			await Promise.all(Array.from({ length: 6 }, () => writeMail()));
			const news = (await waiting(person)).flatMap(
				({ payload }) => (payload as { news: number[] }).news
			);
			expect(news).toHaveLength(5);
			expect(new Set(news).size).toBe(5);
		});
	});

	describe('what is sent', () => {
		const received: { to: string; raw: string }[] = [];
		const smtp = new SMTPServer({
			authOptional: true,
			disabledCommands: ['STARTTLS'],
			onData(stream, { envelope }, done) {
				void text(stream).then((raw) => {
					received.push({
						to: envelope.rcptTo[0]?.address ?? '',
						raw: raw.replace(/\r\n[ \t]+/g, ' ')
					});
					done();
				});
			}
		});
		const pushed: { payload: string }[] = [];
		let gone = false;
		let send: () => Promise<void>;

		beforeAll(async () => {
			await new Promise<void>((resolve) => void smtp.listen(0, '127.0.0.1', resolve));
			const { port } = smtp.server.address() as AddressInfo;
			const { createMailer } = await import('../../../src/lib/server/mailer.ts');
			const { sendDue } = await import('../../../src/lib/server/news/outbox.ts');
			const { senderFor } = await import('../../../src/lib/server/news/sending.ts');
			const sender = senderFor(server.db, {
				mail: createMailer({
					smtpUrl: `smtp://127.0.0.1:${port}`,
					from: 'Viertel <v@example.org>',
					catchIn: null
				}),
				push: async () => async (_target, payload) => {
					pushed.push({ payload });
					return gone ? 'gone' : 'sent';
				},
				origin: 'https://viertel.example'
			});
			send = () => sendDue(server.db, sender, (problem) => expect.fail(problem));
		});
		afterAll(async () => {
			vi.unstubAllEnvs();
			await new Promise<void>((resolve) => smtp.close(() => resolve()));
		});
		beforeEach(() => {
			received.length = pushed.length = 0;
			gone = false;
		});

		const codeIn = (raw: string) =>
			/^List-Unsubscribe: <https:\/\/viertel\.example\/api\/unsubscribe\/([0-9a-f]{64})\?lang=uk>/m.exec(
				raw
			)?.[1] ?? '';

		test('is one mail with the way to stop it by one click', async () => {
			const { person, hear } = await aFollower();
			await hear();
			await writeMail();
			await send();
			await send();
			expect(received.map(({ to }) => to)).toEqual([person.email]);
			const raw = received[0]?.raw ?? '';
			expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
			expect(raw).toMatch(/^Content-Type: text\/plain/m);
			expect(raw).toMatch(/^Content-Type: text\/html/m);

			const unsubscribe = (p_code: string) => server.db.rpc('unsubscribe', { p_code });
			expect((await unsubscribe(randomBytes(32).toString('hex'))).data).toBe(false);
			await hear();
			await writeMail();
			for (let again = 0; again < 2; again++)
				expect((await unsubscribe(codeIn(raw))).data).toBe(true);
			// Also what was waiting already.
			await send();
			await hear();
			expect(await writeMail()).toBe(0);
			expect(received).toHaveLength(1);
		});

		test('cannot be made to carry headers or recipients by names and titles', async () => {
			const evil = 'Hallo\r\nBcc: victim@example.org\r\n\r\nGewinnen Sie';
			const { person, topic, hear } = await aFollower();
			await sql('update public.contributions set title = $2 where id = $1', [topic, evil]);
			await sql('update public.profiles set display_name = $2 where id = $1', [
				person.id,
				evil.slice(0, 60)
			]);
			await hear(evil);
			await writeMail();
			await send();
			expect(received).toHaveLength(1);
			const [head = ''] = (received[0]?.raw ?? '').split('\r\n\r\n');
			expect(head).not.toMatch(/^Bcc:/im);
			expect(received[0]?.to).toBe(person.email);
		});

		test('leaves out what was hidden or read meanwhile, and is nothing where nothing is left', async () => {
			const { person, topic, hear } = await aFollower();
			await hear('Das erste');
			await hear('Das zweite');
			await writeMail();
			await sql(
				`update public.contributions as c set state = 'hidden' from public.replies as r
				where r.id = c.id and r.thread_id = $1 and r.number = 1`,
				[topic]
			);
			await send();
			expect(received).toHaveLength(1);
			await hear('Das dritte');
			await writeMail();
			await person.db.rpc('read_all_news');
			await send();
			expect(received).toHaveLength(1);
			expect(await rows(sql, 'select id from private.outbox where sent_at is null')).toEqual([]);
		});

		describe('to a device', () => {
			const device = () => {
				const keys = createECDH('prime256v1');
				keys.generateKeys();
				return {
					p_endpoint: `https://push.example/${randomUUID()}`,
					p_p256dh: keys.getPublicKey('base64url'),
					p_auth: randomBytes(16).toString('base64url'),
					p_language: 'ar'
				};
			};
			const devicesOf = ({ id }: Resident) =>
				rows(sql, 'select endpoint from private.push_subscriptions where person_id = $1', [id]);

			test('is a small push in the language of the device, once', async () => {
				const { person, topic, hear } = await aFollower({ ...NEVER_QUIET, mail: 'never' });
				expect((await person.db.rpc('keep_push', device())).error).toBeNull();
				await hear();
				await send();
				await send();
				expect(pushed).toHaveLength(1);
				const payload = pushed[0]?.payload ?? '';
				expect(payload.length).toBeLessThan(1000);
				expect(JSON.parse(payload)).toMatchObject({
					lang: 'ar',
					dir: 'rtl',
					tag: `news-${topic}`,
					url: expect.stringMatching(/^\/ar\/me\/news\/\d+$/)
				});
			});

			test('waits for the end of the quiet hours', async () => {
				const hour = Number(
					(await sql(`select extract(hour from now() at time zone 'Europe/Berlin')::int as h`))[0]
						?.h
				);
				const { person, hear } = await aFollower({
					mail: 'never',
					quiet_from: hour,
					quiet_to: (hour + 2) % 24
				});
				await person.db.rpc('keep_push', device());
				await hear();
				await send();
				expect(pushed).toEqual([]);
				expect(await waiting(person)).toHaveLength(1);
			});

			test('stops where the push service no longer knows it, which is no error', async () => {
				const { person, hear } = await aFollower({ ...NEVER_QUIET, mail: 'never' });
				await person.db.rpc('keep_push', device());
				gone = true;
				await hear();
				await send();
				expect(await devicesOf(person)).toEqual([]);
				await hear();
				await send();
				expect(pushed).toHaveLength(1);
				expect(
					await rows(sql, 'select id from private.outbox where last_error is not null')
				).toEqual([]);
			});

			test('belongs to whoever signed in there last, and to nobody else to stop', async () => {
				const [first, second] = [await newResident(), await newResident()];
				const shared = device();
				await first.db.rpc('keep_push', shared);
				await second.db.rpc('keep_push', shared);
				expect(await devicesOf(first)).toEqual([]);
				await first.db.rpc('drop_push', { p_endpoint: shared.p_endpoint });
				expect(await devicesOf(second)).toHaveLength(1);
				await second.db.rpc('drop_push', { p_endpoint: shared.p_endpoint });
				expect(await devicesOf(second)).toEqual([]);
			});

			test('is one of at most twenty', async () => {
				const person = await newResident();
				for (let made = 0; made < 22; made++) await person.db.rpc('keep_push', device());
				expect(await devicesOf(person)).toHaveLength(20);
			});

			test('is not told by whoever wants no push', async () => {
				const { person, hear } = await aFollower({ ...NEVER_QUIET, mail: 'never', push: false });
				await person.db.rpc('keep_push', device());
				await hear();
				await send();
				expect(pushed).toEqual([]);
			});
		});
	});
}
