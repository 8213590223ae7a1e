import type { Place } from '#lib/features/forum/model.ts';
import { route, withQuery } from '#lib/route.ts';

/**
 * The page on which a contribution is read; a reply's number makes it the page of the thread with that reply.
 * `sent` is the name of a draft that has arrived.
 */
export function addressOf(
	lang: string,
	district: string,
	{ kind, id, number }: Place,
	sent?: string
): string {
	const page = route[kind]({ lang, district, id });
	if (number === null) return withQuery(page, { sent });
	return `${withQuery(page, { at: String(number), sent })}#r${number}`;
}
