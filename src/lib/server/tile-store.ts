import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What is known of a tile beside its picture. */
interface TileFacts {
	type: string;
	/** The upstream's own marks, to ask whether it has changed. */
	etag: string | null;
	modified: string | null;
	/** Fresh until then, in milliseconds since 1970. */
	until: number;
}
export interface StoredTile extends TileFacts {
	bytes: Uint8Array<ArrayBuffer>;
}

const SUFFIX = '.tile';
const LINE_END = 10;
const isFacts = (value: unknown): value is TileFacts =>
	typeof value === 'object' && value !== null && 'type' in value && 'until' in value;

/** A file is one line of facts and then the picture: one rename puts both in place. */
function decode(file: Buffer): StoredTile | null {
	const end = file.indexOf(LINE_END);
	if (end < 0) return null;
	const facts: unknown = JSON.parse(file.toString('utf8', 0, end));
	return isFacts(facts) ? { ...facts, bytes: new Uint8Array(file.subarray(end + 1)) } : null;
}

const encode = ({ bytes, ...facts }: StoredTile): Buffer =>
	Buffer.concat([Buffer.from(`${JSON.stringify(facts)}\n`), bytes]);

/** Tiles in a folder, by a key like `14/8736/5458`. When there are more than `maxBytes`, the oldest go. */
export function createTileStore(folder: string, maxBytes: number) {
	const pathOf = (key: string) => join(folder, key) + SUFFIX;
	/** Counted when something is first written, then kept. */
	let size: Promise<number> | null = null;
	let trimming: Promise<void> | null = null;

	async function files() {
		const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
		const found = names
			.filter((entry) => entry.isFile())
			.map(async (entry) => {
				const path = join(entry.parentPath, entry.name);
				const facts = await stat(path).catch(() => null);
				return facts && { path, bytes: facts.size, at: facts.mtimeMs };
			});
		return (await Promise.all(found)).filter((file) => file !== null);
	}

	const count = async () => (await files()).reduce((sum, { bytes }) => sum + bytes, 0);

	/** Down to nine tenths, so that it is not done for every tile. What a crash left half-written is the oldest too. */
	async function trim() {
		const oldestFirst = (await files()).sort((a, b) => a.at - b.at);
		let left = oldestFirst.reduce((sum, { bytes }) => sum + bytes, 0);
		for (const { path, bytes } of oldestFirst) {
			if (left <= maxBytes * 0.9) break;
			await rm(path, { force: true });
			left -= bytes;
		}
		size = Promise.resolve(left);
	}

	return {
		/** Null for none, and for one that cannot be read. */
		async read(key: string): Promise<StoredTile | null> {
			try {
				return decode(await readFile(pathOf(key)));
			} catch {
				return null;
			}
		},

		async write(key: string, tile: StoredTile): Promise<void> {
			const path = pathOf(key);
			const content = encode(tile);
			const half = `${path}.${randomUUID()}.tmp`;
			await mkdir(dirname(path), { recursive: true });
			try {
				await writeFile(half, content);
				await rename(half, path);
			} catch (error) {
				await rm(half, { force: true });
				throw error;
			}
			size = size ? size.then((before) => before + content.length) : count();
			if ((await size) > maxBytes) await (trimming ??= trim().finally(() => (trimming = null)));
		}
	};
}
