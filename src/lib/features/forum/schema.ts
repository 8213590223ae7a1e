import * as v from 'valibot';
import {
	idField,
	languageField,
	required,
	sphereField,
	versionField
} from '../contributions/schema.ts';
import { MAX_POST, MAX_TITLE } from './model.ts';

/** What the forms of the forum send, checked and cleaned. Messages are keys below `forum:error`. */
const words = { body: required('body', MAX_POST), language: languageField };

export const topicSchema = v.object({
	...words,
	id: idField,
	sphere: sphereField,
	title: required('title', MAX_TITLE)
});
export type NewTopic = v.InferOutput<typeof topicSchema>;

export const replySchema = v.object({
	...words,
	id: idField,
	quoted: v.pipe(
		v.optional(v.string(), ''),
		v.transform((value) => value || null),
		v.nullable(idField)
	),
	official: v.pipe(
		v.optional(v.string(), ''),
		v.transform((value) => value === 'yes')
	)
});
export type NewReply = v.InferOutput<typeof replySchema>;

export const replyEditSchema = v.object({ ...words, version: versionField });
export const topicEditSchema = v.object({
	...replyEditSchema.entries,
	title: required('title', MAX_TITLE)
});
export type EditedPost = v.InferOutput<typeof replyEditSchema> & { title?: string };
