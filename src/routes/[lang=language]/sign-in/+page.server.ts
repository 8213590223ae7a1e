import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import {
	codeSchema,
	mailSchema,
	problemsOf,
	signInSchema,
	type Problems
} from '#lib/features/account/schema.ts';
import { safeNext } from '#lib/server/guard.ts';
import { arrive, destination, enterWithCode, enterWithPassword, sendCode } from './enter.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.me) redirect(303, destination({ locals, url }));
	return { next: safeNext(url.searchParams.get('next')), gone: url.searchParams.has('gone') };
};

type Given = Record<string, FormDataEntryValue>;

async function readForm(event: RequestEvent): Promise<Given> {
	if (event.locals.me) redirect(303, destination(event));
	return Object.fromEntries(await event.request.formData());
}

type Step = 'mail' | 'code' | 'password';
const STATUS: Record<string, number> = { too_many: 429, mail_failed: 503 };

/** The form again, with what was typed, but for a password. */
function again(step: Step, given: Given, problems: Problems) {
	const typed = (name: string) => String(given[name] ?? '').slice(0, 300);
	const [first = ''] = Object.values(problems);
	return fail(STATUS[first] ?? 400, {
		step,
		email: typed('email'),
		code: typed('code'),
		sent: Number(given.sent) || 0,
		problems
	});
}

export const actions: Actions = {
	mail: async (event) => {
		const given = await readForm(event);
		const parsed = v.safeParse(mailSchema, given);
		if (!parsed.success) return again('mail', given, problemsOf(parsed.issues));
		const { email } = parsed.output;
		const sent = Number(given.sent) || 0;
		const problem = await sendCode(event, email);
		// Whoever asked for another code may still have the first one.
		if (problem)
			return again(sent ? 'code' : 'mail', given, { [sent ? 'code' : 'email']: problem });
		return { step: 'code' as Step, email, code: '', sent: sent + 1, problems: {} as Problems };
	},

	code: async (event) => {
		const given = await readForm(event);
		const parsed = v.safeParse(codeSchema, given);
		if (!parsed.success) {
			const problems = problemsOf(parsed.issues);
			return again(problems.email ? 'mail' : 'code', given, problems);
		}
		const { db, problem } = await enterWithCode(event, parsed.output.email, parsed.output.code);
		return db ? arrive(event, db) : again('code', given, { code: problem });
	},

	password: async (event) => {
		const given = await readForm(event);
		const parsed = v.safeParse(signInSchema, given);
		if (!parsed.success) return again('password', given, problemsOf(parsed.issues));
		const { email, password } = parsed.output;
		const { db, problem } = await enterWithPassword(event, email, password);
		return db ? arrive(event, db) : again('password', given, { password: problem });
	}
};
