import { error, json } from '@sveltejs/kit';
import { env } from '#lib/server/env.ts';
import { log } from '#lib/server/log.ts';
import { ForgedHook, readHook } from '#lib/server/mail-hook.ts';
import { codeMail } from '#lib/server/mail-texts.ts';
import { sendMail } from '#lib/server/mail.ts';
import type { RequestHandler } from './$types';

/** Where a hosted Supabase hands over its mails, so that people get them from us in their language. */
export const POST: RequestHandler = async ({ request }) => {
	const secret = env().SEND_EMAIL_HOOK_SECRET;
	if (!secret) error(404, 'not_found');
	const wanted = readOrRefuse(secret, await request.text(), request.headers);
	if (wanted) await sendMail(wanted.to, await codeMail(wanted.language, wanted.code));
	return json({});
};

function readOrRefuse(secret: string, body: string, headers: Headers) {
	try {
		return readHook(secret, body, headers);
	} catch (failure) {
		if (failure instanceof ForgedHook) error(401, 'forged');
		log.error('mail hook', failure);
		error(400, 'failed');
	}
}
