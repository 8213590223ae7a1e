import { demo, moment } from '../../../supabase/seed/index.ts';
import { proposalId } from './demo-proposals.ts';
import { idOf, insert, personId, reportId } from './demo-rows.ts';
import { topicId } from './demo-talk.ts';
import type { Sql } from './embedded.ts';

/** What people follow, how they want to hear of it, and how far they have read. */
export async function insertFollows(sql: Sql, now: Date): Promise<void> {
	const at = moment(now, { days_ago: 30, hour: 12 });
	await insert(
		sql,
		'public.follows',
		`person_id uuid, district_id text, contribution_id uuid, measure_id uuid, sphere public.sphere,
		latitude float8, longitude float8, radius_m integer, place text, created_at timestamptz`,
		[
			...demo.follows.map(({ person, district, topic, proposal, report, measure, ...rest }) => ({
				...rest,
				person_id: personId(person),
				district_id: district,
				contribution_id:
					(topic && topicId(topic)) ??
					(proposal && proposalId(proposal)) ??
					(report && reportId(report)) ??
					null,
				measure_id: measure ? idOf('measure', measure) : null,
				created_at: at
			})),
			...threads().map(({ id, district, author, ...said }) => ({
				person_id: personId(author),
				district_id: district,
				contribution_id: id,
				created_at: moment(now, said)
			}))
		]
	);
	await insert(
		sql,
		'public.news_settings',
		'person_id uuid, mail public.mail_rhythm, push boolean, quiet_from smallint, quiet_to smallint, muted public.news_kind[]',
		demo.people
			.filter(({ home }) => home)
			.map(({ key }, index) => ({
				person_id: personId(key),
				mail: key === 'resident' ? 'daily' : ['at_once', 'daily', 'weekly'][index % 3],
				push: true,
				quiet_from: 21,
				quiet_to: 8,
				muted: []
			}))
	);
	await insert(
		sql,
		'public.reads',
		'person_id uuid, thread_id uuid, number integer, read_at timestamptz',
		threads()
			.filter(({ district }) => district === 'halle-neustadt')
			.map(({ id, replies }, index) => ({
				person_id: personId('resident'),
				thread_id: id,
				// Of every third thread the last replies are new to her.
				number: Math.max(0, replies.length - (index % 3 === 0 ? 2 : 0)),
				read_at: moment(now, { days_ago: 0, hour: 7 })
			}))
	);
}

const threads = () => [
	...demo.topics.map((topic) => ({ ...topic, id: topicId(topic.key) })),
	...demo.proposals.map((proposal) => ({ ...proposal, id: proposalId(proposal.key) }))
];
