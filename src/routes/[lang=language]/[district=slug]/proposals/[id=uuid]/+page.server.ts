import { error } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { can } from '#lib/auth/roles.ts';
import { allowedOn, berlinDay } from '#lib/features/proposals/phases/model.ts';
import { readProposal } from '#lib/features/proposals/queries.ts';
import { cached } from '#lib/server/cache.ts';
import { requireDistrict } from '#lib/server/districts.ts';
import { shownProposal } from '#lib/server/proposal-view.ts';
import { deeds } from './deeds.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Talk before this number (`?before=`). */
const readBefore = (search: URLSearchParams): number | null => {
	const before = search.get('before') ?? '';
	return /^[1-9]\d{0,8}$/.test(before) ? Number(before) : null;
};

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	const { db, language, me } = event.locals;
	const before = readBefore(event.url.searchParams);
	const manyArguments = event.url.searchParams.get('arguments') === 'all';
	const proposal = await readProposal(db, district, id, language, { before, manyArguments });
	if (!proposal) error(404, 'not_found');
	cached(event);
	const { outline } = await requireDistrict(district);
	const day = berlinDay(new Date());
	return {
		proposal: shownProposal(proposal, language),
		day,
		before,
		allowed: proposal.state === 'public' ? allowedOn(proposal.process, day) : [],
		mayManage: can(me, 'moderate', district),
		isGuest: !me,
		// One for each form, so that sending it twice is one remark.
		ids: { for: uuidv7(), against: uuidv7(), talk: uuidv7() },
		done: event.url.searchParams.get('done'),
		map: { outline }
	};
};

export const actions: Actions = deeds;
