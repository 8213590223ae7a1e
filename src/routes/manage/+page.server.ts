import { error, redirect } from '@sveltejs/kit';
import { can } from '#lib/auth/roles.ts';
import { route } from '#lib/route.ts';
import { districts } from '#lib/server/districts.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const me = requireMe(event);
	const first = (await districts()).find(({ id }) => can(me, 'moderate', id));
	if (!first) error(404, 'not_found');
	redirect(303, route.manage.queue({ district: first.id }));
};
