import { demo, moment } from '../../../supabase/seed/index.ts';
import type { Ago } from '../../../supabase/seed/types.ts';
import { insert, personId, reportId } from './demo-rows.ts';
import { proposalId } from './demo-proposals.ts';
import { replyId, topicId } from './demo-talk.ts';
import type { Sql } from './embedded.ts';

/** The machine that the demo's translations without a translator are said to come from. */
const PROVIDER = 'Demo';

/** What neighbours and a machine made of the contributions in other languages. */
export async function insertTranslations(sql: Sql, now: Date): Promise<void> {
	const known = new Map<string, { id: string; version: number; at: Ago }>();
	for (const report of demo.reports)
		known.set(report.key, { id: reportId(report.key), version: 1, at: report });
	const threads = [
		...demo.topics.map((topic) => ({ ...topic, id: topicId(topic.key) })),
		...demo.proposals.map((proposal) => ({ ...proposal, id: proposalId(proposal.key) }))
	];
	for (const thread of threads) {
		const version = (edited?: Ago) => (edited ? 2 : 1);
		known.set(thread.key, {
			id: thread.id,
			version: version(thread.edited),
			at: thread.edited ?? thread
		});
		thread.replies.forEach((reply, index) =>
			known.set(`${thread.key}/${index + 1}`, {
				id: replyId(thread.key, index + 1),
				version: version(reply.edited),
				at: reply.edited ?? reply
			})
		);
	}
	const rows = Object.entries(demo.translations).flatMap(([language, texts]) =>
		Object.entries(texts).flatMap(([key, { by, ...text }]) => {
			const original = known.get(key);
			if (!original) return [];
			return [
				{
					...text,
					contribution_id: original.id,
					language,
					version: original.version,
					origin: by ? 'person' : 'machine',
					provider: by ? null : PROVIDER,
					translator_id: by ? personId(by) : null,
					is_locked: false,
					written_at: moment(now, original.at)
				}
			];
		})
	);
	const columns = `contribution_id uuid, language text, version integer, title text, summary text, body text,
		origin public.translation_origin, provider text, translator_id uuid, written_at timestamptz`;
	await insert(sql, 'public.translations', `${columns}, is_locked boolean`, rows);
	await insert(sql, 'public.translation_versions', columns, rows);
}
