import { error } from '@sveltejs/kit';
import { showEuros } from '#lib/features/measures/model.ts';
import { editProposal } from '#lib/features/proposals/queries.ts';
import { editSchema } from '#lib/features/proposals/schema.ts';
import { deniedAsMissing } from '#lib/server/guard.ts';
import { receivePost } from '#lib/server/receive-post.ts';
import { backToProposal, CHANGE_HINTS, readForChange, refuseChange } from '../change.server.ts';
import type { Actions, PageServerLoad } from './$types';

const FIELDS = ['id', 'version', 'title', 'summary', 'body', 'sphere', 'language', 'cost'];

export const load: PageServerLoad = async (event) => {
	const { proposal, day, isOpen } = await readForChange(event, 'edit');
	if (!proposal.is_author) error(404, 'not_found');
	const { cost_cents, id, version, title, summary, body, sphere, language, process } = proposal;
	const cost = cost_cents === null ? '' : showEuros(cost_cents);
	return {
		values: { id, title, summary, body, sphere, language, cost },
		version,
		process,
		day,
		isOpen
	};
};

export const actions: Actions = {
	default: async (event) => {
		const received = await receivePost(event, {
			fields: FIELDS,
			schema: editSchema,
			hints: CHANGE_HINTS,
			write: (db, proposal) =>
				editProposal(db, { ...proposal, id: event.params.id }).catch(deniedAsMissing)
		});
		if (received.refused) {
			const refusal = await refuseChange(event, received.refused, received.status);
			// The same form sent twice is one change.
			const isDone = received.status === 409 && !refusal.data.differences.length;
			return isDone ? backToProposal(event, 'edited') : refusal;
		}
		backToProposal(event, 'edited');
	}
};
