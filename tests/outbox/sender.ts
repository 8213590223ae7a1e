// A process that sends what the outbox holds, as the server's job does, each time it reads a line; to be killed.
import { createInterface } from 'node:readline';
import postgres from 'postgres';
import type { Db } from '../../src/lib/db/db.ts';
import { createMailer } from '../../src/lib/server/mailer.ts';
import { sendDue } from '../../src/lib/server/news/outbox.ts';

const [databaseUrl = '', smtpUrl] = process.argv.slice(2);
const sql = postgres(databaseUrl, { onnotice: () => {}, max: 1 });
await sql`select 1`;

/** Calls a function of the database, as supabase-js would. */
const rpc = async (name: string, given: Record<string, unknown>) => {
	const named = Object.entries(given).filter(([, value]) => value !== undefined);
	const parameters = named.map(([key], index) => `${key} => $${index + 1}`).join(', ');
	const data = await sql.unsafe(
		`select * from public.${name}(${parameters})`,
		named.map(([, value]) => value as string)
	);
	return { data, error: null };
};
const mailer = createMailer({ smtpUrl, from: 'Viertel <v@example.org>', catchIn: null });

process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
	await sendDue(
		{ rpc } as unknown as Pick<Db, 'rpc'>,
		({ recipient, payload }) =>
			mailer(recipient, {
				subject: (payload as { subject: string }).subject,
				text: line,
				html: line,
				language: 'de'
			}),
		(problem) => process.stderr.write(`${problem}\n`)
	);
	process.stdout.write('done\n');
}
