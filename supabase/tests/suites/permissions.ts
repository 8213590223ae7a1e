import { describe, expect, test } from 'vitest';
import {
	CONTRIBUTION_STATES,
	MOVES,
	type ContributionState
} from '../../../src/lib/features/moderation/model.ts';
import { can, PERMISSIONS, STAFF_ROLES, type Permission } from '../../../src/lib/auth/roles.ts';
import { A, B } from '../fixtures.ts';
import { ROLES, type World } from '../harness.ts';

const permissions = Object.keys(PERMISSIONS) as Permission[];

/** The rules that SQL and TypeScript both state are the same. */
export function permissionsSuite({ sql, people }: World): void {
	describe('permissions', () => {
		test('are those of src/lib/auth/roles.ts for every role', async () => {
			const stated = await sql(
				`select role::text, permission::text, private.role_permits(role, permission) as permits
				from unnest(enum_range(null::public.staff_role)) as role,
					unnest(enum_range(null::public.permission)) as permission`
			);
			expect(stated).toHaveLength(STAFF_ROLES.length * permissions.length);
			for (const { role, permission, permits } of stated) {
				const roles: readonly string[] = PERMISSIONS[permission as Permission];
				expect(permits, `${role} ${permission}`).toBe(roles.includes(role as string));
			}
		});

		test.for(ROLES)('of %s are what can() says, in every district', async (role) => {
			const { id } = people[role];
			const held = id
				? await sql('select district_id, role from private.district_roles where user_id = $1', [id])
				: [];
			const me = {
				roles: held.map((row) => ({
					district: row.district_id as string | null,
					role: row.role as (typeof STAFF_ROLES)[number]
				}))
			};
			for (const district of [A, B, 'nowhere'])
				for (const permission of permissions) {
					const [answer] = await sql(
						`select private.may($2::public.permission, $3) as may
						from (select set_config('request.jwt.claim.sub', $1, true),
							set_config('request.jwt.claims', jsonb_build_object('sub', $1::text)::text, true)) as person`,
						[id ?? '', permission, district]
					);
					expect(answer?.may, `${permission} in ${district}`).toBe(can(me, permission, district));
				}
		});

		test('me() tells of oneself, and of nobody else', async () => {
			const { manager, admin, resident } = people;
			expect((await manager.db.rpc('me')).data).toEqual({
				id: manager.id,
				profile: null,
				roles: [{ district: A, role: 'manager' }]
			});
			expect((await admin.db.rpc('me')).data).toMatchObject({
				roles: [{ district: null, role: 'admin' }]
			});
			expect((await resident.db.rpc('me')).data).toMatchObject({ id: resident.id, roles: [] });
		});
	});

	test('a contribution may go where MOVES of moderation/model.ts says', async () => {
		const stated = await sql(
			`select origin::text, target::text, private.may_move(origin, target) as may
			from unnest(enum_range(null::public.contribution_state)) as origin,
				unnest(enum_range(null::public.contribution_state)) as target`
		);
		expect(stated).toHaveLength(CONTRIBUTION_STATES.length ** 2);
		for (const { origin, target, may } of stated)
			expect(may, `${origin} to ${target}`).toBe(
				MOVES[origin as ContributionState].includes(target as ContributionState)
			);
	});
}
