import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, params }) => {
	// Read, so that this runs again when the address changes its language.
	void (params as { lang?: string }).lang;
	return {
		language: locals.language,
		me: locals.me && {
			name: locals.me.profile?.display_name ?? null,
			roles: locals.me.roles
		}
	};
};
