import { beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type World } from '../harness.ts';

type DatabaseRole = 'anon' | 'authenticated' | 'service_role';

const everyone: DatabaseRole[] = ['anon', 'authenticated', 'service_role'];
const people: DatabaseRole[] = ['authenticated'];
const peopleAndServer: DatabaseRole[] = ['authenticated', 'service_role'];
const server: DatabaseRole[] = ['service_role'];
const nobody: DatabaseRole[] = [];

/** Who may execute what. A function that is missing here fails the test. */
const EXECUTE: Record<string, DatabaseRole[]> = {
	'public.abandoned_uploads': server,
	'public.add_source': people,
	'public.claim_mail': server,
	'public.decide_report': people,
	'public.district_home': everyone,
	'public.erase_me': people,
	'public.follow_report': everyone,
	'public.forget_contacts': server,
	'public.forget_strangers': server,
	'public.forget_upload': server,
	'public.me': peopleAndServer,
	'public.own_reasons': people,
	'public.remove_source': people,
	'public.report_clusters': everyone,
	'public.report_list': everyone,
	'public.reserve_upload': server,
	'public.save_measure': people,
	'public.settle_mail': server,
	'public.submit_report': peopleAndServer,

	'private.abandoned_uploads': server,
	'private.apply_grants': nobody,
	'private.check_place': nobody,
	'private.claim_mail': server,
	'private.decide_report': people,
	'private.districts_where': everyone,
	'private.erase_me': people,
	'private.follow_report': everyone,
	'private.forget_contacts': server,
	'private.forget_strangers': server,
	'private.forget_upload': server,
	'private.hash_code': nobody,
	'private.is_source_of_district': everyone,
	'private.keep_decisions': nobody,
	'private.log_measure': nobody,
	'private.log_measure_end': nobody,
	'private.log_source': nobody,
	'private.log_spheres': nobody,
	'private.may': everyone,
	'private.may_move': nobody,
	'private.measure_facts': nobody,
	'private.own_reasons': people,
	'private.own_roles': peopleAndServer,
	'private.own_id': peopleAndServer,
	'private.plans_measure': everyone,
	'private.reason_texts': nobody,
	'private.reserve_upload': server,
	'private.role_permits': everyone,
	'private.settle_mail': server,
	'private.stamp_measure': nobody,
	'private.stamp_source': nobody,
	'private.submit_report': peopleAndServer,
	'private.tell_reporter': nobody,
	'private.tell_sources': nobody,
	'private.write_report': nobody
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
