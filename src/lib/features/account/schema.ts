import * as v from 'valibot';
import { isLanguage, type Language } from '../../i18n/languages.ts';
import { foldDigits } from '../../i18n/texts.ts';
import { cleanText } from '../../i18n/texts.ts';

/** Messages are keys below `account:error`. */
export type Problems = Partial<Record<string, string>>;

/** The first problem of each field. */
export function problemsOf(issues: readonly v.BaseIssue<unknown>[]): Problems {
	const problems: Problems = {};
	for (const issue of issues) problems[v.getDotPath(issue) ?? 'form'] ??= issue.message;
	return problems;
}

const text = v.optional(v.string('form_broken'), '');

const email = v.pipe(
	text,
	// Whatever came along by copying: spaces, marks of direction.
	v.transform((typed) => typed.replace(/[\s\p{C}]/gu, '').toLowerCase()),
	v.maxLength(254, 'email_invalid'),
	v.regex(/^[^@<>"(),:;\\]+@[^@<>"(),:;\\]+\.[^@<>"(),:;\\]+$/, 'email_invalid')
);

export const mailSchema = v.object({ email });

export const codeSchema = v.object({
	email,
	code: v.pipe(
		text,
		v.transform((typed) => foldDigits(typed).replace(/\D/g, '')),
		v.regex(/^\d{6}$/, 'code_short')
	)
});

export const signInSchema = v.object({
	email,
	password: v.pipe(text, v.nonEmpty('password_missing'), v.maxLength(200, 'credentials_wrong'))
});

const MAX_NAME = 60;
const cleanName = (typed: string) => cleanText(typed).replace(/\s+/g, ' ');
const name = v.pipe(
	text,
	v.transform(cleanName),
	// As the database counts: characters, not halves of them.
	v.check((clean) => [...clean].length <= MAX_NAME, 'name_long'),
	v.check((clean) => clean === '' || /[\p{L}\p{N}]/u.test(clean), 'name_missing')
);
const language = v.custom<Language>(isLanguage, 'language_missing');

export const profileSchema = v.object({
	display_name: v.pipe(name, v.nonEmpty('name_missing')),
	language
});

/** At the first time, a name may wait. */
export const welcomeSchema = v.object({ display_name: name, language });

const MIN_PASSWORD = 10;
/** Supabase's own limit: its hash looks no further. */
const MAX_PASSWORD_BYTES = 72;

export const passwordSchema = v.object({
	password: v.pipe(
		text,
		v.check((typed) => [...typed].length >= MIN_PASSWORD, 'password_short'),
		v.check(
			(typed) => new TextEncoder().encode(typed).length <= MAX_PASSWORD_BYTES,
			'password_long'
		)
	)
});
