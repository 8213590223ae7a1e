import { error, redirect } from '@sveltejs/kit';
import { readCursor } from '#lib/db/page.ts';
import { listWaiting, nextWaiting } from '#lib/features/moderation/queries.ts';
import { readReport } from '#lib/features/reports/queries.ts';
import { route, withQuery } from '#lib/route.ts';
import { requireDistrict } from '#lib/server/districts.ts';
import { requirePermission } from '#lib/server/guard.ts';
import { decide, usualReasons } from '../../decide.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { district } = event.params;
	requirePermission(event, 'moderate', district);
	const { db } = event.locals;
	const after = readCursor(event.url.searchParams);
	const page = await listWaiting(db, district, after);
	const id = event.params.id ?? page.entries[0]?.id;
	const [report, { outline }, usual] = await Promise.all([
		id ? readReport(db, district, id) : null,
		requireDistrict(district),
		usualReasons('report')
	]);
	if (event.params.id && !report) error(404, 'not_found');
	return { ...page, isFirst: !after, report, map: { outline }, usual };
};

export const actions: Actions = {
	/** Decides, and goes on to the report that waits next after the one decided about. */
	decide: async (event) => {
		const { decided, refusal } = await decide(event, 'report');
		if (!decided) return refusal;
		const { district } = event.params;
		const next = await nextWaiting(event.locals.db, district, decided.contribution);
		redirect(
			303,
			withQuery(
				next ? route.manage.waiting({ district, id: next }) : route.manage.queue({ district }),
				{ done: decided.action }
			)
		);
	}
};
