import { fileTypeFromBuffer } from 'file-type';
import sharp, { type Sharp } from 'sharp';
import { unwrap, type Db } from '../db/db.ts';

export const PHOTO_SIZES = { small: 480, large: 1600 } as const;
export type PhotoSize = keyof typeof PHOTO_SIZES;
const BUCKET = 'photos';
// A server sees each photo once: nothing of it is worth keeping in memory.
sharp.cache(false);

/** Pixels above which a picture is a bomb and not a photo: a 100-megapixel phone still fits. */
const MAX_PIXELS = 120_000_000;
const READABLE = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif']);

/** Why a photo cannot be taken; the name is a key below `reports:new.error`. */
export class PhotoError extends Error {
	readonly reason: 'photo_type' | 'photo_broken';
	constructor(reason: 'photo_type' | 'photo_broken') {
		super(reason);
		this.reason = reason;
	}
}

export interface StoredPhoto {
	id: string;
	position: number;
	width: number;
	height: number;
}

const pathOf = (id: string, size: PhotoSize) => `${id}/${size}.webp`;

async function open(bytes: Uint8Array): Promise<Sharp> {
	// By its bytes, never by its name: an .exe called photo.jpg is no photo, and an SVG can carry a script.
	const type = (await fileTypeFromBuffer(bytes))?.mime;
	let readable = bytes;
	if (type === 'image/heic' || type === 'image/heif') {
		const { default: convert } = await import('heic-convert');
		readable = await convert({ buffer: bytes, format: 'JPEG', quality: 0.9 }).catch(() => {
			throw new PhotoError('photo_broken');
		});
	} else if (!type || !READABLE.has(type)) throw new PhotoError('photo_type');
	return sharp(readable, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
}

type Encoded = { bytes: Uint8Array<ArrayBuffer>; width: number; height: number };

/** A photo in its two sizes as WebP: turned upright, without its metadata. Throws `PhotoError`. */
export async function encodePhoto(bytes: Uint8Array): Promise<Record<PhotoSize, Encoded>> {
	const source = await open(bytes);
	const encode = async (side: number): Promise<Encoded> => {
		const { data, info } = await source
			.clone()
			.rotate()
			.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
			.webp({ quality: 78 })
			.toBuffer({ resolveWithObject: true })
			.catch(() => {
				throw new PhotoError('photo_broken');
			});
		return { bytes: new Uint8Array(data), width: info.width, height: info.height };
	};
	return { large: await encode(PHOTO_SIZES.large), small: await encode(PHOTO_SIZES.small) };
}

/** Stores the two sizes of a photo, after noting that it is on its way. */
export async function putPhoto(
	db: Db,
	id: string,
	sizes: Record<PhotoSize, Uint8Array<ArrayBuffer>>
): Promise<void> {
	unwrap(await db.rpc('reserve_upload', { p_id: id }));
	for (const size of Object.keys(PHOTO_SIZES) as PhotoSize[]) {
		const { error } = await db.storage
			.from(BUCKET)
			.upload(pathOf(id, size), sizes[size], { contentType: 'image/webp', upsert: true });
		if (error) throw error;
	}
}

/** Re-encodes a photo and stores both sizes. Throws `PhotoError`. */
export async function storePhoto(
	db: Db,
	id: string,
	bytes: Uint8Array,
	position = 0
): Promise<StoredPhoto> {
	const photo = await encodePhoto(bytes);
	await putPhoto(db, id, { large: photo.large.bytes, small: photo.small.bytes });
	return { id, position, width: photo.large.width, height: photo.large.height };
}

/** The bytes of a stored photo, or null. Whoever asks must have checked that the reader may see it. */
export async function readPhoto(db: Db, id: string, size: PhotoSize): Promise<Blob | null> {
	const { data } = await db.storage.from(BUCKET).download(pathOf(id, size));
	return data;
}

export async function removePhoto(db: Db, id: string): Promise<void> {
	const paths = (Object.keys(PHOTO_SIZES) as PhotoSize[]).map((size) => pathOf(id, size));
	const { error } = await db.storage.from(BUCKET).remove(paths);
	if (error) throw error;
}
