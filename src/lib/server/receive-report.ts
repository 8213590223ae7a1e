import { error, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { DbError } from '../db/db.ts';
import type { District } from '../features/districts/model.ts';
import { emptyDraft, type ReportDraft } from '../features/reports/draft.ts';
import { isCategory } from '../features/reports/model.ts';
import { submitReport } from '../features/reports/queries.ts';
import { reportSchema } from '../features/reports/schema.ts';
import { isLanguage } from '../i18n/languages.ts';
import { limited } from './limits.ts';
import { asKept, fieldText, knownError, photosOf, storePhotos } from './receive-form.ts';
import { serverDb } from './supabase.ts';

interface Refused {
	/** What was typed, to fill the form again. */
	values: ReportDraft;
	/** Keys below `reports:new.error`, by field. */
	errors: Partial<Record<string, string>>;
	/** Photos already stored, so that they need not be sent again. */
	kept: string[];
}
type Received =
	| { refused: Refused; status: number }
	/** The follow-up code of the report, which is now stored. */
	| { refused: null; code: string };

function typed(form: FormData, event: RequestEvent): ReportDraft {
	const fallback = emptyDraft(event.locals.language);
	const category = fieldText(form, 'category');
	const language = fieldText(form, 'language');
	return {
		id: fieldText(form, 'id') || fallback.id,
		code: fieldText(form, 'code') || fallback.code,
		category: isCategory(category) ? category : undefined,
		// A text past every limit is not sent back whole.
		body: fieldText(form, 'body').slice(0, 20_000),
		language: isLanguage(language) ? language : fallback.language,
		place: fieldText(form, 'place').slice(0, 1000),
		latitude: fieldText(form, 'latitude').slice(0, 40),
		longitude: fieldText(form, 'longitude').slice(0, 40),
		email: fieldText(form, 'email').slice(0, 300)
	};
}

/**
 * Takes a report from the form: checks it, stores its photos, writes it in one transaction. Photos come
 * first and are reserved, so that a crash in between leaves nothing but a photo that is swept later.
 * Throws for faults of ours; what the sender can mend comes back as `refused`.
 */
export async function receiveReport(event: RequestEvent, district: District): Promise<Received> {
	// Set by server/front.ts, which has thrown the body away.
	if (event.request.headers.has('x-viertel-too-large')) error(413, 'too_large');
	const form = await event.request.formData();
	const values = typed(form, event);
	const parsed = v.safeParse(reportSchema, {
		...Object.fromEntries(form),
		language: values.language
	});
	const errors: Refused['errors'] = {};
	if (!parsed.success)
		for (const issue of parsed.issues)
			errors[v.getDotPath(issue) ?? 'form'] ??= knownError(issue.message);

	const { photos, files, problem } = photosOf(form);
	if (problem) errors.photos = problem;
	else if (files.length || Object.keys(errors).length === 0) {
		if (!event.locals.me) await limited('guestReport', event.getClientAddress());
		const broken = await storePhotos(files, photos);
		if (broken) errors.photos = broken;
	}

	if (parsed.success && Object.keys(errors).length === 0) {
		const refusal = await write();
		if (!refusal) return { refused: null, code: parsed.output.code };
		Object.assign(errors, refusal);
	}
	return { refused: { values, errors, kept: photos.map(asKept) }, status: 400 };

	async function write(): Promise<Refused['errors'] | null> {
		if (!parsed.success) return { form: 'form_broken' };
		// Guests have no right of their own to write; the server does it for them, after its limits.
		const db = event.locals.me ? event.locals.db : await serverDb();
		try {
			await submitReport(
				db,
				{ ...parsed.output, district: district.id, language_of_reader: event.locals.language },
				photos
			);
			return null;
		} catch (failure) {
			const problem = failure instanceof DbError ? problemOf(failure) : null;
			if (!problem) throw failure;
			if (problem.form === 'id_taken') Object.assign(values, newIdentity(values));
			// Swept since, or never ours: kept any longer, they would be refused for ever.
			if (problem.photos) photos.length = 0;
			return problem;
		}
	}
}

const newIdentity = (values: ReportDraft): Pick<ReportDraft, 'id' | 'code'> => {
	const { id, code } = emptyDraft(values.language);
	return { id, code };
};

function problemOf({ hint, code }: DbError): Refused['errors'] | null {
	if (hint === 'place_outside') return { place: 'place_outside' };
	if (hint === 'photo_gone') return { photos: 'photo_broken' };
	if (hint === 'too_many') return { form: 'too_often' };
	if (code === '23505') return { form: 'id_taken' };
	return null;
}
