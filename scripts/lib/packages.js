import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { binOf, mustRun, npmCommand, root, withProgress } from './process.js';

/** @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>} LockedPackages */

/** @param {string} file
 * @returns {LockedPackages} */
const packagesIn = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;

/** Whether every locked package is there in its version. Optional ones may be missing: they are for other systems.
 * @param {LockedPackages} locked
 * @param {LockedPackages} installed npm's own record of what it installed, written last */
export function matches(locked, installed) {
	return Object.entries(locked).every(([path, entry]) => {
		if (path === '') return true;
		const found = installed[path];
		return found
			? found.version === entry.version
			: (entry.optional ?? entry.devOptional ?? false) === true;
	});
}

function areInstalled() {
	const record = 'node_modules/.package-lock.json';
	return (
		existsSync(join(root, record)) && matches(packagesIn('package-lock.json'), packagesIn(record))
	);
}

/** Installs what package-lock.json names, unless it is there, and lets SvelteKit write its part of node_modules. */
export async function ensurePackages() {
	if (!areInstalled()) {
		const [command, ...args] = npmCommand();
		await withProgress('Installing packages', () =>
			mustRun('The packages could not be installed. Is the npm registry in reach?', command, [
				...args,
				'ci',
				'--ignore-scripts',
				'--no-audit',
				'--no-fund'
			])
		);
	}
	// `npm ci` deletes what SvelteKit keeps in node_modules, and tsconfig.json extends it.
	if (!existsSync(join(root, 'node_modules/$app/tsconfig.json'))) await syncTypes();
}

/** Has SvelteKit write the types of the routes as they are now. */
export async function syncTypes() {
	await mustRun('SvelteKit could not write its types.', process.execPath, [
		binOf('svelte-kit', '@sveltejs/kit'),
		'sync'
	]);
}
