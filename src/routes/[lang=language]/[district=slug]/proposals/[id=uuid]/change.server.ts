import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Wording } from '#lib/features/proposals/model.ts';
import { allowedOn, berlinDay, type Deed } from '#lib/features/proposals/phases/model.ts';
import { readProposal } from '#lib/features/proposals/queries.ts';
import { route, withQuery } from '#lib/route.ts';
import { requireNamed } from '#lib/server/guard.ts';
import { wordingDifferences } from '#lib/server/proposal-view.ts';
import { cleanText } from '#lib/i18n/texts.ts';
import type { RefusedPost } from '#lib/server/receive-post.ts';

type Event = RequestEvent<{ district: string; id: string }>;

/** Hints of the database when a proposal is changed or a change suggested, with the field each is about. */
export const CHANGE_HINTS = {
	phase_closed: 'form',
	title_missing: 'title',
	nothing_changed: 'form'
};

/** The proposal to be changed, for somebody with a name, and whether the phase lets them. */
export async function readForChange(event: Event, deed: Deed) {
	requireNamed(event);
	const { district, id } = event.params;
	const proposal = await readProposal(event.locals.db, district, id, event.locals.language);
	if (!proposal) error(404, 'not_found');
	const day = berlinDay(new Date());
	const isOpen = proposal.state === 'public' && allowedOn(proposal.process, day).includes(deed);
	return { proposal, day, isOpen };
}

const typed = (values: RefusedPost['values']): Wording => ({
	title: cleanText(values.title ?? ''),
	summary: cleanText(values.summary ?? ''),
	body: cleanText(values.body ?? '')
});

/** The form again with what was typed; where the proposal was changed meanwhile, with what is different now. */
export async function refuseChange(event: Event, refused: RefusedPost, status: number) {
	const { district, id } = event.params;
	const isOld = refused.errors.form === 'version_old';
	const present = isOld
		? await readProposal(event.locals.db, district, id, event.locals.language)
		: null;
	const differences = present ? wordingDifferences(present, typed(refused.values)) : [];
	return fail(status, { ...refused, differences });
}

/** The proposal's page, saying what was done. */
export function backToProposal(event: Event, done: string): never {
	const { district, id } = event.params;
	const page = route.proposal({ lang: event.locals.language, district, id });
	redirect(303, withQuery(page, { done }));
}
