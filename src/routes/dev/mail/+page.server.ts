import { error, redirect } from '@sveltejs/kit';
import { route } from '#lib/route.ts';
import { handOn, sendDueMail, writeMail } from '#lib/server/jobs.ts';
import { caughtMail, isCaught } from '#lib/server/mail.ts';
import { serverDb } from '#lib/server/supabase.ts';
import type { Actions, PageServerLoad } from './$types';

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

/** A morning on which daily and weekly digests are due, whatever the day and hour are now. */
function nextMonday(): Date {
	const day = new Date();
	day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7 || 7));
	day.setUTCHours(10, 0, 0, 0);
	return day;
}

export const actions: Actions = {
	/** Nobody trying the demo waits for Monday. */
	digests: async () => {
		if (!isCaught()) error(404, 'not_found');
		const db = await serverDb();
		await handOn(db);
		await writeMail(db, nextMonday());
		await sendDueMail(db);
		redirect(303, route.caughtMails());
	}
};
