import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { error } from '@sveltejs/kit';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { env } from './env.ts';

const MINUTE = 60;
/** What is limited: so many times in so many seconds for one key. */
const LIMITS = {
	/** Sign-in mails to one mailbox; key: its address. */
	signInMail: { points: 5, duration: 10 * MINUTE },
	/** Sign-in mails asked for from one place; key: network address. */
	signInMailFrom: { points: 30, duration: 10 * MINUTE },
	/** Codes and passwords tried for one account; key: its mail address. */
	signInCode: { points: 8, duration: 10 * MINUTE },
	/** Codes and passwords tried from one place; key: network address. */
	signInCodeFrom: { points: 60, duration: 10 * MINUTE },
	/** Reports of guests; key: network address. */
	guestReport: { points: 30, duration: 60 * MINUTE },
	/** Follow-up codes looked up; key: network address. */
	followCode: { points: 60, duration: 10 * MINUTE },
	/** Mail stopped by a code; key: network address. Mail providers stop it for many people from one. */
	unsubscribe: { points: 600, duration: 10 * MINUTE },
	/** Searches of pages that were not kept; key: network address. */
	search: { points: 120, duration: 10 * MINUTE },
	/** Looks for what resembles a text while it is written; key: network address. */
	similar: { points: 400, duration: 10 * MINUTE }
} as const satisfies Record<string, { points: number; duration: number }>;

export type Limit = keyof typeof LIMITS;

/** One household has a whole /64 of IPv6; its addresses count as one. Everything else is its own key. */
export function networkOf(key: string): string {
	const address = key.replace(/^::ffff:(?=\d+\.)/i, '');
	if (!isIPv6(address)) return address;
	const [head = '', tail] = address.replace(/%.*$/, '').split('::');
	const groups = (text: string | undefined) => (text ? text.split(':') : []);
	const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
	const all = [...groups(head), ...Array<string>(Math.max(0, missing)).fill('0'), ...groups(tail)];
	return `${all
		.slice(0, 4)
		.map((group) => parseInt(group, 16).toString(16))
		.join(':')}::/64`;
}

/** Counters in this process's memory. `factor` multiplies every limit. */
export function createLimits(factor: number) {
	// Keys are mail and network addresses: kept only as hashes, and only as long as a window lasts.
	const salt = randomBytes(32);
	const hash = (key: string) =>
		createHmac('sha256', salt).update(networkOf(key).toLowerCase()).digest('base64url');
	const counters = new Map(
		Object.entries(LIMITS).map(([kind, { points, duration }]) => [
			kind,
			new RateLimiterMemory({
				keyPrefix: kind,
				points: Math.max(1, Math.round(points * factor)),
				duration
			})
		])
	);

	return async (kind: Limit, key: string): Promise<boolean> => {
		try {
			await counters.get(kind)?.consume(hash(key));
			return true;
		} catch (refusal) {
			if (refusal instanceof RateLimiterRes) return false;
			throw refusal;
		}
	};
}

let limits: ReturnType<typeof createLimits> | undefined;
/** Counts one use; false when there have been too many. For forms that say so themselves. */
export const withinLimit = (kind: Limit, key: string): Promise<boolean> =>
	(limits ??= createLimits(env().RATE_LIMIT_FACTOR))(kind, key);

/** Counts one use. Throws the page "too many attempts" (429). */
export async function limited(kind: Limit, key: string): Promise<void> {
	if (!(await withinLimit(kind, key))) error(429, 'too_many');
}
