import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binOf, mustRun, root, withProgress } from './process.js';

/** What a build is made from. */
const SOURCES = [
	'src',
	'static',
	'supabase',
	'vite.config.ts',
	'tsconfig.json',
	'package-lock.json'
];
const STAMP = 'build/.sources';

/** Every file at or under a path, in a fixed order; tests are no part of a build.
 * @param {string} path
 * @returns {string[]} */
function filesUnder(path) {
	if (!existsSync(join(root, path))) return [];
	if (/\.test\.ts$|^supabase\/tests$/.test(path)) return [];
	if (!statSync(join(root, path)).isDirectory()) return [path];
	const names = readdirSync(join(root, path)).sort();
	return names.flatMap((name) => filesUnder(`${path}/${name}`));
}

/** A fingerprint of everything a build is made from: file times say nothing after a checkout. */
function fingerprint() {
	const hash = createHash('sha256');
	for (const file of SOURCES.flatMap(filesUnder)) {
		hash
			.update(`${file}\0`)
			.update(readFileSync(join(root, file)))
			.update('\0');
	}
	return hash.digest('hex');
}

/** Builds the app into build/, unless that is of the same sources. */
export async function ensureBuild() {
	const wanted = fingerprint();
	const stamp = join(root, STAMP);
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	await withProgress('Building', () =>
		mustRun('The build failed.', process.execPath, [binOf('vite'), 'build'])
	);
	writeFileSync(stamp, wanted);
}
