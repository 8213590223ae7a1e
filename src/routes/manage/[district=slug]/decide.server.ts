import { fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { DbError } from '#lib/db/db.ts';
import { ACTIONS, REASONS, type Matter, type Reason } from '#lib/features/moderation/model.ts';
import { addSource } from '#lib/features/measures/queries.ts';
import { moderate, readState } from '#lib/features/moderation/queries.ts';
import { decisionSchema, MAX_REASON, problemsOf } from '#lib/features/moderation/schema.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import { LANGUAGE_CODES } from '#lib/i18n/languages.ts';
import { loadStrings } from '#lib/i18n/load.ts';
import type { Texts } from '#lib/i18n/texts.ts';
import { deniedAsMissing, requirePermission } from '#lib/server/guard.ts';

type Event = RequestEvent<{ district: string }>;

/** Texts in German, the language that staff write in. */
export async function speakGerman(): Promise<I18n> {
	const strings = await loadStrings('de', ['common', 'manage']);
	return new I18n(() => ({ language: 'de', strings }));
}

const sentence = (matter: Matter, name: Reason) =>
	`manage:${matter === 'report' ? 'reason' : 'said_reason'}.${name}.text`;

/** The usual reasons, each with the sentence that whoever wrote it reads. */
export async function usualReasons(matter: Matter) {
	const german = await speakGerman();
	return REASONS[matter].map((name) => ({ name, text: german.t(sentence(matter, name)) }));
}

/** A usual reason as everybody can read it. */
async function usualInAll(matter: Matter, name: Reason): Promise<Texts> {
	const texts = LANGUAGE_CODES.map(async (language) => {
		const strings = await loadStrings(language, ['manage']);
		return [language, new I18n(() => ({ language, strings })).t(sentence(matter, name))];
	});
	return Object.fromEntries(await Promise.all(texts)) as Texts;
}

const typed = (form: FormData, name: string, most: number) => {
	const value = form.get(name);
	return typeof value === 'string' ? value.slice(0, most) : '';
};

/** Takes a decision about a contribution from its form. What was decided, or the form again with what is wrong. */
export async function decide(event: Event, matter: Matter) {
	const { district } = event.params;
	requirePermission(event, 'moderate', district);
	const form = await event.request.formData();
	const written = typed(form, 'reason', 2 * MAX_REASON).trim();
	const usual = (await usualReasons(matter)).find(({ name, text }) =>
		// With JavaScript the sentence stands in the text field, and may have been changed there.
		written ? text === written : name === form.get('usual')
	);
	const values = { reason: typed(form, 'reason', 2 * MAX_REASON) };
	const refuse = (status: number, errors: Record<string, string>) =>
		({
			decided: null,
			refusal: fail(status, { about: 'decision' as const, values, errors })
		}) as const;

	const parsed = v.safeParse(decisionSchema, {
		contribution: form.get('contribution'),
		action: form.get('action'),
		// Without JavaScript, a chosen reason does not reach the text field.
		reason: values.reason.trim() || usual?.text
	});
	if (!parsed.success) {
		const { reason, ...others } = problemsOf(parsed.issues);
		return refuse(400, reason ? { reason } : { form: Object.values(others)[0] ?? 'form_broken' });
	}
	const { contribution, action, reason } = parsed.output;
	const { db } = event.locals;
	try {
		const reasonTexts = usual?.text === reason ? await usualInAll(matter, usual.name) : undefined;
		await moderate(db, { id: contribution, action, reason, reasonTexts });
	} catch (failure) {
		if (!(failure instanceof DbError) || failure.hint !== 'state_changed')
			return deniedAsMissing(failure);
		// The same decision sent twice is one decision.
		if ((await readState(db, district, contribution)) !== ACTIONS[action])
			return refuse(409, { form: matter === 'report' ? 'state_changed' : 'said_changed' });
	}
	return { decided: { contribution, action }, refusal: null } as const;
}

/** Ties the contribution of the address to the measure that was chosen. Null when it is done, else the form again. */
export async function addToMeasure(event: RequestEvent<{ district: string; id: string }>) {
	const { district, id } = event.params;
	requirePermission(event, 'plan', district);
	const form = await event.request.formData();
	const measure = v.safeParse(v.pipe(v.string(), v.uuid()), form.get('measure'));
	if (!measure.success)
		return fail(400, { about: 'measure' as const, errors: { measure: 'measure_missing' } });
	await addSource(event.locals.db, measure.output, id).catch(deniedAsMissing);
	return null;
}
