import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installDebianPackage } from './debian.js';
import { binOf, run, StepError, withProgress } from './process.js';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_APPLICATIONS = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/** Where the installed Playwright expects its own browser. Asked anew each time: the path is one of a version. */
async function playwrightsOwn() {
	const { chromium } = await import('@playwright/test');
	const path = chromium.executablePath();
	return existsSync(path) ? path : undefined;
}

function installed() {
	const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
	const paths = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
	return [...paths, ...MAC_APPLICATIONS].find((path) => existsSync(path));
}

async function downloaded() {
	await withProgress("Downloading Playwright's browser", () =>
		run(process.execPath, [binOf('playwright'), 'install', 'chromium'], { timeout: 300_000 })
	);
	return playwrightsOwn();
}

async function fromDebian() {
	return (await installDebianPackage('chromium')) ? installed() : undefined;
}

/** A Chromium to test with: the one named, Playwright's, the system's, or one that is installed now.
 * @returns {Promise<string>} its path */
export async function findChromium() {
	const named = process.env.CHROMIUM_PATH;
	if (named) {
		if (existsSync(named)) return named;
		throw new StepError(`CHROMIUM_PATH is ${named}, and there is no such file.`);
	}
	const found =
		(await playwrightsOwn()) ?? installed() ?? (await downloaded()) ?? (await fromDebian());
	if (found) return found;
	throw new StepError(
		'No Chromium was found, and none could be installed. Please install Chromium or Chrome, or set CHROMIUM_PATH.'
	);
}
