import { error } from '@sveltejs/kit';
import { toDataURL } from 'qrcode';
import { readCode, showCode } from '#lib/features/reports/model.ts';
import { followReport } from '#lib/features/reports/queries.ts';
import { route } from '#lib/route.ts';
import { requireDistrict } from '#lib/server/districts.ts';
import { limited } from '#lib/server/limits.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url, getClientAddress }) => {
	const code = readCode(params.code);
	await limited('followCode', getClientAddress());
	const report = code && (await followReport(locals.db, code));
	if (!report) error(404, 'not_found');
	const { id, name, outline } = await requireDistrict(report.district_id);
	const link = new URL(route.follow({ lang: locals.language, code: showCode(code) }), url).href;
	return {
		report,
		code: showCode(code),
		link,
		qr: await toDataURL(link, { width: 384, margin: 2, errorCorrectionLevel: 'M' }),
		isNew: url.searchParams.has('new'),
		district: { id, name },
		map: { outline }
	};
};
