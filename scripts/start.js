// `npm start` and `npm run dev`: everything a fresh clone needs, then the server.
import { ensureBuild } from './lib/build.js';
import { onModernNode } from './lib/node.js';
import { ensurePackages } from './lib/packages.js';
import { keepRunning } from './lib/keep.js';
import { attach, binOf, runMain } from './lib/process.js';

async function main() {
	await ensurePackages();
	if (process.argv.includes('--dev')) {
		const { PORT = '3000', HOST = '0.0.0.0' } = process.env;
		const address = ['--host', HOST, '--port', PORT, '--strictPort'];
		return attach(process.execPath, [binOf('vite'), 'dev', ...address]);
	}
	await ensureBuild();
	// Before 24.12, Node calls its running of TypeScript files experimental.
	return keepRunning(process.execPath, [
		'--disable-warning=ExperimentalWarning',
		'server/index.ts'
	]);
}

await runMain(() => onModernNode(main));
