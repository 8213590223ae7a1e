import { fail, redirect } from '@sveltejs/kit';
import { emptyDraft } from '#lib/features/reports/draft.ts';
import { showCode } from '#lib/features/reports/model.ts';
import { route, withQuery } from '#lib/route.ts';
import { requireDistrict } from '#lib/server/districts.ts';
import { receiveReport } from '#lib/server/receive-report.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { center, zoom, outline } = await requireDistrict(params.district);
	return { draft: emptyDraft(locals.language), map: { center, zoom, outline } };
};

export const actions: Actions = {
	default: async (event) => {
		const district = await requireDistrict(event.params.district);
		const received = await receiveReport(event, district);
		if (received.refused) return fail(received.status, received.refused);
		const lang = event.locals.language;
		redirect(303, withQuery(route.follow({ lang, code: showCode(received.code) }), { new: '1' }));
	}
};
