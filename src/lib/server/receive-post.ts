import { error, type RequestEvent } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import * as v from 'valibot';
import { DbError, type Db } from '../db/db.ts';
import type { StoredPhoto } from './photos.ts';
import { asKept, fieldText, knownError, photosOf, storePhotos } from './receive-form.ts';

/** More than anybody types: what is far too long comes back whole, only an attack does not. */
const MOST = 200_000;

export interface RefusedPost {
	/** What was typed, to fill the form again. */
	values: Record<string, string>;
	/** Ends of keys, by field. */
	errors: Partial<Record<string, string>>;
	/** Photos already stored, so that they need not be sent again. */
	kept: string[];
}
type Received<W> = { refused: RefusedPost; status: number } | { refused: null; written: W };

interface Receiving<S extends v.GenericSchema, W> {
	/** The fields of the form, to give them back. */
	fields: readonly string[];
	schema: S;
	write: (db: Db, input: v.InferOutput<S>, photos: StoredPhoto[]) => Promise<W>;
}

/**
 * Takes what a signed-in person has written from a form: checks it, stores its photos, writes it. Throws for
 * faults of ours; what the sender can mend comes back as `refused`, and so does a session that has ended.
 */
export async function receivePost<S extends v.GenericSchema, W>(
	event: RequestEvent,
	{ fields, schema, write }: Receiving<S, W>
): Promise<Received<W>> {
	// Set by server/front.ts, which has thrown the body away.
	if (event.request.headers.has('x-viertel-too-large')) error(413, 'too_large');
	const form = await event.request.formData();
	const values = Object.fromEntries(
		fields.map((field) => [field, fieldText(form, field).slice(0, MOST)])
	);
	const { photos, files, problem } = photosOf(form);
	const refuse = (errors: RefusedPost['errors'], status = 400): Received<W> => ({
		refused: { values, errors, kept: photos.map(asKept) },
		status
	});
	// Nothing of a stranger's is stored; their words are theirs again when they have signed in.
	if (!event.locals.me) return refuse({ form: 'signed_out' }, 401);

	const parsed = v.safeParse(schema, Object.fromEntries(form));
	const errors: RefusedPost['errors'] = {};
	if (!parsed.success)
		for (const issue of parsed.issues)
			errors[v.getDotPath(issue) ?? 'form'] ??= knownError(issue.message);
	const broken = problem ?? (await storePhotos(files, photos));
	if (broken) errors.photos = broken;
	if (!parsed.success || broken) return refuse(errors);

	try {
		return { refused: null, written: await write(event.locals.db, parsed.output, photos) };
	} catch (failure) {
		const refusal = failure instanceof DbError ? problemOf(failure) : null;
		if (!refusal) throw failure;
		if (refusal.form === 'id_taken') values.id = uuidv7();
		if (refusal.form === 'quote_gone') values.quoted = '';
		// Swept since, or never ours: kept any longer, they would be refused for ever.
		if (refusal.photos) photos.length = 0;
		return refuse(refusal, refusal.form === 'version_old' ? 409 : 400);
	}
}

const HINTS = ['closed', 'quote_gone', 'thread_gone', 'version_old'];

function problemOf({ hint, code }: DbError): RefusedPost['errors'] | null {
	if (hint === 'photo_gone') return { photos: 'photo_broken' };
	if (hint === 'too_many') return { form: 'too_often' };
	// Lite does not pass on the hint of this one.
	if (code === '23505') return { form: 'id_taken' };
	return hint && HINTS.includes(hint) ? { form: hint } : null;
}
