import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { DbError } from '#lib/db/db.ts';
import {
	differences,
	draftOf,
	type MeasureDraft,
	type Organisation
} from '#lib/features/measures/model.ts';
import { listOrganisations, readMeasure, saveMeasure } from '#lib/features/measures/queries.ts';
import { measureSchema, readMeasureForm } from '#lib/features/measures/schema.ts';
import { listDecisionsAbout } from '#lib/features/moderation/queries.ts';
import { problemsOf } from '#lib/features/moderation/schema.ts';
import { route, withQuery } from '#lib/route.ts';
import { deniedAsMissing, requirePermission } from '#lib/server/guard.ts';

type Event = RequestEvent<{ district: string }>;

/** Saves a measure from its form, new or changed, and shows it. Comes back with what is wrong, or with what somebody else saved meanwhile. */
export async function save(event: Event) {
	const { district } = event.params;
	requirePermission(event, 'plan', district);
	const values = readMeasureForm(await event.request.formData());
	const parsed = v.safeParse(measureSchema, values);
	if (!parsed.success)
		return fail(400, { values, errors: problemsOf(parsed.issues), conflict: null });
	try {
		await saveMeasure(event.locals.db, district, parsed.output);
	} catch (failure) {
		if (!(failure instanceof DbError)) throw failure;
		const conflict = await findConflict(event, values);
		if (!conflict) deniedAsMissing(failure);
		// The same form sent twice is one change.
		if (conflict.differences.length) {
			const { mine, ...rest } = conflict;
			return fail(409, { values: mine, errors: {}, conflict: rest });
		}
	}
	redirect(
		303,
		withQuery(route.manage.measure({ district, id: parsed.output.id }), { done: 'measure' })
	);
}

/** What was saved meanwhile beside what was typed, when the version in the form is not the newest one. */
async function findConflict({ locals: { db }, params: { district } }: Event, mine: MeasureDraft) {
	const theirs = await readMeasure(db, district, mine.id);
	if (!theirs || `${theirs.version}` === mine.version) return null;
	const [organisations, decisions] = await Promise.all([
		listOrganisations(db, district),
		listDecisionsAbout(db, district, { measure: mine.id })
	]);
	const settled = settle({ ...mine, version: `${theirs.version}`, sources: [] }, organisations);
	const last = decisions.findLast(({ action }) => action.endsWith('_measure'));
	return {
		mine: settled,
		theirs: { actor: last?.actor ?? null, edited_at: theirs.edited_at },
		differences: differences(settled, draftOf(theirs))
	};
}

/** The new organisation has been added already, by this sending of the form or an earlier one. */
function settle(draft: MeasureDraft, organisations: readonly Organisation[]): MeasureDraft {
	const name = draft.new_organisation.trim().toLowerCase();
	const known = name && organisations.find((one) => one.name.toLowerCase() === name);
	return known ? { ...draft, organisation: known.id, new_organisation: '' } : draft;
}
