import {
	sequence,
	type Handle,
	type HandleServerError,
	type ServerInit
} from '@sveltejs/kit/hooks';
import { chooseLanguage, writeLanguage } from '#lib/server/language.ts';
import { log, redactDatabaseErrors } from '#lib/server/log.ts';
import { protect } from '#lib/server/headers.ts';
import { startJobs } from '#lib/server/jobs.ts';
import { recognise } from '#lib/server/session.ts';
import { serverDb, startDatabase, stopDatabase } from '#lib/server/supabase.ts';

export const init: ServerInit = async () => {
	redactDatabaseErrors();
	await startDatabase();
	// Sent by the server (server/index.ts) when it has answered its last request.
	process.once('sveltekit:shutdown', () => void stopDatabase().then(() => process.exit()));
	startJobs(await serverDb());
};

export const handle: Handle = sequence(protect, chooseLanguage, recognise, writeLanguage);

export const handleError: HandleServerError = ({ kind, error, event }) => {
	if (kind !== 'unknown') return;
	log.error(`${event.request.method} ${event.route.id ?? event.url.pathname}`, error);
	return { message: 'failed' };
};
