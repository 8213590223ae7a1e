/** Staff of a district, and `admin`, who runs the installation. */
export const STAFF_ROLES = ['manager', 'moderator', 'steering', 'operator', 'admin'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export const PERMISSIONS = {
	moderate: ['manager', 'moderator', 'admin'],
	answer: ['manager', 'moderator', 'admin'],
	plan: ['manager', 'admin'],
	administer: ['admin']
} as const satisfies Record<string, readonly StaffRole[]>;
export type Permission = keyof typeof PERMISSIONS;

/** `district` is null for an admin: the role holds everywhere. */
export interface HeldRole {
	district: string | null;
	role: StaffRole;
}

/** Who is signed in, as the database tells it. Never built from what a browser sends. */
export interface Me {
	id: string;
	profile: { display_name: string; language: string } | null;
	roles: HeldRole[];
}

/** Whether the roles permit this in this district. Mirrors `private.may()`; the database decides in the end. */
export const can = (
	me: Pick<Me, 'roles'> | null,
	permission: Permission,
	district: string
): boolean =>
	me?.roles.some(
		(held) =>
			(held.district === null || held.district === district) &&
			(PERMISSIONS[permission] as readonly StaffRole[]).includes(held.role)
	) ?? false;
