import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { Agent } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { sendNotification, WebPushError } from 'web-push';
import { GivenUp } from './outbox.ts';
import type { Vapid } from './vapid.ts';

/** Where a device takes its pushes, as `push_target()` tells. */
export interface PushTarget {
	endpoint: string;
	p256dh: string;
	auth: string;
}

/** `gone`: the push service no longer knows the device. Throws when it may work later, and `GivenUp` when it never will. */
export type SendPush = (target: PushTarget, payload: string) => Promise<'sent' | 'gone'>;

/** A day: older news are read in the list. */
const KEEP_FOR = 24 * 60 * 60;
const TIMEOUT = 10_000;

/** Networks that are nobody's push service: our own, above all. */
const PRIVATE = new BlockList();
for (const [network, bits] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['224.0.0.0', 3]
] as const)
	PRIVATE.addSubnet(network, bits);
for (const [network, bits] of [
	['::', 96],
	['64:ff9b::', 96],
	['fc00::', 7],
	['fe80::', 10],
	['ff00::', 8]
] as const)
	PRIVATE.addSubnet(network, bits, 'ipv6');

export const isPrivateAddress = (address: string): boolean =>
	PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

type Found = (error: Error | null, address?: string | LookupAddress[], family?: number) => void;

/** Looks a name up, and refuses one that leads into a private network: anybody may name an endpoint. */
export function lookupPublic(host: string, options: LookupOptions, found: Found): void {
	lookup(host, { ...options, all: true }, (error, addresses) => {
		const first = addresses?.[0];
		if (error || !first) return found(error ?? new Error(`${host} has no address`));
		if (addresses.some(({ address }) => isPrivateAddress(address)))
			return found(new Error(`${host} is in a private network`));
		if (options.all) found(null, addresses);
		else found(null, first.address, first.family);
	});
}

/** Sends encrypted pushes. `agent` is another one only in tests, whose push service has an address of this machine. */
export function createPusher(
	vapid: Vapid,
	agent = new Agent({ lookup: lookupPublic as never })
): SendPush {
	return async ({ endpoint, p256dh, auth }, payload) => {
		try {
			await sendNotification({ endpoint, keys: { p256dh, auth } }, payload, {
				vapidDetails: vapid,
				contentEncoding: 'aes128gcm',
				TTL: KEEP_FOR,
				timeout: TIMEOUT,
				agent
			});
			return 'sent';
		} catch (error) {
			if (!(error instanceof WebPushError)) throw error;
			const { statusCode } = error;
			if (statusCode === 404 || statusCode === 410) return 'gone';
			const said = `the push service answered ${statusCode}`;
			// Too many, and whatever is its own fault, may go better later.
			if (statusCode >= 400 && statusCode < 500 && statusCode !== 429 && statusCode !== 408)
				throw new GivenUp(said);
			throw new Error(said);
		}
	};
}
