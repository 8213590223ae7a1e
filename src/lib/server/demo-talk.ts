import { demo, moment, photoSeed } from '../../../supabase/seed/index.ts';
import type { DemoReply, DemoSaid } from '../../../supabase/seed/talk-types.ts';
import type { Sphere } from '../features/districts/model.ts';
import { idOf, insert, personId } from './demo-rows.ts';
import type { Sql } from './embedded.ts';

export const topicId = (key: string) => idOf('topic', key);
/** `<key of the thread>/<number>`. */
export const replyId = (thread: string, number: number) => idOf('reply', `${thread}/${number}`);

/** Something said, with what the loader must know of it. */
interface Written extends DemoSaid {
	id: string;
	/** The same each time, for picking neighbours. */
	key: string;
	kind: 'topic' | 'reply' | 'proposal';
	district: string;
	sphere: Sphere;
	title?: string;
}

/** The topics of the forum with all that is said below them. */
export async function insertTalk(sql: Sql, now: Date): Promise<void> {
	const topics = demo.topics.map((topic) => ({ ...topic, id: topicId(topic.key) }));
	await insertWritten(
		sql,
		now,
		topics.map((topic) => ({ ...topic, kind: 'topic' }))
	);
	await insert(
		sql,
		'public.topics',
		'id uuid, is_pinned boolean, closed_at timestamptz',
		topics.map(({ id, is_pinned, closed }) => ({
			id,
			is_pinned: is_pinned ?? false,
			closed_at: closed ? moment(now, closed) : null
		}))
	);
	await insertReplies(sql, now, topics);
	await sql(
		`update public.topics as topic set answer_id = row.answer_id
		from jsonb_to_recordset($1::text::jsonb) as row(id uuid, answer_id uuid) where topic.id = row.id`,
		[
			JSON.stringify(
				topics.flatMap(({ id, key, answer }) =>
					answer ? [{ id, answer_id: replyId(key, answer) }] : []
				)
			)
		]
	);
}

/** Replies and arguments; the thread itself is there already. */
export async function insertReplies(
	sql: Sql,
	now: Date,
	threads: { id: string; key: string; district: string; sphere: Sphere; replies: DemoReply[] }[]
): Promise<void> {
	const replies = threads.flatMap((thread) =>
		thread.replies.map((reply, index) => ({
			...reply,
			id: replyId(thread.key, index + 1),
			key: `${thread.key}/${index + 1}`,
			kind: 'reply' as const,
			district: thread.district,
			sphere: thread.sphere,
			thread_id: thread.id,
			number: index + 1,
			quoted_id: reply.quotes ? replyId(thread.key, reply.quotes) : null,
			side: reply.side ?? null,
			is_official: reply.is_official ?? false
		}))
	);
	await insertWritten(sql, now, replies);
	await insert(
		sql,
		'public.replies',
		`id uuid, thread_id uuid, number integer, quoted_id uuid, side public.argument_side, is_official boolean`,
		replies
	);
}

/** The common part: words, earlier words, reactions and mentions. */
export async function insertWritten(sql: Sql, now: Date, written: Written[]): Promise<void> {
	await insert(
		sql,
		'public.contributions',
		`id uuid, district_id text, kind public.contribution_kind, author_id uuid, sphere public.sphere, language text,
		title text, body text, state public.contribution_state, version integer, created_at timestamptz,
		published_at timestamptz, edited_at timestamptz`,
		written.map((one) => ({
			...one,
			district_id: one.district,
			author_id: personId(one.author),
			state: 'public',
			version: one.edited ? 2 : 1,
			created_at: moment(now, one),
			published_at: moment(now, one),
			edited_at: one.edited ? moment(now, one.edited) : null
		}))
	);
	await insert(
		sql,
		'public.contribution_versions',
		`contribution_id uuid, version integer, language text, title text, body text, written_at timestamptz, writer_id uuid`,
		written.flatMap(({ id, language, title, edited, author, ...said }) =>
			edited
				? [
						{
							contribution_id: id,
							version: 1,
							language,
							title,
							body: edited.body,
							written_at: moment(now, said),
							writer_id: personId(author)
						}
					]
				: []
		)
	);
	await insert(
		sql,
		'public.reactions',
		'contribution_id uuid, kind public.reaction_kind, person_id uuid, created_at timestamptz',
		written.flatMap((one) =>
			Object.entries(one.reactions ?? {}).flatMap(([kind, count]) =>
				neighbours(one.district, `${one.key} ${kind}`, count, [one.author]).map((person) => ({
					contribution_id: one.id,
					kind,
					person_id: personId(person),
					created_at: moment(now, one)
				}))
			)
		)
	);
	await insert(
		sql,
		'public.mentions',
		'contribution_id uuid, person_id uuid',
		written.flatMap((one) =>
			demo.people
				.filter(({ name }) => one.body.includes(`@${name}`))
				.map(({ key }) => ({ contribution_id: one.id, person_id: personId(key) }))
		)
	);
}

/** Residents of a district picked by a word, the same ones each time, without `others`. */
export function neighbours(
	district: string,
	word: string,
	count: number,
	others: string[]
): string[] {
	return demo.people
		.filter(({ key, home, roles }) => home === district && !roles.length && !others.includes(key))
		.map(({ key }) => key)
		.toSorted((a, b) => photoSeed(`${word} ${a}`) - photoSeed(`${word} ${b}`))
		.slice(0, count);
}
