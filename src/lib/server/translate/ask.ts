import { unwrap } from '../../db/db.ts';
import { isOutdated, type Spoken } from '../../features/translation/model.ts';
import type { Language } from '../../i18n/languages.ts';
import { env } from '../env.ts';
import { log } from '../log.ts';
import { serverDb } from '../supabase.ts';
import { providerOf } from './providers.ts';

/** A contribution as a page shows it. */
export type Shown = Pick<Spoken, 'language' | 'version' | 'translation'> & { id: string };

const AGAIN_AFTER = 10 * 60_000;
const MOST = 5_000;
/** What this process has asked for lately, so that a page read often asks once. */
const asked = new Map<string, number>();

function isNew(key: string): boolean {
	const now = Date.now();
	if (now - (asked.get(key) ?? -Infinity) < AGAIN_AFTER) return false;
	asked.delete(key);
	asked.set(key, now);
	const [oldest] = asked.keys();
	if (asked.size > MOST && oldest !== undefined) asked.delete(oldest);
	return true;
}

/**
 * Notes which of a page's contributions its reader would need a translation of; a job makes them, for the next
 * reader. Returns at once and never throws. Give it what is public: anything else is left out by the database.
 */
export function askForTranslations(shown: readonly Shown[], reader: Language): void {
	const provider = providerOf(env());
	if (!provider) return;
	const ids = shown
		.filter(
			(one) =>
				provider.speaks(one.language, reader) &&
				(!one.translation || (one.translation.origin === 'machine' && isOutdated(one))) &&
				isNew(`${one.id} ${one.version} ${one.language} ${reader}`)
		)
		.map(({ id }) => id);
	if (!ids.length) return;
	serverDb()
		.then((db) => db.rpc('request_translations', { p_ids: ids, p_language: reader }))
		.then(unwrap)
		.catch((failure: unknown) => log.error('translation', failure));
}
