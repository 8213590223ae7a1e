import * as v from 'valibot';
import { foldDigits } from '../../../i18n/texts.ts';
import { idField, languageField, required, sphereField } from '../../contributions/schema.ts';

/** What becomes of a topic at the press of a button. Messages are keys below `manage:error`. */
export const arrangementSchema = v.variant(
	'action',
	[
		v.object({ action: v.picklist(['pin', 'unpin', 'close', 'reopen']) }),
		v.object({ action: v.literal('move'), sphere: sphereField, seen: sphereField }),
		v.object({
			action: v.picklist(['mark_answer', 'unmark_answer']),
			reply: idField,
			seen: v.optional(v.union([v.literal(''), idField], 'form_broken'))
		})
	],
	'form_broken'
);

const MAX_TOPIC_TITLE = 200;
const MAX_OPENING = 10_000;
/** More than a page of replies; whoever wants more says from which number on. */
const MAX_CHOSEN = 200;

/** Replies that become a topic of their own. Messages are keys below `manage:error`. */
export const splitSchema = v.pipe(
	v.object({
		id: idField,
		title: required('heading', MAX_TOPIC_TITLE),
		body: required('opening', MAX_OPENING),
		language: languageField,
		replies: v.pipe(v.array(idField), v.maxLength(MAX_CHOSEN, 'form_broken')),
		from: v.pipe(
			v.string(),
			v.transform((typed) => foldDigits(typed).trim()),
			v.regex(/^(?:[1-9]\d{0,8})?$/, 'number_invalid'),
			v.transform((typed) => (typed ? Number(typed) : null))
		)
	}),
	v.forward(
		v.check(({ replies, from }) => replies.length > 0 || from !== null, 'replies_missing'),
		['replies']
	)
);

/** What the form of a split sent; of texts past every limit only the beginning. */
export function readSplitForm(form: FormData) {
	const field = (name: string, most: number) => {
		const value = form.get(name);
		return typeof value === 'string' ? value.slice(0, most) : '';
	};
	return {
		id: field('id', 40),
		title: field('title', 2 * MAX_TOPIC_TITLE),
		body: field('body', 2 * MAX_OPENING),
		language: field('language', 20),
		replies: form
			.getAll('replies')
			.map(String)
			.slice(0, MAX_CHOSEN + 1),
		from: field('from', 20)
	};
}
