import { cached } from '#lib/server/cache.ts';
import { env } from '#lib/server/env.ts';
import type { PageServerLoad } from './$types';

/** Where a click on the contact leads: to a page, or into a mail; plain words lead nowhere. */
const linkOf = (contact: string) =>
	/^(https?:|mailto:)/.test(contact)
		? contact
		: /^\S+@\S+$/.test(contact)
			? `mailto:${contact}`
			: null;

export const load: PageServerLoad = (event) => {
	cached(event);
	const contact = env().CONTACT;
	return { contact: { text: contact.replace(/^mailto:/, ''), href: linkOf(contact) } };
};
