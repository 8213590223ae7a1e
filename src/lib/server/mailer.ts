import { createTransport } from 'nodemailer';
import { localeOf } from '../i18n/languages.ts';
import { keepMail } from './mail-catcher.ts';
import type { Mail } from './mail-layout.ts';
import { GivenUp } from './news/outbox.ts';

export interface MailerSettings {
	/** `smtp://` or `smtps://`; without it, mail is caught. */
	smtpUrl?: string | undefined;
	from: string;
	/** Where mail is kept that is not sent; null where it must be sent. */
	catchIn: string | null;
}

export type SendMail = (to: string, mail: Mail) => Promise<void>;

/** Sends mails one by one. `SendMail` throws when the mail server cannot be reached, and `GivenUp` when it refuses one for good. */
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
			try {
				await transport.sendMail({
					from,
					// As an object, it is one address whatever is in it.
					to: { name: '', address: to },
					subject: mail.subject,
					text: mail.text,
					html: mail.html,
					headers: headersOf(mail)
				});
			} catch (error) {
				throw isForGood(error) ? new GivenUp((error as Error).message) : error;
			}
		};
	}
	if (catchIn) return (to, mail) => keepMail(catchIn, to, mail);
	return () => Promise.reject(new Error('No mail server: set SMTP_URL'));
}

const headersOf = (mail: Mail): Record<string, string> => ({
	'Content-Language': localeOf(mail.language),
	'Auto-Submitted': 'auto-generated',
	// RFC 8058: mail programs show a button of their own, which posts to this address.
	...(mail.unsubscribe
		? {
				'List-Unsubscribe': `<${new URL(mail.unsubscribe).href}>`,
				'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
			}
		: {})
});

/** Answers to the recipient's address from 500 on; a server that refuses us altogether may be set up anew. */
const isForGood = (error: unknown): boolean => {
	const { responseCode, command } = error as { responseCode?: number; command?: string };
	return (responseCode ?? 0) >= 500 && (command === 'RCPT TO' || command === 'DATA');
};
