import { readCursor } from '#lib/db/page.ts';
import { isSphere } from '#lib/features/districts/model.ts';
import { listTopics } from '#lib/features/forum/queries.ts';
import { cached } from '#lib/server/cache.ts';
import { shownCard } from '#lib/server/thread-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	cached(event);
	const { searchParams } = event.url;
	const named = searchParams.get('sphere');
	const sphere = isSphere(named) ? named : null;
	const after = readCursor(searchParams);
	const { db, language } = event.locals;
	const board = await listTopics(db, event.params.district, language, { sphere, after });
	return {
		pinned: board.pinned.map(shownCard),
		entries: board.entries.map(shownCard),
		next: board.next,
		sphere,
		isFirst: !after
	};
};
