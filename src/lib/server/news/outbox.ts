import type { Db } from '../../db/db.ts';
import { unwrap } from '../../db/db.ts';
import type { Json } from '../../db/database.types.ts';

/** What `claim_mail()` gives: one mail or push that is due, to this caller alone. */
export interface Waiting {
	id: number;
	channel: string;
	kind: string;
	/** A mail address, or the id of a device. */
	recipient: string;
	language: string;
	person_id: string | null;
	payload: Json;
}

/** Thrown for what would fail again however often it were tried. */
export class GivenUp extends Error {}

const BATCH = 10;
/**
 * What is claimed is this process's for ten minutes (`private.claim_mail()`). Beyond half of them it sends no more of
 * it: the rest of a batch then waits for whoever claims it next, and nobody sends what another is sending.
 */
const LEASE_USED = 5 * 60_000;

/**
 * Sends all that is due, one after another, noting each at once: a process that is killed has sent at most the one
 * that it was just sending, which alone comes twice.
 */
export async function sendDue(
	db: Pick<Db, 'rpc'>,
	send: (waiting: Waiting) => Promise<void>,
	onproblem: (problem: string) => void,
	clock: () => number = () => performance.now()
): Promise<void> {
	for (;;) {
		const claimedAt = clock();
		const batch = unwrap(await db.rpc('claim_mail', { p_most: BATCH })) as Waiting[];
		for (const waiting of batch) {
			if (clock() - claimedAt > LEASE_USED) return;
			const problem = await failureOf(() => send(waiting));
			if (problem) onproblem(problem.message);
			unwrap(
				await db.rpc('settle_mail', {
					p_id: waiting.id,
					p_error: problem?.message,
					p_for_good: problem instanceof GivenUp
				})
			);
		}
		if (batch.length < BATCH) return;
	}
}

async function failureOf(work: () => Promise<void>): Promise<Error | null> {
	try {
		await work();
		return null;
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	}
}
