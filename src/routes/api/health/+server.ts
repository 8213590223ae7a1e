import { json } from '@sveltejs/kit';
import { listDistricts } from '#lib/features/districts/queries.ts';
import { guestDb } from '#lib/server/supabase.ts';
import { version } from '../../../../package.json';
import type { RequestHandler } from './$types';

/** Whether this process serves and its database answers. */
export const GET: RequestHandler = async () => {
	const database = await guestDb()
		.then(listDistricts)
		.then(() => 'ok')
		.catch(() => 'failed');
	return json(
		{ status: database, version, database },
		{ status: database === 'ok' ? 200 : 503, headers: { 'cache-control': 'no-store' } }
	);
};
