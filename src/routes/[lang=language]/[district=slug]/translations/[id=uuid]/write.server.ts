import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { DbError } from '#lib/db/db.ts';
import { problemsOf } from '#lib/features/moderation/schema.ts';
import type { TranslationDraft } from '#lib/features/translation/model.ts';
import {
	lockTranslation,
	readTranslation,
	saveTranslation,
	setLanguage
} from '#lib/features/translation/queries.ts';
import {
	languageSchema,
	lockSchema,
	readTranslationForm,
	translationSchema
} from '#lib/features/translation/schema.ts';
import { isLanguage } from '#lib/i18n/languages.ts';
import { route, withQuery } from '#lib/route.ts';
import { deniedAsMissing, requireMe, requirePermission, safeNext } from '#lib/server/guard.ts';

type Event = RequestEvent<{ district: string; id: string }>;

const pageOf = ({ locals, params }: Event, query: Record<string, string>) =>
	withQuery(
		route.translation({ lang: locals.language, district: params.district, id: params.id }),
		query
	);
const refuse = (status: number, values: TranslationDraft, errors: Record<string, string>) =>
	fail(status, { values, errors });

/** Writes a translation from its form. Whatever hinders it, what was typed comes back. */
export async function save(event: Event) {
	const { db, me } = event.locals;
	const values = readTranslationForm(await event.request.formData());
	if (!me) return refuse(401, values, { form: 'signed_out' });
	if (!me.profile) return refuse(403, values, { form: 'name_missing' });
	if (!isLanguage(values.language)) return refuse(400, values, { form: 'form_broken' });
	const { district, id } = event.params;
	const page = await readTranslation(db, district, id, values.language);
	if (!page) return refuse(404, values, { form: 'gone' });
	const parsed = v.safeParse(translationSchema(page), values);
	if (!parsed.success) return refuse(400, values, problemsOf(parsed.issues));
	try {
		await saveTranslation(db, id, parsed.output);
	} catch (failure) {
		if (!(failure instanceof DbError)) throw failure;
		if (failure.isDenied) return refuse(404, values, { form: 'gone' });
		if (!failure.hint) throw failure;
		// What somebody else wrote meanwhile is shown beside it, and the next save is on that.
		const read = page.translation?.written_at ?? '';
		const settled = failure.hint === 'version_old' ? { ...values, written_at: read } : values;
		return refuse(failure.code === 'PT429' ? 429 : 409, settled, { form: failure.hint });
	}
	redirect(303, pageOf(event, { language: values.language, done: 'saved' }));
}

/** Staff lock a translation or let it be changed again. */
export async function lock(event: Event) {
	requirePermission(event, 'moderate', event.params.district);
	const parsed = v.safeParse(lockSchema, Object.fromEntries(await event.request.formData()));
	if (!parsed.success) redirect(303, pageOf(event, {}));
	const { language: into, on } = parsed.output;
	await lockTranslation(event.locals.db, event.params.id, into, on).catch(deniedAsMissing);
	redirect(303, pageOf(event, { language: into, done: on ? 'locked' : 'unlocked' }));
}

/** Its author or staff say which language the original is in. */
export async function language(event: Event) {
	requireMe(event);
	const form = await event.request.formData();
	const parsed = v.safeParse(languageSchema, { language: form.get('language') });
	if (parsed.success)
		await setLanguage(event.locals.db, event.params.id, parsed.output.language).catch(
			deniedAsMissing
		);
	redirect(303, safeNext(String(form.get('next') ?? '')) ?? pageOf(event, { done: 'language' }));
}
