import * as v from 'valibot';
import { languageField, required, text, versionField } from '../contributions/schema.ts';
import type { TranslationDraft } from './model.ts';

/** Longer than originals may be: some languages need more room. */
const MAX = { title: 400, summary: 1000, body: 20_000 };

const orNone = (name: 'title' | 'summary') =>
	v.pipe(
		text,
		v.maxLength(MAX[name], `${name}_long`),
		v.transform((value) => value || null)
	);

/** A translation from its form. `title` and `summary` are asked for where the original has them. Messages are keys below `translation:error`. */
export const translationSchema = (original: { title: unknown; summary: unknown }) =>
	v.object({
		language: languageField,
		version: versionField,
		written_at: v.pipe(
			v.optional(v.string(), ''),
			v.check((value) => value === '' || !Number.isNaN(Date.parse(value)), 'form_broken'),
			v.transform((value) => value || null)
		),
		title: original.title === null ? orNone('title') : required('title', MAX.title),
		summary: original.summary === null ? orNone('summary') : required('summary', MAX.summary),
		body: required('body', MAX.body)
	});

export type CheckedTranslation = v.InferOutput<ReturnType<typeof translationSchema>>;

export const lockSchema = v.object({
	language: languageField,
	on: v.pipe(
		v.picklist(['1', '0'], 'form_broken'),
		v.transform((value) => value === '1')
	)
});

export const languageSchema = v.object({ language: languageField });

/** What the form sent; of texts past every limit only the beginning. */
export function readTranslationForm(form: FormData): TranslationDraft {
	const field = (name: string, most: number) => {
		const value = form.get(name);
		return typeof value === 'string' ? value.slice(0, most) : '';
	};
	return {
		language: field('language', 20),
		version: field('version', 20),
		written_at: field('written_at', 60),
		title: field('title', 2 * MAX.title),
		summary: field('summary', 2 * MAX.summary),
		body: field('body', 2 * MAX.body)
	};
}
