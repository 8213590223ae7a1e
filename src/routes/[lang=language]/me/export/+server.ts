import { exportMe } from '#lib/features/account/queries.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { RequestHandler } from './$types';

/** Everything Viertel holds about the signed-in person, as a file. */
export const GET: RequestHandler = async (event) => {
	const me = requireMe(event);
	const today = new Date().toISOString().slice(0, 10);
	return new Response(JSON.stringify(await exportMe(event.locals.db, me), null, '\t'), {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="viertel-${today}.json"`
		}
	});
};
