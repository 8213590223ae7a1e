import { describe, expect, test } from 'vitest';
import { aPhoto, aReport, daysAgo, insert, mailsAbout, rows } from '../fixtures.ts';
import type { World } from '../harness.ts';

export function outbox(world: World): void {
	const { sql, people } = world;
	const { server } = people;
	const put = async (count: number) => {
		await sql('delete from private.outbox');
		for (let made = 0; made < count; made++)
			await insert(sql, 'private.outbox', {
				kind: 'status',
				recipient: `guest${made}@example.org`,
				language: 'de',
				payload: { status: 'done' }
			});
	};
	const claim = async (most: number) => {
		const { data, error } = await server.db.rpc('claim_mail', { p_most: most });
		expect(error).toBeNull();
		return data ?? [];
	};
	const settle = (p_id: number, p_error?: string) =>
		server.db.rpc('settle_mail', { p_id, p_error });
	/** As if so many minutes had passed. */
	const pass = (minutes: number) =>
		sql(
			`update private.outbox set next_attempt_at = next_attempt_at - $1::int * interval '1 minute'`,
			[minutes]
		);

	describe('the outbox', () => {
		test('gives a mail with all that is needed to send it', async () => {
			await put(1);
			expect(await claim(10)).toEqual([
				{
					id: expect.any(Number),
					channel: 'mail',
					kind: 'status',
					person_id: null,
					recipient: 'guest0@example.org',
					language: 'de',
					payload: { status: 'done' }
				}
			]);
		});

		test('gives each mail to one of many senders', async () => {
			await put(40);
			const claims = await Promise.all(Array.from({ length: 8 }, () => claim(7)));
			const ids = claims.flat().map(({ id }) => id);
			expect(new Set(ids).size).toBe(ids.length);
			expect(ids.length + (await claim(40)).length).toBe(40);
			expect(Math.max(...claims.map((mails) => mails.length))).toBe(7);
		});

		test('gives no more than was asked for, also where the planner expects next to nothing', async () => {
			await put(0);
			await sql('vacuum private.outbox');
			await put(1);
			await sql('analyze private.outbox');
			await put(40);
			expect(await claim(7)).toHaveLength(7);
			await sql('analyze private.outbox');
		});

		if (world.backend === 'PostgreSQL')
			test('does not give what another sender is just taking, nor waits for it', async () => {
				await put(4);
				const [first, second] = [world.connect(), world.connect()];
				const take = 'select id from private.claim_mail(3)';
				await first.unsafe('begin');
				const taken = await first.unsafe(take);
				const rest = await second.unsafe(take);
				await first.unsafe('commit');
				expect(taken).toHaveLength(3);
				expect(rest).toHaveLength(1);
				expect(taken.map(({ id }) => id)).not.toContain(rest[0]?.id);
				await Promise.all([first.end(), second.end()]);
			});

		test('forgets address and text of what was sent, and never gives it again', async () => {
			await put(1);
			const [mail] = await claim(1);
			expect((await settle(mail?.id ?? 0)).error).toBeNull();
			await pass(100_000);
			expect(await claim(10)).toEqual([]);
			expect(await mailsAbout(sql)).toMatchObject([
				{ recipient: '', payload: {}, last_error: null, sent_at: expect.any(String) }
			]);
		});

		test('gives what failed again later, after growing pauses', async () => {
			await put(1);
			for (const pause of [2, 4, 8]) {
				const [mail] = await claim(1);
				await settle(mail?.id ?? 0, '451 try again later');
				expect(await claim(1)).toEqual([]);
				await pass(pause - 1);
				expect(await claim(1)).toEqual([]);
				await pass(1);
			}
			expect(await mailsAbout(sql)).toMatchObject([
				{
					recipient: 'guest0@example.org',
					last_error: '451 try again later',
					sent_at: null,
					attempts: 3
				}
			]);
		});

		test('gives a mail to nobody else for ten minutes, and then again where its sender died', async () => {
			await put(1);
			expect(await claim(1)).toHaveLength(1);
			await pass(9);
			expect(await claim(1)).toEqual([]);
			await pass(1);
			expect(await claim(1)).toHaveLength(1);
		});

		test('gives up after twelve attempts, whether they failed or their sender died', async () => {
			for (const failure of ['451 try again later', null]) {
				await put(1);
				for (let attempt = 0; attempt < 12; attempt++) {
					const [mail] = await claim(1);
					expect(mail, `attempt ${attempt}`).toBeDefined();
					if (failure) await settle(mail?.id ?? 0, failure);
					await pass(3000);
				}
				expect(await claim(1)).toEqual([]);
				expect(await mailsAbout(sql)).toMatchObject([
					{
						attempts: 12,
						sent_at: null,
						dead_at: expect.any(String),
						recipient: 'guest0@example.org'
					}
				]);
			}
		});

		test('gives up at once what can never be sent', async () => {
			await put(1);
			const [mail] = await claim(1);
			await server.db.rpc('settle_mail', {
				p_id: mail?.id ?? 0,
				p_error: '550 no such mailbox',
				p_for_good: true
			});
			await pass(3000);
			expect(await claim(1)).toEqual([]);
		});

		test('keeps what was sent as sent, also when a slow sender reports a failure afterwards', async () => {
			await put(1);
			const [mail] = await claim(1);
			await settle(mail?.id ?? 0);
			await settle(mail?.id ?? 0, 'connection lost');
			expect(await mailsAbout(sql)).toMatchObject([
				{ last_error: null, sent_at: expect.any(String) }
			]);
		});
	});

	describe('dead letters', () => {
		const { admin } = people;
		const aDeadLetter = async (channel: 'mail' | 'push' = 'mail') => {
			await sql('delete from private.outbox');
			return (
				await insert(sql, 'private.outbox', {
					channel,
					kind: 'digest',
					recipient: channel === 'mail' ? 'mara@example.org' : crypto.randomUUID(),
					language: 'de',
					attempts: 12,
					last_error: '550 <mara@example.org>: no such mailbox',
					dead_at: daysAgo(1)
				})
			).id as number;
		};

		test('are shown to admins, with no address', async () => {
			await aDeadLetter();
			const { data } = await admin.db.rpc('dead_letters', {});
			expect(data).toMatchObject([
				{ channel: 'mail', kind: 'digest', recipient: 'm…@example.org', attempts: 12 }
			]);
			expect(data?.[0]?.last_error).toBe('550 <m…@example.org>: no such mailbox');
			await aDeadLetter('push');
			expect((await admin.db.rpc('dead_letters', {})).data).toMatchObject([{ recipient: '' }]);
		});

		test('are tried again from the beginning, or thrown away, by admins', async () => {
			const p_id = await aDeadLetter();
			expect((await admin.db.rpc('revive_letter', { p_id })).error).toBeNull();
			expect(await claim(1)).toHaveLength(1);
			const again = await aDeadLetter();
			expect((await admin.db.rpc('discard_letter', { p_id: again })).error).toBeNull();
			expect(await mailsAbout(sql)).toEqual([]);
		});

		test('and nothing else is thrown away there', async () => {
			await put(1);
			const [waiting] = await mailsAbout(sql);
			await admin.db.rpc('discard_letter', { p_id: waiting?.id as number });
			expect(await mailsAbout(sql)).toHaveLength(1);
		});

		test.for(['resident', 'moderator', 'manager', 'operator', 'steering'] as const)(
			'are no concern of a %s',
			async (role) => {
				const p_id = await aDeadLetter();
				const { db } = people[role];
				for (const { error } of [
					await db.rpc('dead_letters', {}),
					await db.rpc('revive_letter', { p_id }),
					await db.rpc('discard_letter', { p_id })
				])
					expect(error?.code).toBe('42501');
				expect(await mailsAbout(sql)).toMatchObject([{ dead_at: expect.any(String) }]);
			}
		);
	});

	describe('what is kept only for a time', () => {
		const CLOSED = ['done', 'not_possible', 'not_ours'] as const;
		const contactsOf = (id: string) =>
			rows(sql, 'select email from public.report_contacts where report_id = $1', [id]);
		const forget = async () => {
			expect((await server.db.rpc('forget_contacts')).error).toBeNull();
		};
		const aged = async (wish: Parameters<typeof aReport>[1], days: number) => {
			const id = await aReport(sql, { email: 'g@example.org', ...wish });
			await sql('update public.report_updates set created_at = $2 where report_id = $1', [
				id,
				daysAgo(days)
			]);
			return id;
		};

		test('addresses go thirty days after the last answer', async () => {
			for (const status of CLOSED) {
				const old = await aged({ status }, 31);
				const recent = await aged({ status }, 29);
				await forget();
				expect(await contactsOf(old)).toEqual([]);
				expect(await contactsOf(recent)).toHaveLength(1);
			}
		});

		test('addresses stay while a report is open', async () => {
			const open = await aged({ status: 'in_progress' }, 400);
			await forget();
			expect(await contactsOf(open)).toHaveLength(1);
		});

		test('addresses of removed reports go too, once there was time to object', async () => {
			const id = await aged({ state: 'removed' }, 400);
			const recently = await aged({ state: 'pending' }, 400);
			await people.moderator.db.rpc('decide_report', {
				p_report: recently,
				p_action: 'remove',
				p_reason: 'Werbung.'
			});
			await forget();
			expect(await contactsOf(id)).toEqual([]);
			expect(await contactsOf(recently)).toHaveLength(1);
		});

		test('it says how many addresses went', async () => {
			await forget();
			await aged({ status: 'done' }, 31);
			expect((await server.db.rpc('forget_contacts')).data).toBe(1);
			expect((await server.db.rpc('forget_contacts')).data).toBe(0);
		});

		test('photos without a report are abandoned after an hour, and then forgotten', async () => {
			await sql('delete from private.uploads');
			const id = (await insert(sql, 'private.uploads', {
				id: crypto.randomUUID(),
				created_at: daysAgo(1.1 / 24)
			})) as { id: string };
			const fresh = crypto.randomUUID();
			expect((await server.db.rpc('reserve_upload', { p_id: fresh })).error).toBeNull();
			const abandoned = async () => (await server.db.rpc('abandoned_uploads')).data;
			expect(await abandoned()).toEqual([id.id]);
			await server.db.rpc('forget_upload', { p_id: id.id });
			expect(await abandoned()).toEqual([]);
			expect(await rows(sql, 'select id from private.uploads')).toEqual([{ id: fresh }]);
		});

		test('a photo that is stored once more is reserved once', async () => {
			const p_id = crypto.randomUUID();
			for (let again = 0; again < 2; again++)
				expect((await server.db.rpc('reserve_upload', { p_id })).error).toBeNull();
			expect(await rows(sql, 'select id from private.uploads where id = $1', [p_id])).toHaveLength(
				1
			);
		});

		test('a photo of a report is never abandoned, even if it was reserved again', async () => {
			const id = await aPhoto(sql, await aReport(sql));
			await insert(sql, 'private.uploads', { id, created_at: daysAgo(1) });
			expect((await server.db.rpc('abandoned_uploads')).data).not.toContain(id);
		});
	});
}
