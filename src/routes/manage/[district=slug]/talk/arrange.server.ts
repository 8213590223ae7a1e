import { error, fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { DbError } from '#lib/db/db.ts';
import { problemsOf } from '#lib/features/moderation/schema.ts';
import { isArranged, type Wanted } from '#lib/features/moderation/talk/model.ts';
import { arrangeTopic, readTalkCase } from '#lib/features/moderation/talk/queries.ts';
import { arrangementSchema } from '#lib/features/moderation/talk/schema.ts';
import { deniedAsMissing, requirePermission } from '#lib/server/guard.ts';

type Event = RequestEvent<{ district: string; id: string }>;
type Answer = { goesOn: string; problem: null } | { goesOn: null; problem: string };

/** Arranges a topic. Where it goes on, or the key of what is in the way, below `manage:error`. */
export async function arrange(event: Event, topic: string, wanted: Wanted): Promise<Answer> {
	const { db, language } = event.locals;
	try {
		return { goesOn: await arrangeTopic(db, topic, wanted), problem: null };
	} catch (failure) {
		if (!(failure instanceof DbError) || !failure.hint) deniedAsMissing(failure);
		if (failure.hint !== 'state_changed') return { goesOn: null, problem: failure.hint };
		// The same decision sent twice is one decision.
		const { district } = event.params;
		const id = wanted.action === 'split' ? wanted.id : topic;
		const present = await readTalkCase(db, district, id, language);
		if (!present || !isArranged(present, wanted)) return { goesOn: null, problem: 'said_changed' };
		return { goesOn: present.merged_into?.id ?? present.id, problem: null };
	}
}

/** Arranges the topic that a form names, as the form says. What was done, or the page again with what is wrong. */
export async function arrangeByForm(event: Event) {
	requirePermission(event, 'moderate', event.params.district);
	const form = Object.fromEntries(await event.request.formData());
	const topic = v.safeParse(v.pipe(v.string(), v.uuid()), form.topic);
	if (!topic.success) error(404, 'not_found');
	const refuse = (status: number, key: string) =>
		({
			done: null,
			refusal: fail(status, { about: 'topic' as const, errors: { form: key } })
		}) as const;
	const parsed = v.safeParse(arrangementSchema, form);
	if (!parsed.success)
		return refuse(400, Object.values(problemsOf(parsed.issues))[0] ?? 'form_broken');
	const { problem } = await arrange(event, topic.output, parsed.output);
	if (problem) return refuse(409, problem);
	return { done: parsed.output.action, refusal: null } as const;
}
