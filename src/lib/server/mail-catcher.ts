import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail } from './mail-texts.ts';

/** A mail that was not sent but kept, to be read at `/dev/mail`. */
export interface CaughtMail extends Mail {
	/** Its place in the order of arrival, from 1. */
	number: number;
	to: string;
	/** ISO time. */
	at: string;
}

const fileIn = (folder: string) => join(folder, 'mail.jsonl');

export async function keepMail(folder: string, to: string, mail: Mail): Promise<void> {
	const kept: Omit<CaughtMail, 'number'> = { ...mail, to, at: new Date().toISOString() };
	await mkdir(folder, { recursive: true });
	await appendFile(fileIn(folder), `${JSON.stringify(kept)}\n`);
}

/** What was caught in this folder, newest first. */
export async function readCaughtMail(folder: string): Promise<CaughtMail[]> {
	const lines = await readFile(fileIn(folder), 'utf8').catch(() => '');
	return lines
		.split('\n')
		.filter(Boolean)
		.map((line, index) => ({ ...(JSON.parse(line) as CaughtMail), number: index + 1 }))
		.reverse();
}
