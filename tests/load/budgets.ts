// Fails when a first visit grows past its budget. Bytes are what travels: compressed, with headers, fonts included.
import { chromium, type Browser } from '@playwright/test';
import { LANGUAGE_CODES, type Language } from '../../src/lib/i18n/languages.ts';
import { startServer } from '../support/server.ts';

const KB = 1024;
interface Budget {
	name: string;
	path: (lang: Language) => string | Promise<string>;
	limit: number;
	withoutPhotos?: boolean;
}
const BUDGETS: Budget[] = [
	{ name: 'district page', path: (lang: Language) => `/${lang}/halle-neustadt`, limit: 80 * KB },
	{
		name: 'report form',
		path: (lang: Language) => `/${lang}/halle-neustadt/reports/new`,
		limit: 120 * KB
	},
	{ name: 'topic', path: topicPath, limit: 60 * KB, withoutPhotos: true }
];

/** The first topic of the board. */
async function topicPath(lang: Language): Promise<string> {
	const board = await (await fetch(`${server.url}/${lang}/halle-neustadt/forum`)).text();
	const [, id] = /href="[^"]*\/forum\/([0-9a-f-]{36})"/.exec(board) ?? [];
	if (!id) throw new Error('The demo has no topic');
	return `/${lang}/halle-neustadt/forum/${id}`;
}

/** Bytes over the wire for a first visit on a phone with nothing kept, down to the end of the page. */
async function weigh(browser: Browser, url: string, withoutPhotos = false): Promise<number> {
	const context = await browser.newContext({
		viewport: { width: 390, height: 844 },
		// What it fetches for later use is not part of showing the page.
		serviceWorkers: 'block'
	});
	const page = await context.newPage();
	if (withoutPhotos) await page.route('**/photos/**', (route) => route.abort());
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	let bytes = 0;
	session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
	await page.goto(url, { waitUntil: 'networkidle' });
	await context.close();
	return bytes;
}

const server = await startServer();
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
	args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
});
let over = 0;
console.log(
	`first visit, KB over the wire\n${'language'.padEnd(14)}${BUDGETS.map(({ name }) => name.padStart(16)).join('')}`
);
try {
	for (const language of LANGUAGE_CODES) {
		const sizes: string[] = [];
		for (const { path, limit, withoutPhotos } of BUDGETS) {
			const bytes = await weigh(browser, server.url + (await path(language)), withoutPhotos);
			if (bytes > limit) over++;
			sizes.push(`${(bytes / KB).toFixed(1)}${bytes > limit ? ' !' : '  '}`.padStart(16));
		}
		console.log(language.padEnd(14) + sizes.join(''));
	}
	console.log(
		`${'budget'.padEnd(14)}${BUDGETS.map(({ limit }) => `${limit / KB}  `.padStart(16)).join('')}`
	);
} finally {
	await browser.close();
	await server.stop();
}
if (over) {
	console.log(`${over} pages are over their budget (!)`);
	process.exitCode = 1;
}
