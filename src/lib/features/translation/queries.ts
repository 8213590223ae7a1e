import { shaped, unwrap, type Db } from '../../db/db.ts';
import { pageOf, type Cursor, type Page } from '../../db/page.ts';
import type { Language } from '../../i18n/languages.ts';
import { readTexts } from '../../i18n/texts.ts';
import type { StaffText, TranslationPage, TranslationState } from './model.ts';
import type { CheckedTranslation } from './schema.ts';

const PAGE_SIZE = 30;

/** A contribution with its translation into a language; null where the reader may not see it. */
export const readTranslation = async (
	db: Db,
	district: string,
	contribution: string,
	language: Language
): Promise<TranslationPage | null> =>
	shaped(
		unwrap(
			await db.rpc('translation_page', {
				p_district: district,
				p_contribution: contribution,
				p_language: language
			})
		)
	);

/**
 * Writes a person's translation. Throws a `DbError` with the hint `locked`, `version_old` (somebody wrote
 * meanwhile), `same_language` or `too_many`.
 */
export const saveTranslation = async (
	db: Db,
	contribution: string,
	translation: CheckedTranslation
): Promise<void> =>
	unwrap(await db.rpc('save_translation', { p_translation: { ...translation, contribution } }));

/** Keeps a translation from being changed by anybody but staff, or lets it be changed again. */
export const lockTranslation = async (
	db: Db,
	contribution: string,
	language: Language,
	on: boolean
): Promise<void> =>
	unwrap(
		await db.rpc('lock_translation', {
			p_contribution: contribution,
			p_language: language,
			p_on: on
		})
	);

/** Says which language a contribution is really in. What machines made of it goes. */
export const setLanguage = async (
	db: Db,
	contribution: string,
	language: Language
): Promise<void> =>
	unwrap(await db.rpc('set_language', { p_contribution: contribution, p_language: language }));

export const readState = async (db: Db, district: string): Promise<TranslationState> =>
	shaped(unwrap(await db.rpc('translation_state', { p_district: district })));

/** Measures and processes of a district, the last changed first, with the languages they lack. */
export async function listStaffTexts(
	db: Db,
	district: string,
	after: Cursor | null
): Promise<Page<StaffText>> {
	const rows = unwrap(
		await db.rpc('staff_texts', {
			p_district: district,
			p_before: after?.at,
			p_before_id: after?.id,
			p_limit: PAGE_SIZE + 1
		})
	);
	const page = pageOf(rows, PAGE_SIZE, ({ edited_at, id }) => ({ at: edited_at, id }));
	return {
		...page,
		entries: page.entries.map((row) => ({
			...row,
			kind: row.kind as StaffText['kind'],
			title: readTexts(row.title),
			missing: row.missing as Language[],
			outdated: row.outdated as Language[]
		}))
	};
}
