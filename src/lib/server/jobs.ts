import { unwrap, type Db } from '../db/db.ts';
import { env } from './env.ts';
import { log } from './log.ts';
import { newsMail, type News } from './mail-texts.ts';
import { sendMail } from './mail.ts';
import { removePhoto } from './photos.ts';
import { translateDue } from './translate/job.ts';

const MAIL_EVERY = 2_000;
const TRANSLATE_EVERY = 2_000;
const CLEAN_EVERY = 60 * 60_000;

/** Address of this installation for links in mails: as configured, or where this process listens. */
const origin = (): string => env().PUBLIC_URL ?? `http://localhost:${env().PORT}`;

/** Sends what is due. A mail that fails stays in the outbox and comes again after a growing pause. */
export async function sendDueMail(db: Db): Promise<void> {
	for (const mail of unwrap(await db.rpc('claim_mail', { p_most: 10 }))) {
		let failure: string | undefined;
		try {
			const { kind, language, payload } = mail as unknown as News;
			await sendMail(mail.recipient, await newsMail({ kind, language, payload }, origin()));
		} catch (error) {
			failure = error instanceof Error ? error.message : String(error);
			log.error('mail', failure);
		}
		unwrap(await db.rpc('settle_mail', { p_id: mail.id, p_error: failure }));
	}
}

/** Removes photos whose report never came, addresses that are no longer needed, and accounts that never were one. */
export async function clean(db: Db): Promise<void> {
	for (const id of unwrap(await db.rpc('abandoned_uploads'))) {
		await removePhoto(db, id);
		unwrap(await db.rpc('forget_upload', { p_id: id }));
	}
	unwrap(await db.rpc('forget_contacts'));
	unwrap(await db.rpc('forget_strangers'));
}

/** Runs the jobs for as long as the process lives; each waits for its last run to end. */
export function startJobs(db: Db): void {
	const every = (pause: number, name: string, job: (db: Db) => Promise<void>) => {
		const run = () =>
			job(db)
				.catch((error) => log.error(name, error))
				.finally(() => setTimeout(run, pause).unref());
		setTimeout(run, Math.min(pause, 5_000)).unref();
	};
	every(MAIL_EVERY, 'mail', sendDueMail);
	if (env().TRANSLATION_PROVIDER) every(TRANSLATE_EVERY, 'translation', translateDue);
	every(CLEAN_EVERY, 'clean', clean);
}
