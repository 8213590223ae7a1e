import { route, withQuery } from '#lib/route.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, params }) => ({
	done: url.searchParams.has('done'),
	action: withQuery(route.unsubscribe({ code: params.code }), { lang: params.lang })
});
