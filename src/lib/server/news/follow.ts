import type { RequestEvent } from '@sveltejs/kit';
import type { Followable } from '../../features/news/model.ts';
import { findFollow, follow, unfollow } from '../../features/news/queries.ts';
import type { Me } from '../../auth/roles.ts';
import type { Db } from '../../db/db.ts';

/** Whether the reader follows this; costs guests, whose pages are kept for all, nothing. */
export const isFollowing = async (
	{ locals }: Pick<RequestEvent, 'locals'>,
	what: Followable,
	id: string
): Promise<boolean> =>
	locals.me ? (await findFollow(locals.db, locals.me.id, what, id)) !== null : false;

/** Follows something or stops it. Doing it once more changes nothing. */
export async function setFollowing(
	db: Db,
	me: Me,
	{ what, id, district }: { what: Followable; id: string; district: string },
	following: boolean
): Promise<void> {
	if (following)
		return follow(db, me.id, {
			district_id: district,
			...(what === 'measure' ? { measure_id: id } : { contribution_id: id })
		} as Parameters<typeof follow>[2]);
	const known = await findFollow(db, me.id, what, id);
	if (known) await unfollow(db, me.id, known);
}
