import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { App } from '@supabase/lite';

type StorageAdapter = NonNullable<App['_storageAdapter']>;
type Metadata = Awaited<ReturnType<StorageAdapter['headObject']>>;

/** Keeps the embedded Supabase's stored objects as files below `root`: the adapter Lite ships is not exported. */
export function folderStorage(root: string): StorageAdapter {
	const base = resolve(root);

	const pathOf = (bucket: string, key: string) => {
		const path = resolve(base, bucket, key);
		if (!path.startsWith(base + sep)) throw new Error('Object name leaves the storage folder');
		return path;
	};

	const metadataOf = async (path: string): Promise<Metadata> => {
		const file = await stat(path);
		return {
			cacheControl: 'no-cache',
			contentLength: file.size,
			size: file.size,
			mimetype: path.endsWith('.webp') ? 'image/webp' : 'application/octet-stream',
			lastModified: file.mtime,
			eTag: `"${createHash('sha1').update(`${file.size}-${file.mtimeMs}`).digest('base64url')}"`,
			httpStatusCode: 200
		};
	};

	return {
		driver: undefined,
		async getObject(bucket, key) {
			const path = pathOf(bucket, key);
			return {
				metadata: await metadataOf(path),
				httpStatusCode: 200,
				body: Readable.toWeb(createReadStream(path))
			};
		},
		async uploadObject(bucket, key, _version, body) {
			const path = pathOf(bucket, key);
			await mkdir(dirname(path), { recursive: true });
			// Whole or not at all: a crash in the middle leaves a stray temporary file, never half a photo.
			const temporary = `${path}.${randomUUID()}`;
			await writeFile(
				temporary,
				body instanceof Uint8Array
					? body
					: Buffer.from(await new Response(body as BodyInit).arrayBuffer())
			);
			await rename(temporary, path);
			return metadataOf(path);
		},
		deleteObject: (bucket, key) => rm(pathOf(bucket, key), { force: true }),
		async deleteObjects(bucket, keys) {
			await Promise.all(keys.map((key) => rm(pathOf(bucket, key), { force: true })));
		},
		async copyObject(bucket, key, _version, targetBucket, targetKey) {
			const target = pathOf(targetBucket, targetKey);
			await mkdir(dirname(target), { recursive: true });
			await copyFile(pathOf(bucket, key), target);
			return metadataOf(target);
		},
		headObject: (bucket, key) => metadataOf(pathOf(bucket, key)),
		privateAssetUrl: async (bucket, key) => join(base, bucket, key)
	};
}
