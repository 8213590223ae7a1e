import { error } from '@sveltejs/kit';
import { caughtMail } from '#lib/server/mail.ts';
import type { RequestHandler } from './$types';

/** A caught mail as a mail program shows it. */
export const GET: RequestHandler = async ({ params }) => {
	const mails = await caughtMail();
	const mail = mails.find(({ number }) => String(number) === params.number);
	if (!mail) error(404, 'not_found');
	return new Response(mail.html, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			// It may look as it likes; it may do nothing.
			'content-security-policy':
				"default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'"
		}
	});
};
