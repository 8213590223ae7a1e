import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateVAPIDKeys } from 'web-push';
import type { Settings } from '../env.ts';

/** The pair of keys by which push services know this installation. */
export interface Vapid {
	publicKey: string;
	privateKey: string;
	/** `mailto:` or `https:` of whoever runs it. */
	subject: string;
}

type VapidSettings = Pick<
	Settings,
	'VAPID_PUBLIC_KEY' | 'VAPID_PRIVATE_KEY' | 'VAPID_SUBJECT' | 'CONTACT' | 'VIERTEL_DATA' | 'demo'
>;

/** The keys as set; in the demo a pair made once and kept with its data; else null, and push is not offered. */
export async function readVapid(settings: VapidSettings): Promise<Vapid | null> {
	const subject =
		settings.VAPID_SUBJECT ??
		(/^(https|mailto):/.test(settings.CONTACT) ? settings.CONTACT : 'https://viertel.example');
	const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = settings;
	if (publicKey && privateKey) return { publicKey, privateKey, subject };
	return settings.demo ? { ...(await keptPair(settings.VIERTEL_DATA)), subject } : null;
}

async function keptPair(folder: string): Promise<Pick<Vapid, 'publicKey' | 'privateKey'>> {
	const file = join(folder, 'vapid.json');
	try {
		return JSON.parse(await readFile(file, 'utf8')) as Vapid;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	const pair = generateVAPIDKeys();
	await mkdir(folder, { recursive: true });
	await writeFile(file, JSON.stringify(pair), { mode: 0o600 });
	return pair;
}
