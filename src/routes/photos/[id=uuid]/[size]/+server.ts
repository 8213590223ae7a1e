import { error } from '@sveltejs/kit';
import { readCode } from '#lib/features/reports/model.ts';
import { followReport, maySeePhoto } from '#lib/features/reports/queries.ts';
import { PHOTO_SIZES, readPhoto, type PhotoSize } from '#lib/server/photos.ts';
import { serverDb } from '#lib/server/supabase.ts';
import type { RequestHandler } from './$types';

const isSize = (size: string): size is PhotoSize => Object.hasOwn(PHOTO_SIZES, size);

/** A photo, for whoever may read the contribution it belongs to, or holds its code (`?code=`). */
export const GET: RequestHandler = async ({ params: { id, size }, url, locals, setHeaders }) => {
	if (!isSize(size)) error(404, 'not_found');
	const code = readCode(url.searchParams.get('code') ?? '');
	const seen =
		(await maySeePhoto(locals.db, id)) ||
		(code && (await followReport(locals.db, code))?.photos.some((photo) => photo.id === id));
	const photo = seen ? await readPhoto(await serverDb(), id, size) : null;
	if (!photo) error(404, 'not_found');
	setHeaders({
		'content-type': 'image/webp',
		'cache-control': code || locals.me ? 'private, max-age=600' : 'public, max-age=600'
	});
	return new Response(photo);
};
