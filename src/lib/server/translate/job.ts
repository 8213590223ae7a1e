import { unwrap, type Db } from '../../db/db.ts';
import { isLanguage } from '../../i18n/languages.ts';
import { env } from '../env.ts';
import { log } from '../log.ts';
import { providerOf, TranslationError, type Provider } from './providers.ts';
import { translateAll, type Memory } from './translate.ts';

const AT_ONCE = 5;

const memoryOf = (
	db: Db,
	languages: { p_source: string; p_target: string; p_provider: string },
	most: number
): Memory => ({
	known: async (p_hashes) => {
		const rows = unwrap(await db.rpc('known_texts', { p_hashes, ...languages }));
		return new Map(rows.map(({ hash, text }) => [hash, text]));
	},
	keep: async (texts) =>
		unwrap(await db.rpc('keep_texts', { p_texts: Object.fromEntries(texts), ...languages })),
	count: async (p_number) => unwrap(await db.rpc('count_characters', { p_number, p_most: most }))
});

/** Makes the translations that readers are waiting for, at most `most` characters a month. */
export async function makeTranslations(db: Db, provider: Provider, most: number): Promise<void> {
	for (const due of unwrap(await db.rpc('claim_translations', { p_most: AT_ONCE }))) {
		const at = { p_contribution: due.contribution, p_language: due.target };
		try {
			const { source, target, version } = due;
			if (!isLanguage(source) || !isLanguage(target) || !provider.speaks(source, target))
				throw new TranslationError('unknown_language');
			const texts: Record<string, string> = { body: due.body };
			if (due.title) texts.title = due.title;
			if (due.summary) texts.summary = due.summary;
			const made = await translateAll(
				texts,
				{ source, target },
				{
					provider,
					names: due.names,
					memory: memoryOf(
						db,
						{ p_source: source, p_target: target, p_provider: provider.name },
						most
					)
				}
			);
			unwrap(
				await db.rpc('settle_translation', {
					...at,
					p_made: { ...made, source, version, provider: provider.name }
				})
			);
		} catch (failure) {
			const reason = failure instanceof TranslationError ? failure.reason : 'failed';
			// The database's words may repeat what somebody wrote; the reason of a provider does not.
			log.error('translation', reason);
			unwrap(await db.rpc('settle_translation', { ...at, p_error: reason }));
		}
	}
}

/** The job: does nothing where the settings name no provider. */
export async function translateDue(db: Db): Promise<void> {
	const settings = env();
	const provider = providerOf(settings);
	if (provider) await makeTranslations(db, provider, settings.TRANSLATION_MONTHLY_CHARACTERS);
}
