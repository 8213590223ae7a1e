import { randomUUID } from 'node:crypto';
import { MAX_PHOTOS } from '../features/reports/model.ts';
import { PhotoError, storePhoto, type StoredPhoto } from './photos.ts';
import { serverDb } from './supabase.ts';

const MAX_PHOTO_BYTES = 15 * 1024 * 1024;
const KEPT = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,4})\.(\d{1,4})$/;

/** A text field of a form; empty where it is missing or a file. */
export const fieldText = (form: FormData, name: string): string => {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
};

/** Messages of our own schemas are keys; the schema library's own say only that a field was missing or no text. */
export const knownError = (message: string): string =>
	/^[a-z]+_[a-z]+$/.test(message) ? message : 'form_broken';

/** A stored photo as a hidden field carries it, so that it need not be sent again. */
export const asKept = ({ id, width, height }: StoredPhoto): string => `${id}.${width}.${height}`;

function readKept(form: FormData): StoredPhoto[] {
	return form.getAll('kept').flatMap((value) => {
		const [, id, width, height] = KEPT.exec(String(value)) ?? [];
		return id ? [{ id, position: 0, width: Number(width), height: Number(height) }] : [];
	});
}

interface FormPhotos {
	/** Those of an earlier attempt; `storePhotos` adds the new ones. */
	photos: StoredPhoto[];
	files: File[];
	/** A key below the form's `error`: too many, or too large. */
	problem: 'photo_count' | 'photo_large' | null;
}

/** The photos a form brings: kept ones, and files that are not stored yet. */
export function photosOf(form: FormData): FormPhotos {
	const photos = readKept(form);
	const files = form
		.getAll('photos')
		.filter((file): file is File => file instanceof File && file.size > 0);
	if (photos.length + files.length > MAX_PHOTOS) return { photos, files, problem: 'photo_count' };
	const problem = files.some(({ size }) => size > MAX_PHOTO_BYTES) ? 'photo_large' : null;
	return { photos, files, problem };
}

/**
 * Stores files and adds them to `photos`, in order. They are reserved first, so that a crash leaves nothing
 * but a photo that is swept later. The reason of the first that is no good photo, else null.
 */
export async function storePhotos(files: File[], photos: StoredPhoto[]): Promise<string | null> {
	const db = await serverDb();
	let problem: string | null = null;
	for (const file of files) {
		try {
			photos.push(await storePhoto(db, randomUUID(), new Uint8Array(await file.arrayBuffer())));
		} catch (failure) {
			if (!(failure instanceof PhotoError)) throw failure;
			problem = failure.reason;
			break;
		}
	}
	photos.forEach((photo, position) => (photo.position = position));
	return problem;
}
