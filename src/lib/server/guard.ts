import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { can, type Me, type Permission } from '../auth/roles.ts';
import { DbError } from '../db/db.ts';
import { route, withQuery } from '../route.ts';

/** The signed-in person; a guest is sent to sign in and comes back to the same page. */
export function requireMe(event: Pick<RequestEvent, 'locals' | 'url'>): Me {
	if (!event.locals.me)
		redirect(
			303,
			withQuery(route.signIn({ lang: event.locals.language }), {
				next: event.url.pathname + event.url.search
			})
		);
	return event.locals.me;
}

/** A person with a name for others to see; everybody else signs in or chooses one first, and comes back. */
export function requireNamed(event: Pick<RequestEvent, 'locals' | 'url'>): Me {
	const me = requireMe(event);
	if (!me.profile)
		redirect(
			303,
			withQuery(route.welcome({ lang: event.locals.language }), {
				next: event.url.pathname + event.url.search
			})
		);
	return me;
}

/**
 * Staff who may do this in this district. Everybody else gets "not found", so that nobody learns
 * which districts and pages there are. The policies decide again; this only spares the page.
 */
export function requirePermission(
	event: Pick<RequestEvent, 'locals' | 'url'>,
	permission: Permission,
	district: string
): Me {
	const me = requireMe(event);
	if (!can(me, permission, district)) error(404, 'not_found');
	return me;
}

/** Makes a page of this installation out of `next`; anything that leads elsewhere becomes null. */
export function safeNext(next: string | null): string | null {
	if (!next?.startsWith('/') || /^\/[/\\]/.test(next) || /[\\\s]/.test(next)) return null;
	return new URL(next, 'http://here.invalid').host === 'here.invalid' ? next : null;
}

/** Turns what the database refused into the page's answer: 404 for what one may not see, the rest is a fault. */
export function deniedAsMissing(failure: unknown): never {
	if (failure instanceof DbError && failure.isDenied) error(404, 'not_found');
	throw failure;
}
