import { caughtMail } from '#lib/server/mail.ts';
import type { PageServerLoad } from './$types';

const SHOWN = 100;

export const load: PageServerLoad = async ({ url }) => {
	const mails = await caughtMail();
	const to = url.searchParams.get('to')?.trim().toLowerCase() ?? '';
	return {
		to,
		mails: mails
			.filter((mail) => !to || mail.to.toLowerCase() === to)
			.slice(0, SHOWN)
			.map(({ number, to, subject, text, language, at }) => ({
				number,
				to,
				subject,
				text,
				language,
				at
			}))
	};
};
