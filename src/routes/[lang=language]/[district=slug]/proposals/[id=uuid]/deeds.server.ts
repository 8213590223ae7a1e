import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { DbError } from '#lib/db/db.ts';
import { idField } from '#lib/features/contributions/schema.ts';
import {
	answerInvitation,
	decideAmendment,
	inviteAuthor,
	leaveProposal,
	supportProposal,
	withdrawAmendment,
	writeRemark
} from '#lib/features/proposals/queries.ts';
import { remarkSchema } from '#lib/features/proposals/schema.ts';
import { route, withQuery } from '#lib/route.ts';
import { deniedAsMissing, requireNamed } from '#lib/server/guard.ts';
import { fieldText, knownError } from '#lib/server/receive-form.ts';

type Event = RequestEvent<{ district: string; id: string }>;

/** Which form was refused, and why; the typed words go back into it. */
interface Refusal {
	about: 'support' | 'say' | 'invite' | 'answer' | 'leave' | 'amendment';
	/** A key below `proposals:error`. */
	error: string;
	values: Record<string, string>;
}
const HINTS = [
	...['phase_closed', 'name_unknown', 'name_shared', 'name_author', 'last_author', 'thread_gone'],
	...['amendment_decided', 'too_many', 'id_taken']
];

const refuse = (refusal: Refusal, status = 400) => fail(status, refusal);

/** The page again, saying what was done. */
function back(event: Event, done: string, anchor = ''): never {
	const { district, id } = event.params;
	const page = route.proposal({ lang: event.locals.language, district, id });
	redirect(303, withQuery(page, { done }) + anchor);
}

/** Does it as the signed-in person. Null when it is done; else what the sender can mend. Throws for the rest. */
async function attempt(
	about: Refusal['about'],
	values: Record<string, string>,
	deed: () => Promise<unknown>
) {
	try {
		await deed();
		return null;
	} catch (failure) {
		if (!(failure instanceof DbError) || !failure.hint || !HINTS.includes(failure.hint))
			return deniedAsMissing(failure);
		const error = failure.hint === 'too_many' ? 'too_often' : failure.hint;
		return refuse({ about, error, values }, failure.code === 'PT409' ? 409 : 400);
	}
}

/** The form of somebody with a name; everybody else signs in first and comes back to the page. */
async function formOf(event: Event): Promise<FormData> {
	requireNamed({ locals: event.locals, url: new URL(event.url.pathname, event.url) });
	return event.request.formData();
}

function amendmentOf(form: FormData) {
	const id = v.safeParse(idField, form.get('amendment'));
	return id.success ? id.output : null;
}

const broken = (about: Refusal['about']) => refuse({ about, error: 'form_broken', values: {} });

export const deeds = {
	support: async (event: Event) => {
		const isOn = fieldText(await formOf(event), 'on') === '1';
		const refusal = await attempt('support', {}, () =>
			supportProposal(event.locals.db, event.params.id, isOn)
		);
		return refusal ?? back(event, isOn ? 'supported' : 'unsupported', '#support');
	},

	say: async (event: Event) => {
		const form = await formOf(event);
		const values = Object.fromEntries(
			['id', 'side', 'language', 'body'].map((name) => [name, fieldText(form, name)])
		);
		const parsed = v.safeParse(remarkSchema, values);
		if (!parsed.success)
			return refuse({
				about: 'say',
				error: knownError(parsed.issues[0].message),
				values: { ...values, body: values.body?.slice(0, 20_000) ?? '' }
			});
		let number = 0;
		const refusal = await attempt('say', values, async () => {
			number = await writeRemark(event.locals.db, event.params.id, parsed.output);
		});
		return refusal ?? back(event, 'said', `#r${number}`);
	},

	invite: async (event: Event) => {
		const name = fieldText(await formOf(event), 'name')
			.trim()
			.slice(0, 100);
		if (!name) return refuse({ about: 'invite', error: 'name_missing', values: { name } });
		const refusal = await attempt('invite', { name }, () =>
			inviteAuthor(event.locals.db, event.params.id, name)
		);
		return refusal ?? back(event, 'invited');
	},

	answer: async (event: Event) => {
		const accepts = fieldText(await formOf(event), 'accept') === '1';
		const refusal = await attempt('answer', {}, () =>
			answerInvitation(event.locals.db, event.params.id, accepts)
		);
		return refusal ?? back(event, accepts ? 'joined' : 'declined');
	},

	leave: async (event: Event) => {
		await formOf(event);
		const refusal = await attempt('leave', {}, () =>
			leaveProposal(event.locals.db, event.params.id)
		);
		return refusal ?? back(event, 'left');
	},

	decide: async (event: Event) => {
		const form = await formOf(event);
		const amendment = amendmentOf(form);
		if (!amendment) return broken('amendment');
		const accepts = fieldText(form, 'accept') === '1';
		const confirmed = fieldText(form, 'confirmed') === '1';
		try {
			await decideAmendment(event.locals.db, amendment, { accepts, confirmed });
		} catch (failure) {
			if (!(failure instanceof DbError) || !failure.hint) return deniedAsMissing(failure);
			const error = failure.hint === 'version_old' ? 'amendment_old' : failure.hint;
			return refuse({ about: 'amendment', error, values: { amendment } }, 409);
		}
		back(event, accepts ? 'amended' : 'amendment_declined');
	},

	withdraw: async (event: Event) => {
		const amendment = amendmentOf(await formOf(event));
		if (!amendment) return broken('amendment');
		const refusal = await attempt('amendment', { amendment }, () =>
			withdrawAmendment(event.locals.db, amendment)
		);
		return refusal ?? back(event, 'withdrawn');
	}
};
