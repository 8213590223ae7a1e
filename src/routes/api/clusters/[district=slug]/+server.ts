import { error, json } from '@sveltejs/kit';
import { readFilter } from '#lib/features/reports/model.ts';
import { listClusters } from '#lib/features/reports/queries.ts';
import { cached } from '#lib/server/cache.ts';
import type { RequestHandler } from './$types';

/** Pins of the visible part of the map: `?box=west,south,east,north&zoom=14` and the filters of the list. */
export const GET: RequestHandler = async (event) => {
	const { searchParams } = event.url;
	const [west, south, east, north] = (searchParams.get('box') ?? '').split(',').map(Number);
	const zoom = Number(searchParams.get('zoom'));
	if (
		![west, south, east, north].every((side) => Number.isFinite(side)) ||
		!Number.isInteger(zoom) ||
		zoom < 1 ||
		zoom > 22
	)
		error(400, 'failed');
	cached(event);
	const box = { west: west ?? 0, south: south ?? 0, east: east ?? 0, north: north ?? 0 };
	return json(
		await listClusters(event.locals.db, event.params.district, box, zoom, readFilter(searchParams))
	);
};
