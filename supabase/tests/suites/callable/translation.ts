import { everyone, nobody, people, server, type Callable } from './roles.ts';

export const TRANSLATION: Callable = {
	'public.claim_translations': server,
	'public.count_characters': server,
	'public.keep_texts': server,
	'public.known_texts': server,
	'public.lock_translation': people,
	'public.request_translations': server,
	'public.save_translation': people,
	'public.set_language': people,
	'public.settle_translation': server,
	'public.staff_texts': people,
	'public.translation_page': everyone,
	'public.translation_state': people,

	'private.all_languages': nobody,
	'private.claim_translations': server,
	'private.count_characters': server,
	'private.forget_machine_translations': nobody,
	'private.keep_texts': server,
	'private.keep_translation': nobody,
	'private.known_texts': server,
	'private.lock_translation': people,
	'private.note_text_ages': nobody,
	'private.request_translations': server,
	'private.save_translation': people,
	'private.set_language': people,
	'private.settle_translation': server,
	'private.staff_texts': people,
	'private.translation_state': people
};
