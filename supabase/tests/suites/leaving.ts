import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
	A,
	anAccount,
	aReport,
	aSubmission,
	counts,
	daysAgo,
	insert,
	mailsAbout,
	rows
} from '../fixtures.ts';
import type { Resident, World } from '../harness.ts';

/** A person deletes their account, and what is left of accounts that never were one. */
export function leaving(world: World): void {
	const { sql, people } = world;
	const erase = ({ db, email }: Resident, p_address = email) => db.rpc('erase_me', { p_address });
	const account = (id: string) => rows(sql, 'select id from auth.users where id = $1', [id]);
	const signIns = (id: string) =>
		rows(sql, `select id from auth.audit_log_entries where payload ->> 'actor_id' = $1`, [id]);

	describe('deleting an account', () => {
		test('takes everything that tells who it was', async () => {
			const person = await world.newResident();
			await sql(`insert into private.district_roles values ($1, $2, 'steering')`, [person.id, A]);
			const report = await aReport(sql, { author: person.id });
			await people.manager.db.rpc('decide_report', {
				p_report: report,
				p_action: 'status',
				p_status: 'planned'
			});
			await insert(sql, 'public.news_settings', {
				person_id: person.id,
				quiet_from: null,
				quiet_to: null
			});
			await people.server.db.rpc('hand_on_events', { p_most: 1000 });
			await people.server.db.rpc('write_mail', {});
			const waiting = 'select id from private.outbox where lower(recipient) = lower($1)';
			expect(await rows(sql, waiting, [person.email])).toHaveLength(1);
			expect(await signIns(person.id)).not.toEqual([]);

			expect((await erase(person)).error).toBeNull();
			for (const query of [
				'select id from auth.users where id = $1',
				'select id from auth.sessions where user_id = $1',
				'select id from auth.identities where user_id = $1',
				'select id from public.profiles where id = $1',
				'select id from public.profile_private where id = $1',
				'select id from public.news where person_id = $1',
				'select id from public.follows where person_id = $1',
				'select role from private.district_roles where user_id = $1'
			])
				expect(await rows(sql, query, [person.id]), query).toEqual([]);
			expect(await signIns(person.id)).toEqual([]);
			expect(await rows(sql, waiting, [person.email])).toEqual([]);
		});

		test('leaves what they contributed and what they decided, without their name', async () => {
			const person = await world.newResident();
			await sql(`insert into private.district_roles values ($1, $2, 'moderator')`, [person.id, A]);
			const report = await aReport(sql, { author: person.id, state: 'pending' });
			const { error } = await person.db.rpc('decide_report', {
				p_report: report,
				p_action: 'publish'
			});
			expect(error).toBeNull();
			expect((await erase(person)).error).toBeNull();
			expect(
				await rows(sql, 'select author_id, state from public.contributions where id = $1', [report])
			).toEqual([{ author_id: null, state: 'public' }]);
			expect(
				await rows(sql, 'select actor_id from public.decisions where contribution_id = $1', [
					report
				])
			).toEqual([{ actor_id: null }]);
		});

		test('wants the address of the account, however it is written', async () => {
			const person = await world.newResident();
			for (const wrong of ['', 'resident@example.org', `${person.email}x`])
				expect((await erase(person, wrong)).error).toMatchObject({
					code: '22023',
					hint: 'address_wrong'
				});
			expect(await account(person.id)).toHaveLength(1);
			expect((await erase(person, ` ${person.email.toUpperCase()} `)).error).toBeNull();
			expect(await account(person.id)).toEqual([]);
		});

		test('ends what the session could still do', async () => {
			const person = await world.newResident();
			await sql(`insert into private.district_roles values ($1, $2, 'manager')`, [person.id, A]);
			const p_report = await aReport(sql);
			await erase(person);
			const before = await counts(sql);
			const { db, id } = person;
			const tried = [
				['42501', await erase(person)],
				[
					'42501',
					await db.rpc('decide_report', { p_report, p_action: 'hide', p_reason: 'Rache.' })
				],
				['23503', await db.rpc('submit_report', { p_report: aSubmission() })],
				['23503', await db.from('profiles').insert({ id, display_name: 'Noch da' })]
			] as const;
			for (const [code, { error }] of tried) expect(error?.code).toBe(code);
			expect(await counts(sql)).toEqual(before);
			expect((await person.db.auth.refreshSession()).data.session).toBeNull();
		});
	});

	describe('accounts nobody signed in to', () => {
		const forget = async () => {
			expect((await people.server.db.rpc('forget_strangers')).error).toBeNull();
		};
		const aged = async (days: number) => {
			const id = await anAccount(sql);
			await sql('update auth.users set created_at = $2 where id = $1', [id, daysAgo(days)]);
			return id;
		};

		test('go after seven days', async () => {
			const old = await aged(8);
			const recent = await aged(6);
			await forget();
			expect(await account(old)).toEqual([]);
			expect(await account(recent)).toHaveLength(1);
		});

		test('stay with a profile or a role', async () => {
			const named = await aged(400);
			await insert(sql, 'public.profiles', { id: named, display_name: 'Mara' });
			const staff = await aged(400);
			await sql(`insert into private.district_roles values ($1, $2, 'manager')`, [staff, A]);
			await forget();
			expect([...(await account(named)), ...(await account(staff))]).toHaveLength(2);
		});

		test('leave the log of sign-ins, which is kept for ninety days', async () => {
			const stranger = randomUUID();
			const known = people.resident.id;
			const entry = (actor: string | null, days: number) =>
				insert(sql, 'auth.audit_log_entries', {
					id: randomUUID(),
					payload: { actor_id: actor },
					created_at: daysAgo(days)
				});
			const gone = [await entry(stranger, 8), await entry(known, 91)];
			const kept = [await entry(stranger, 6), await entry(known, 89)];
			await forget();
			const left = await rows(sql, 'select id from auth.audit_log_entries');
			const ids = left.map(({ id }) => id);
			for (const { id } of gone) expect(ids).not.toContain(id);
			for (const { id } of kept) expect(ids).toContain(id);
		});
	});
}
