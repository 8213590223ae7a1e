import { uuidv7 } from 'uuidv7';
import { emptyMeasure, type MeasureDraft } from '#lib/features/measures/model.ts';
import { listOrganisations, readSource } from '#lib/features/measures/queries.ts';
import { MAX_TITLE } from '#lib/features/measures/schema.ts';
import { requirePermission } from '#lib/server/guard.ts';
import { speakGerman } from '../../decide.server.ts';
import { save } from '../save.server.ts';
import type { Actions, PageServerLoad } from './$types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const load: PageServerLoad = async (event) => {
	const { district } = event.params;
	requirePermission(event, 'plan', district);
	const source = event.url.searchParams.get('source') ?? '';
	const [organisations, said] = await Promise.all([
		listOrganisations(event.locals.db, district),
		UUID.test(source) ? readSource(event.locals.db, district, source) : null
	]);
	return {
		organisations,
		values: await startingWith(said),
		source: said && { title: said.title, body: said.body, language: said.language }
	};
};

async function startingWith(said: Awaited<ReturnType<typeof readSource>>): Promise<MeasureDraft> {
	const empty = { ...emptyMeasure(uuidv7()), new_organisation_id: uuidv7() };
	if (!said) return empty;
	const begun = { ...empty, spheres: [said.sphere], sources: [said.id] };
	if (!said.category)
		return said.title
			? { ...begun, title: { [said.language]: said.title.slice(0, MAX_TITLE) } }
			: begun;
	const german = await speakGerman();
	const what = german.t(`common:category.${said.category}`);
	const title = said.place ? `${what}: ${said.place}` : what;
	return { ...begun, title: { de: title.slice(0, MAX_TITLE) } };
}

export const actions: Actions = { save };
