import { fail, redirect } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { allowedOn, berlinDay } from '#lib/features/proposals/phases/model.ts';
import { listProcesses, writeProposal } from '#lib/features/proposals/queries.ts';
import { proposalSchema } from '#lib/features/proposals/schema.ts';
import { route, withQuery } from '#lib/route.ts';
import { requireDistrict } from '#lib/server/districts.ts';
import { deniedAsMissing, requireNamed } from '#lib/server/guard.ts';
import { receivePost } from '#lib/server/receive-post.ts';
import type { Actions, PageServerLoad } from './$types';

const FIELDS = [
	...['id', 'process', 'title', 'summary', 'body', 'sphere', 'language'],
	...['cost', 'place', 'latitude', 'longitude']
];
const HINTS = {
	phase_closed: 'form',
	process_unknown: 'form',
	title_missing: 'title',
	place_outside: 'place'
};

export const load: PageServerLoad = async (event) => {
	requireNamed(event);
	const [{ center, zoom, outline }, all] = await Promise.all([
		requireDistrict(event.params.district),
		listProcesses(event.locals.db, event.params.district)
	]);
	const day = berlinDay(new Date());
	const asked = event.url.searchParams.get('process');
	const processes = all
		.filter((process) => allowedOn(process, day).includes('write'))
		.toSorted((a, b) => Number(b.id === asked) - Number(a.id === asked));
	return {
		processes,
		// Where nothing is collected, what is possible instead.
		closed: processes.length ? null : (all.find((process) => process.is_public) ?? null),
		day,
		id: uuidv7(),
		map: { center, zoom, outline }
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { district } = event.params;
		const { refused, status, written } = await receivePost(event, {
			fields: FIELDS,
			schema: proposalSchema,
			hints: HINTS,
			write: async (db, proposal, photos) => {
				await writeProposal(db, district, proposal, photos).catch(deniedAsMissing);
				return proposal.id;
			}
		}).then((received) => ({ status: 400, written: '', ...received }));
		if (refused) return fail(status, refused);
		const lang = event.locals.language;
		redirect(303, withQuery(route.proposal({ lang, district, id: written }), { done: 'written' }));
	}
};
