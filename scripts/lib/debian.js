import { existsSync } from 'node:fs';
import { run, withProgress } from './process.js';

/** Installs a Debian package where that is possible: on Debian or its kin, as root.
 * @param {string} name
 * @returns {Promise<boolean>} whether it is installed now */
export async function installDebianPackage(name) {
	if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return false;
	return withProgress(`Installing ${name}`, async () => {
		const env = { DEBIAN_FRONTEND: 'noninteractive' };
		await run('apt-get', ['update', '-q'], { env });
		const { code } = await run('apt-get', ['install', '-y', '-q', name], { env });
		return code === 0;
	});
}
