import { readLetter } from '../../features/news/queries.ts';
import type { Json } from '../../db/database.types.ts';
import { shaped, unwrap, type Db } from '../../db/db.ts';
import { FALLBACK_LANGUAGE, isLanguage } from '../../i18n/languages.ts';
import { env } from '../env.ts';
import { reporterMail, type Tidings } from '../mail-texts.ts';
import type { SendMail } from '../mailer.ts';
import { letterMail, pushWords } from './letters.ts';
import type { Waiting } from './outbox.ts';
import { createPusher, type PushTarget, type SendPush } from './push.ts';
import { readVapid, type Vapid } from './vapid.ts';

let vapid: Promise<Vapid | null> | undefined;
const ownVapid = () => (vapid ??= readVapid(env()));

/** The key by which browsers subscribe; null where push is off. */
export const pushKey = async (): Promise<string | null> => (await ownVapid())?.publicKey ?? null;

let pusher: Promise<SendPush | null> | undefined;
const ownPusher = () => (pusher ??= ownVapid().then((keys) => keys && createPusher(keys)));

interface Senders {
	mail: SendMail;
	/** Null where push is off. */
	push: () => Promise<SendPush | null>;
	/** Address of this installation for links. */
	origin: string;
}

/** What sends one entry of the outbox, whatever it is. */
export const senderFor =
	(db: Db, { mail, push, origin }: Senders) =>
	async (waiting: Waiting): Promise<void> => {
		const { kind, recipient, person_id, payload } = waiting;
		const language = isLanguage(waiting.language) ? waiting.language : FALLBACK_LANGUAGE;
		if (kind !== 'news' && kind !== 'digest')
			return mail(
				recipient,
				await reporterMail({ kind, language, payload } as unknown as Tidings, origin)
			);
		const wanted = (payload as { news?: Json }).news ?? [];
		const { news, code } = await readLetter(db, person_id ?? '', wanted, language);
		const [first] = news;
		// Read or hidden meanwhile: there is nothing to say any more.
		if (!first) return;
		if (waiting.channel === 'mail')
			return mail(recipient, await letterMail({ news, language, code, origin, kind }));
		const send = await push();
		const target = shaped<PushTarget | null>(
			unwrap(await db.rpc('push_target', { p_id: recipient }))
		);
		if (!send || !target) return;
		const words = JSON.stringify(await pushWords(first, language));
		if ((await send(target, words)) === 'gone')
			unwrap(await db.rpc('forget_push', { p_id: recipient }));
	};

/** This installation's own ways to send. */
export const ownSenders = (mail: SendMail, origin: string): Senders => ({
	mail,
	push: ownPusher,
	origin
});
