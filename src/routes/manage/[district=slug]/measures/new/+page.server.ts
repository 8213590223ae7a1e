import { uuidv7 } from 'uuidv7';
import { emptyMeasure, type MeasureDraft } from '#lib/features/measures/model.ts';
import { listOrganisations } from '#lib/features/measures/queries.ts';
import { MAX_TITLE } from '#lib/features/measures/schema.ts';
import type { Report } from '#lib/features/reports/model.ts';
import { readReport } from '#lib/features/reports/queries.ts';
import { requirePermission } from '#lib/server/guard.ts';
import { speakGerman } from '../../decide.server.ts';
import { save } from '../save.server.ts';
import type { Actions, PageServerLoad } from './$types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const load: PageServerLoad = async (event) => {
	const { district } = event.params;
	requirePermission(event, 'plan', district);
	const source = event.url.searchParams.get('source') ?? '';
	const [organisations, report] = await Promise.all([
		listOrganisations(event.locals.db, district),
		UUID.test(source) ? readReport(event.locals.db, district, source) : null
	]);
	return {
		organisations,
		values: await startingWith(report),
		source: report && { id: report.id, body: report.body, language: report.language }
	};
};

async function startingWith(report: Report | null): Promise<MeasureDraft> {
	const empty = { ...emptyMeasure(uuidv7()), new_organisation_id: uuidv7() };
	if (!report) return empty;
	const german = await speakGerman();
	const what = german.t(`common:category.${report.category}`);
	const title = report.place ? `${what}: ${report.place}` : what;
	return {
		...empty,
		title: { de: title.slice(0, MAX_TITLE) },
		spheres: [report.sphere],
		sources: [report.id]
	};
}

export const actions: Actions = { save };
