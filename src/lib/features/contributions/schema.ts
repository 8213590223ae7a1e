import * as v from 'valibot';
import { isLanguage, type Language } from '../../i18n/languages.ts';
import { cleanText, VISIBLE } from '../../i18n/texts.ts';
import { isSphere, type Sphere } from '../districts/model.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Fields that forms of several kinds of contribution share. Messages are ends of keys, below the form's own `error`. */
export const idField = v.pipe(v.string(), v.toLowerCase(), v.regex(UUID, 'form_broken'));

/** A field that may have been left out or disabled: a cleaned text then, and an empty one. */
export const text = v.pipe(v.optional(v.string(), ''), v.transform(cleanText));

/** A text with something to see in it: `name_missing` and `name_long` say what is wrong. */
export const required = (name: string, most: number) =>
	v.pipe(text, v.regex(VISIBLE, `${name}_missing`), v.maxLength(most, `${name}_long`));

export const languageField = v.custom<Language>(isLanguage, 'form_broken');
export const sphereField = v.custom<Sphere>(isSphere, 'sphere_missing');
/** The version that was read before it was changed. */
export const versionField = v.pipe(
	v.optional(v.string(), ''),
	v.regex(/^[1-9]\d{0,8}$/, 'form_broken'),
	v.transform(Number)
);
