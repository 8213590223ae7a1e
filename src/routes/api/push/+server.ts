import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { dropDevice, keepDevice } from '#lib/features/news/queries.ts';
import { deviceSchema } from '#lib/features/news/schema.ts';
import { isLanguage } from '#lib/i18n/languages.ts';
import { deniedAsMissing } from '#lib/server/guard.ts';
import { pushKey } from '#lib/server/news/sending.ts';
import type { RequestHandler } from './$types';

const done = () => new Response(null, { status: 204 });

/** From now on the signed-in person is told on this device; the body is its subscription and the page's language. */
export const POST: RequestHandler = async ({ request, locals }) => {
	if (!locals.me || !(await pushKey())) error(404, 'not_found');
	const sent = (await request.json().catch(() => null)) as { language?: unknown } | null;
	const device = v.safeParse(deviceSchema, sent);
	if (!device.success) error(400, 'failed');
	const language = isLanguage(sent?.language) ? sent.language : locals.language;
	await keepDevice(locals.db, device.output, language).catch(deniedAsMissing);
	return done();
};

/** No longer. */
export const DELETE: RequestHandler = async ({ request, locals }) => {
	if (!locals.me) error(404, 'not_found');
	const sent = (await request.json().catch(() => null)) as { endpoint?: unknown } | null;
	if (typeof sent?.endpoint !== 'string') error(400, 'failed');
	await dropDevice(locals.db, sent.endpoint);
	return done();
};
