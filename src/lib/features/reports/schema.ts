import * as v from 'valibot';
import { isLanguage, type Language } from '../../i18n/languages.ts';
import { cleanText, VISIBLE } from '../../i18n/texts.ts';
import { CATEGORIES, isCategory, MAX_BODY, readCode, type Category } from './model.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const text = v.pipe(v.optional(v.string(), ''), v.transform(cleanText));
/** An empty field is one that was left out. */
const coordinate = (limit: number) =>
	v.pipe(
		v.optional(v.string(), ''),
		v.transform((value) => (value.trim() === '' ? null : Number(value))),
		v.check((value) => value === null || Math.abs(value) <= limit, 'place_invalid')
	);

/** What the form sends, checked and cleaned. Messages are keys below `reports:new.error`. */
export const reportSchema = v.pipe(
	v.object({
		id: v.pipe(v.string(), v.toLowerCase(), v.regex(UUID, 'form_broken')),
		code: v.pipe(
			v.string(),
			v.transform(readCode),
			v.check((code) => code !== null, 'form_broken'),
			v.transform((code) => code ?? '')
		),
		category: v.custom<Category>(isCategory, 'category_missing'),
		body: v.pipe(text, v.regex(VISIBLE, 'body_missing'), v.maxLength(MAX_BODY, 'body_long')),
		language: v.custom<Language>(isLanguage, 'form_broken'),
		place: v.pipe(text, v.maxLength(300, 'place_long')),
		latitude: coordinate(90),
		longitude: coordinate(180),
		email: v.pipe(
			text,
			v.maxLength(254, 'email_invalid'),
			v.check(
				(value) => value === '' || /^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+\.[^\s@<>"(),:;]+$/.test(value),
				'email_invalid'
			)
		)
	}),
	v.forward(
		v.check(
			(input) => input.place !== '' || (input.latitude !== null && input.longitude !== null),
			'place_missing'
		),
		['place']
	),
	v.transform(({ email, place, latitude, longitude, ...rest }) => {
		const located = latitude !== null && longitude !== null;
		return {
			...rest,
			sphere: CATEGORIES[rest.category],
			place: place || null,
			latitude: located ? latitude : null,
			longitude: located ? longitude : null,
			email: email || null
		};
	})
);

/** A report as `submit_report()` takes it, without its photos. */
export type NewReport = v.InferOutput<typeof reportSchema> & {
	district: string;
	language_of_reader: Language;
};
