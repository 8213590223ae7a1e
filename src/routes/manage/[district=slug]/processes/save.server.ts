import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { DbError } from '#lib/db/db.ts';
import { problemsOf } from '#lib/features/moderation/schema.ts';
import { listProcesses, saveProcess } from '#lib/features/proposals/queries.ts';
import { processSchema, readProcessForm } from '#lib/features/proposals/schema.ts';
import { route, withQuery } from '#lib/route.ts';
import { deniedAsMissing, requirePermission } from '#lib/server/guard.ts';

type Event = RequestEvent<{ district: string }>;

const TAKEN = '23505';

/** Saves a process from its form, new or changed, and shows it. Comes back with what is wrong. */
export async function save(event: Event) {
	const { district } = event.params;
	requirePermission(event, 'plan', district);
	const { db } = event.locals;
	const values = readProcessForm(await event.request.formData());
	const parsed = v.safeParse(processSchema, values);
	if (!parsed.success)
		return fail(400, { values, errors: problemsOf(parsed.issues), conflict: false });
	try {
		await saveProcess(db, district, parsed.output);
	} catch (failure) {
		if (!(failure instanceof DbError)) throw failure;
		if (failure.hint === 'process_in_use')
			return fail(400, { values, errors: { is_public: failure.hint }, conflict: false });
		const present = (await listProcesses(db, district)).find(({ id }) => id === values.id);
		// A new one that was sent twice is there already; a changed one lies under a newer version.
		const isKnown = failure.hint === 'version_old' || failure.code === TAKEN;
		if (!isKnown || !present) return deniedAsMissing(failure);
		const isSame =
			`${present.version}` === `${(parsed.output.version ?? 0) + 1}` &&
			JSON.stringify(present.phases) === JSON.stringify(parsed.output.phases) &&
			present.title.de === parsed.output.title.de;
		if (!isSame)
			return fail(409, {
				values: { ...values, version: `${present.version}` },
				errors: {},
				conflict: true
			});
	}
	redirect(
		303,
		withQuery(route.manage.process({ district, id: parsed.output.id }), { done: 'process' })
	);
}
