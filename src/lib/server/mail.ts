import { AsyncLocalStorage } from 'node:async_hooks';
import { error } from '@sveltejs/kit';
import { createTransport } from 'nodemailer';
import { FALLBACK_LANGUAGE, localeOf, type Language } from '../i18n/languages.ts';
import { env } from './env.ts';
import { keepMail, readCaughtMail, type CaughtMail } from './mail-catcher.ts';
import { codeMail, type Mail } from './mail-texts.ts';

export interface MailerSettings {
	/** `smtp://` or `smtps://`; without it, mail is caught. */
	smtpUrl?: string | undefined;
	from: string;
	/** Where mail is kept that is not sent; null where it must be sent. */
	catchIn: string | null;
}

export type SendMail = (to: string, mail: Mail) => Promise<void>;

/** Sends mails one by one. `SendMail` throws when the mail server refuses one or cannot be reached. */
export function createMailer({ smtpUrl, from, catchIn }: MailerSettings): SendMail {
	if (smtpUrl) {
		const transport = createTransport({
			url: smtpUrl,
			// Somebody may be waiting for their code; the usual two minutes are no answer.
			connectionTimeout: 10_000,
			greetingTimeout: 10_000,
			socketTimeout: 20_000,
			disableFileAccess: true,
			disableUrlAccess: true
		});
		return async (to, mail) => {
			await transport.sendMail({
				from,
				// As an object, it is one address whatever is in it.
				to: { name: '', address: to },
				subject: mail.subject,
				text: mail.text,
				html: mail.html,
				headers: {
					'Content-Language': localeOf(mail.language),
					'Auto-Submitted': 'auto-generated'
				}
			});
		};
	}
	if (catchIn) return (to, mail) => keepMail(catchIn, to, mail);
	return () => Promise.reject(new Error('No mail server: set SMTP_URL'));
}

const isCaught = (): boolean => env().demo && !env().SMTP_URL;

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
