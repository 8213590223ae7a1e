import { readCursor } from '#lib/db/page.ts';
import { readProposalFilter, readSupportCursor } from '#lib/features/proposals/model.ts';
import { allowedOn, berlinDay } from '#lib/features/proposals/phases/model.ts';
import { readBoard } from '#lib/features/proposals/queries.ts';
import { cached } from '#lib/server/cache.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	cached(event);
	const { searchParams } = event.url;
	const filter = readProposalFilter(searchParams);
	const after =
		filter.order === 'supports' ? readSupportCursor(searchParams) : readCursor(searchParams);
	const board = await readBoard(event.locals.db, event.params.district, filter, {
		reader: event.locals.language,
		after
	});
	const day = berlinDay(new Date());
	const mayWrite = allowedOn(board.process, day).includes('write');
	return { ...board, filter, day, mayWrite, isFirst: !after };
};
