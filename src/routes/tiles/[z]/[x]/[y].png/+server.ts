import { error } from '@sveltejs/kit';
import { join } from 'node:path';
import { boxOf } from '#lib/map/geo.ts';
import { districts } from '#lib/server/districts.ts';
import { env } from '#lib/server/env.ts';
import { log } from '#lib/server/log.ts';
import { createTiles } from '#lib/server/tiles.ts';
import type { RequestHandler } from './$types';

let tiles: ReturnType<typeof createTiles> | undefined;
function openTiles() {
	const { TILE_URL, TILE_CACHE_MB, VIERTEL_DATA, CONTACT } = env();
	return createTiles({
		url: TILE_URL,
		folder: join(VIERTEL_DATA, 'tiles'),
		maxBytes: TILE_CACHE_MB * 1_000_000,
		userAgent: `Viertel (+${CONTACT})`,
		boxes: async () => (await districts()).map(({ outline }) => boxOf(outline)),
		onproblem: (reason) =>
			log.info(`Map tiles: ${new URL(TILE_URL).host} cannot be used now (${reason})`)
	});
}

/** A tile of the map's background, from our own folder or fetched for it. */
export const GET: RequestHandler = async ({ params: { z, x, y }, request }) => {
	tiles ??= openTiles();
	const tile = await tiles(z, x, y);
	if (tile.kind === 'outside') error(404, 'not_found');
	// No picture, but nothing wrong either: a browser would complain about a 404 for every tile.
	if (tile.kind === 'missing')
		return new Response(null, { status: 204, headers: { 'cache-control': 'public, max-age=60' } });
	const headers = { 'cache-control': `public, max-age=${tile.maxAge}`, etag: tile.etag };
	if (request.headers.get('if-none-match') === tile.etag)
		return new Response(null, { status: 304, headers });
	return new Response(tile.bytes, { headers: { ...headers, 'content-type': tile.type } });
};
