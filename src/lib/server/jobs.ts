import { unwrap, type Db } from '../db/db.ts';
import { env } from './env.ts';
import { log } from './log.ts';
import { sendMail } from './mail.ts';
import { sendDue } from './news/outbox.ts';
import { ownSenders, senderFor } from './news/sending.ts';
import { removePhoto } from './photos.ts';
import { translateDue } from './translate/job.ts';

const MAIL_EVERY = 2_000;
const TRANSLATE_EVERY = 2_000;
const NEWS_EVERY = 2_000;
const DIGESTS_EVERY = 60_000;
const CLEAN_EVERY = 60 * 60_000;
const EVENTS_AT_ONCE = 200;

/** Address of this installation for links in mails: as configured, or where this process listens. */
const origin = (): string => env().PUBLIC_URL ?? `http://localhost:${env().PORT}`;

/** Sends what is due. What fails stays in the outbox and comes again after a growing pause. */
export const sendDueMail = (db: Db): Promise<void> =>
	sendDue(db, senderFor(db, ownSenders(sendMail, origin())), (problem) =>
		log.error('mail', problem)
	);

/** Hands on what happened to those who want to hear of it, and writes the mails that are due at once. */
export async function handOn(db: Db): Promise<void> {
	const handled = unwrap(await db.rpc('hand_on_events', { p_most: EVENTS_AT_ONCE }));
	if (handled) await writeMail(db);
	if (handled === EVENTS_AT_ONCE) await handOn(db);
}

/** Writes the mails that are due at this moment; `moment` is another one only where the demo looks ahead. */
export const writeMail = async (db: Db, moment?: Date): Promise<number> =>
	unwrap(await db.rpc('write_mail', { p_moment: moment?.toISOString() }));

/** Removes photos whose report never came, addresses and news that are no longer needed, and accounts that never were one. */
export async function clean(db: Db): Promise<void> {
	for (const id of unwrap(await db.rpc('abandoned_uploads'))) {
		await removePhoto(db, id);
		unwrap(await db.rpc('forget_upload', { p_id: id }));
	}
	unwrap(await db.rpc('forget_contacts'));
	unwrap(await db.rpc('forget_strangers'));
	unwrap(await db.rpc('tidy_news'));
}

/** Runs the jobs for as long as the process lives; each waits for its last run to end. */
export function startJobs(db: Db): void {
	const every = (pause: number, name: string, job: (db: Db) => Promise<unknown>) => {
		const run = () =>
			job(db)
				.catch((error) => log.error(name, error))
				.finally(() => setTimeout(run, pause).unref());
		setTimeout(run, Math.min(pause, 5_000)).unref();
	};
	every(MAIL_EVERY, 'mail', sendDueMail);
	if (env().TRANSLATION_PROVIDER) every(TRANSLATE_EVERY, 'translation', translateDue);
	every(NEWS_EVERY, 'news', handOn);
	every(DIGESTS_EVERY, 'digests', (own) => writeMail(own));
	every(CLEAN_EVERY, 'clean', clean);
}
