import { fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { DbError } from '#lib/db/db.ts';
import { ACTIONS, REASONS, type ModerationAction } from '#lib/features/moderation/model.ts';
import { decideReport } from '#lib/features/moderation/queries.ts';
import { decisionSchema, MAX_REASON, problemsOf } from '#lib/features/moderation/schema.ts';
import { readReport } from '#lib/features/reports/queries.ts';
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

/** The usual reasons, each with the sentence the reporter reads. */
export async function usualReasons() {
	const german = await speakGerman();
	return REASONS.map((name) => ({ name, text: german.t(`manage:reason.${name}.text`) }));
}

/** A usual reason as every reporter can read it. */
async function usualInAll(name: (typeof REASONS)[number]): Promise<Texts> {
	const texts = LANGUAGE_CODES.map(async (language) => {
		const strings = await loadStrings(language, ['manage']);
		return [language, new I18n(() => ({ language, strings })).t(`manage:reason.${name}.text`)];
	});
	return Object.fromEntries(await Promise.all(texts)) as Texts;
}

const typed = (form: FormData, name: string, most: number) => {
	const value = form.get(name);
	return typeof value === 'string' ? value.slice(0, most) : '';
};

/** Takes a decision about a report from its form. What was decided, or the form again with what is wrong. */
export async function decide(event: Event) {
	const { district } = event.params;
	requirePermission(event, 'moderate', district);
	const form = await event.request.formData();
	const written = typed(form, 'reason', 2 * MAX_REASON).trim();
	const usual = (await usualReasons()).find(({ name, text }) =>
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
		report: form.get('report'),
		action: form.get('action'),
		// Without JavaScript, a chosen reason does not reach the text field.
		reason: values.reason.trim() || usual?.text
	});
	if (!parsed.success) {
		const { reason, ...others } = problemsOf(parsed.issues);
		return refuse(400, reason ? { reason } : { form: Object.values(others)[0] ?? 'form_broken' });
	}
	const { report, action } = parsed.output;
	try {
		const reasonTexts =
			usual?.text === parsed.output.reason ? await usualInAll(usual.name) : undefined;
		await decideReport(event.locals.db, { ...parsed.output, reasonTexts });
	} catch (failure) {
		if (!(failure instanceof DbError) || failure.hint !== 'state_changed')
			return deniedAsMissing(failure);
		if (!(await isAlready(event, report, action))) return refuse(409, { form: 'state_changed' });
	}
	return { decided: { report, action }, refusal: null } as const;
}

/** The same decision sent twice is one decision. */
async function isAlready(event: Event, id: string, action: ModerationAction): Promise<boolean> {
	const report = await readReport(event.locals.db, event.params.district, id);
	return report?.state === ACTIONS[action];
}
