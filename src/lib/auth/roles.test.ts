import { expect, test } from 'vitest';
import { can } from './roles.ts';

const manager = { roles: [{ district: 'halle-neustadt', role: 'manager' as const }] };

test('a manager plans in the own district and in no other', () => {
	expect(can(manager, 'plan', 'halle-neustadt')).toBe(true);
	expect(can(manager, 'plan', 'neustaedter-feld')).toBe(false);
});

test('a moderator moderates but does not plan', () => {
	const moderator = { roles: [{ district: 'halle-neustadt', role: 'moderator' as const }] };
	expect(can(moderator, 'moderate', 'halle-neustadt')).toBe(true);
	expect(can(moderator, 'plan', 'halle-neustadt')).toBe(false);
});

test('an admin may do everything everywhere, a guest and a resident nothing', () => {
	const admin = { roles: [{ district: null, role: 'admin' as const }] };
	expect(can(admin, 'administer', 'anywhere')).toBe(true);
	expect(can(null, 'moderate', 'halle-neustadt')).toBe(false);
	expect(can({ roles: [] }, 'moderate', 'halle-neustadt')).toBe(false);
});
