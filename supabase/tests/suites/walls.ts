import { describe, expect, test } from 'vitest';
import { aCode, aReport, insert } from '../fixtures.ts';
import { ROLES, type World } from '../harness.ts';

/** What somebody with a key and no app in front gets of what the API is not meant to show. */
export function walls({ people, sql }: World): void {
	const hidden = async () => {
		const tables = await sql(
			`select schemaname as schema, tablename as name from pg_tables
			where schemaname in ('private', 'auth', 'storage', 'supabase_migrations')`
		);
		const functions = await sql(
			`select distinct proname as name from pg_proc where pronamespace = 'private'::regnamespace`
		);
		return { tables, functions };
	};

	describe.for(ROLES)('walls around %s', (role) => {
		const person = people[role];

		test('no table of another schema is read or written, by no header', async () => {
			const { tables } = await hidden();
			expect(tables.length).toBeGreaterThan(10);
			for (const { schema, name } of tables) {
				const headers = { 'accept-profile': `${schema}`, 'content-profile': `${schema}` };
				const asked = [
					await person.ask(`/rest/v1/${name}`, { headers }),
					await person.ask(`/rest/v1/${name}`, { headers, method: 'POST', body: '{}' }),
					await person.ask(`/rest/v1/${name}?id=not.is.null`, { headers, method: 'DELETE' }),
					await person.ask(`/rest/v1/${schema}.${name}`),
					await person.ask(`/rest/v1/contributions?select=*,${name}(*)`)
				];
				// 300 is PostgREST asking which of several ways to another table is meant; no way may be open.
				const ways = asked
					.filter(({ status }) => status === 300)
					.flatMap(({ body }) => JSON.stringify(body).match(new RegExp(`${name}!\\w+`, 'g')) ?? []);
				for (const way of new Set(ways))
					asked.push(await person.ask(`/rest/v1/contributions?select=*,${way}(*)`));
				for (const { status, body } of asked)
					expect(status, `${schema}.${name}: ${JSON.stringify(body)}`).toBeGreaterThanOrEqual(
						status === 300 ? 300 : 400
					);
			}
		});

		test('no function of private is called, by no header', async () => {
			const { functions } = await hidden();
			expect(functions.length).toBeGreaterThan(10);
			for (const { name } of functions) {
				const init = { method: 'POST', body: '{}' };
				const headers = { 'content-profile': 'private' };
				const { status } = await person.ask(`/rest/v1/rpc/${name}`, { ...init, headers });
				expect([404, 406]).toContain(status);
				expect((await person.ask(`/rest/v1/rpc/private.${name}`, init)).status).toBe(404);
			}
		});

		if (role !== 'server') {
			test('no address, code or mail comes with a public report', async () => {
				const code = aCode();
				const id = await aReport(sql, { email: 'quiet@example.org', code });
				await insert(sql, 'private.outbox', {
					kind: 'status',
					recipient: 'quiet@example.org',
					language: 'de',
					payload: { report: id }
				});
				for (const path of [
					`/rest/v1/contributions?select=*,reports(*)&id=eq.${id}`,
					`/rest/v1/contributions?select=*,reports(*,report_contacts(*))&id=eq.${id}`,
					`/rest/v1/reports?select=*,report_contacts(email)&id=eq.${id}`,
					`/rest/v1/reports?report_contacts.email=like.*&select=*,report_contacts!inner(code)`
				])
					expect(JSON.stringify(await person.ask(path))).not.toMatch(
						new RegExp(`quiet@example|${code}`)
					);
			});

			test('the photos are neither listed, fetched nor replaced', async () => {
				const list = await person.ask('/storage/v1/object/list/photos', {
					method: 'POST',
					body: '{"prefix":""}'
				});
				expect(list.body).toEqual([]);
				const upload = await person.ask('/storage/v1/object/photos/x/large.webp', {
					method: 'POST',
					headers: { 'content-type': 'image/webp' },
					body: 'RIFF'
				});
				expect(upload.status).toBeGreaterThanOrEqual(400);
				expect((await person.ask('/storage/v1/bucket')).body).toEqual([]);
			});
		}
	});

	test('without a key, or with a wrong one, there is nothing', async () => {
		for (const apikey of ['', 'sb_publishable_wrong', 'sb_secret_wrong'])
			expect((await people.guest.ask('/rest/v1/districts', { headers: { apikey } })).status).toBe(
				401
			);
	});

	test('a forged session is refused', async () => {
		const claims = { sub: people.admin.id, role: 'service_role', aud: 'authenticated' };
		const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
		for (const token of [
			`${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`,
			`${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${'A'.repeat(43)}`
		]) {
			const { status } = await people.guest.ask('/rest/v1/decisions', {
				headers: { authorization: `Bearer ${token}` }
			});
			expect(status).toBe(401);
		}
	});
}
