import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import * as v from 'valibot';
import { FALLBACK_LANGUAGE, isLanguage, type Language } from '../i18n/languages.ts';

/** Why Supabase writes to somebody, where a code of ours is the answer. */
const WITH_CODE = ['signup', 'magiclink', 'email', 'recovery', 'reauthentication'];

const payloadSchema = v.object({
	user: v.object({
		email: v.string(),
		user_metadata: v.nullish(v.object({ language: v.optional(v.unknown()) }))
	}),
	email_data: v.object({ token: v.optional(v.string(), ''), email_action_type: v.string() })
});

export interface CodeRequest {
	to: string;
	code: string;
	language: Language;
}

/** Thrown for a post that does not come from our Supabase, or that is older than five minutes. */
export class ForgedHook extends Error {}

/**
 * Reads what Supabase's "send email" hook posts, signed as standardwebhooks.com describes with a secret
 * `v1,whsec_…`. Null for a mail that is none with a code. Throws `ForgedHook`.
 */
export function readHook(secret: string, body: string, headers: Headers): CodeRequest | null {
	const { user, email_data } = v.parse(payloadSchema, verified(secret, body, headers));
	if (!email_data.token || !WITH_CODE.includes(email_data.email_action_type)) return null;
	const language = user.user_metadata?.language;
	return {
		to: user.email,
		code: email_data.token,
		language: isLanguage(language) ? language : FALLBACK_LANGUAGE
	};
}

function verified(secret: string, body: string, headers: Headers): unknown {
	try {
		return new Webhook(secret.replace(/^v1,/, '')).verify(body, Object.fromEntries(headers));
	} catch (failure) {
		if (failure instanceof WebhookVerificationError) throw new ForgedHook(failure.message);
		throw failure;
	}
}
