import { error } from '@sveltejs/kit';
import { can } from '#lib/auth/roles.ts';
import { draftOf, languagesFor, type TranslationPage } from '#lib/features/translation/model.ts';
import { readTranslation } from '#lib/features/translation/queries.ts';
import { isLanguage, LANGUAGE_CODES } from '#lib/i18n/languages.ts';
import { askForTranslations } from '#lib/server/translate/ask.ts';
import { viewOf } from '#lib/server/spoken.ts';
import { language, lock, save } from './write.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, me, language: reader } = locals;
	const asked = url.searchParams.get('language');
	const wanted = isLanguage(asked) ? asked : reader;
	let page = await readTranslation(db, params.district, params.id, wanted);
	if (!page) error(404, 'not_found');
	const offered = languagesFor(page.language, reader, LANGUAGE_CODES);
	// Nothing to translate into its own language: another one, whichever there is something in.
	const into = wanted === page.language ? (page.languages[0] ?? offered[0] ?? 'en') : wanted;
	if (into !== wanted) page = await readTranslation(db, params.district, params.id, into);
	if (!page) error(404, 'not_found');
	if (page.state === 'public') askForTranslations([page], into);
	return {
		page: { ...page, view: viewOf(page satisfies TranslationPage, into) },
		into,
		offered,
		draft: draftOf(page, into),
		mayWrite: Boolean(me?.profile),
		mayModerate: can(me, 'moderate', params.district)
	};
};

export const actions: Actions = { save, lock, language };
