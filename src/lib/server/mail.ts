import { AsyncLocalStorage } from 'node:async_hooks';
import { error } from '@sveltejs/kit';
import { FALLBACK_LANGUAGE, type Language } from '../i18n/languages.ts';
import { env } from './env.ts';
import { readCaughtMail, type CaughtMail } from './mail-catcher.ts';
import { codeMail } from './mail-texts.ts';
import { createMailer, type SendMail } from './mailer.ts';

/** Whether mail is kept for `/dev/mail` in place of being sent. */
export const isCaught = (): boolean => env().demo && !env().SMTP_URL;

let mailer: SendMail | undefined;
/** Sends one mail as this installation is set up. In the demo without `SMTP_URL` it is caught. */
export const sendMail: SendMail = (to, mail) =>
	(mailer ??= createMailer({
		smtpUrl: env().SMTP_URL,
		from: env().MAIL_FROM,
		catchIn: isCaught() ? env().VIERTEL_DATA : null
	}))(to, mail);

/** Mails caught in the demo, newest first. Outside the demo there is no such page (404). */
export function caughtMail(): Promise<CaughtMail[]> {
	if (!isCaught()) error(404, 'not_found');
	return readCaughtMail(env().VIERTEL_DATA);
}

// On the global object, as the database is: the development server evaluates this module anew after a
// change, while the database goes on calling the `takeAuthMail` it was started with.
const shared = globalThis as { viertelReader?: AsyncLocalStorage<Language> };
const reader = (shared.viertelReader ??= new AsyncLocalStorage<Language>());

/** Runs `work` so that a sign-in mail it causes is written in this language. */
export const inLanguage = <T>(language: Language, work: () => Promise<T>): Promise<T> =>
	reader.run(language, work);

/** Takes a sign-in mail from the embedded Supabase, whose subject is the code, and sends our own. */
export const takeAuthMail = async ({ to, subject }: { to: string; subject: string }) =>
	sendMail(to, await codeMail(reader.getStore() ?? FALLBACK_LANGUAGE, subject));
