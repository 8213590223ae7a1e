import { beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type World } from '../harness.ts';
import { CORE } from './callable/core.ts';
import { FORUM } from './callable/forum.ts';
import { NEWS } from './callable/news.ts';
import { PROPOSALS } from './callable/proposals.ts';
import type { Callable, DatabaseRole } from './callable/roles.ts';
import { SEARCH } from './callable/search.ts';
import { TRANSLATION } from './callable/translation.ts';

/** Who may execute what. A function that is missing in these lists fails the test. */
const EXECUTE: Callable = {
	...CORE,
	...FORUM,
	...PROPOSALS,
	...TRANSLATION,
	...NEWS,
	...SEARCH
};

interface Found {
	name: string;
	arguments: string[];
	granted: string[];
	forPublic: boolean;
	isDefiner: boolean;
	settings: string[] | null;
}

const databaseRole = (role: string): DatabaseRole =>
	role === 'guest' ? 'anon' : role === 'server' ? 'service_role' : 'authenticated';

export function functions(world: World): void {
	describe('functions', () => {
		let found: Found[];
		beforeAll(async () => {
			found = (await world.sql(
				`select p.pronamespace::regnamespace || '.' || p.proname as name,
					coalesce(p.proargnames[1:p.pronargs], '{}') as arguments,
					array(
						select r.role from unnest('{anon,authenticated,service_role}'::text[]) as r (role)
						where has_function_privilege(r.role, p.oid, 'execute')
					) as granted,
					exists (
						select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
						where a.grantee = 0
					) as "forPublic",
					p.prosecdef as "isDefiner", p.proconfig as settings
				from pg_proc as p
				where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) order by 1`
			)) as unknown as Found[];
		});

		test('are all in the list above, none of them twice', () => {
			expect(found.map(({ name }) => name).sort()).toEqual(Object.keys(EXECUTE).sort());
		});

		test('may be executed by the roles of the list and by nobody by default', () => {
			expect(Object.fromEntries(found.map(({ name, granted }) => [name, granted]))).toEqual(
				EXECUTE
			);
			expect(found.filter(({ forPublic }) => forPublic)).toEqual([]);
		});

		test('run with an empty search path, and as their owner in private alone', () => {
			for (const { name, settings, isDefiner } of found) {
				expect(settings, name).toContain('search_path=""');
				if (isDefiner) expect(name).toMatch(/^private\./);
			}
		});

		test.for(ROLES)('of public are open to %s as the list says', async (role) => {
			for (const { name, arguments: parameters } of found) {
				if (!name.startsWith('public.')) continue;
				const { code, body } = await world.people[role].ask(
					name.replace('public.', '/rest/v1/rpc/'),
					{
						method: 'POST',
						body: JSON.stringify(Object.fromEntries(parameters.map((key) => [key, null])))
					}
				);
				// The function itself may refuse what it is given; here it is the door that counts.
				const refusedAtTheDoor =
					code === '42501' && JSON.stringify(body).includes('permission denied for function');
				expect(refusedAtTheDoor, `${role} calls ${name}: ${JSON.stringify(body)}`).toBe(
					!EXECUTE[name]?.includes(databaseRole(role))
				);
			}
		});
	});
}
