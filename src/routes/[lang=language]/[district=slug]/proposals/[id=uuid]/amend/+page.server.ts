import { uuidv7 } from 'uuidv7';
import { suggestAmendment } from '#lib/features/proposals/queries.ts';
import { amendmentSchema } from '#lib/features/proposals/schema.ts';
import { deniedAsMissing } from '#lib/server/guard.ts';
import { receivePost } from '#lib/server/receive-post.ts';
import { backToProposal, CHANGE_HINTS, readForChange, refuseChange } from '../change.server.ts';
import type { Actions, PageServerLoad } from './$types';

const FIELDS = ['id', 'version', 'title', 'summary', 'body', 'reason'];

export const load: PageServerLoad = async (event) => {
	const { proposal, day, isOpen } = await readForChange(event, 'amend');
	const { id, version, title, summary, body, language, process } = proposal;
	return {
		proposal: { id, version, language },
		values: { title, summary, body },
		amendment: uuidv7(),
		process,
		day,
		isOpen
	};
};

export const actions: Actions = {
	default: async (event) => {
		const received = await receivePost(event, {
			fields: FIELDS,
			schema: amendmentSchema,
			hints: CHANGE_HINTS,
			write: (db, amendment) =>
				suggestAmendment(db, event.params.id, amendment).catch(deniedAsMissing)
		});
		if (received.refused) return refuseChange(event, received.refused, received.status);
		backToProposal(event, 'suggested');
	}
};
