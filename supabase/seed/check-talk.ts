import { isSphere } from '../../src/lib/features/districts/model.ts';
import { isLanguage } from '../../src/lib/i18n/languages.ts';
import { isBefore } from './moments.ts';
import type { DemoReply, DemoSaid } from './talk-types.ts';
import type { Ago, Demo } from './types.ts';

export type Complain = (who: string, what: string) => void;

/** Complains about topics and what is said below them. */
export function checkTalk(demo: Demo, complain: Complain): void {
	for (const topic of demo.topics) {
		if (!demo.districts.some((district) => district.id === topic.district))
			complain(topic.key, `no district ${topic.district}`);
		if (!isSphere(topic.sphere)) complain(topic.key, `no sphere ${topic.sphere}`);
		if (!topic.title.trim()) complain(topic.key, 'has no title');
		if (topic.answer !== undefined && !topic.replies[topic.answer - 1])
			complain(topic.key, 'is answered by no reply');
		checkSaid(demo, complain, topic.key, topic.district, topic);
		checkReplies(demo, complain, topic);
		const end = topic.closed;
		if (end && topic.replies.some((reply) => !isBefore(reply, end)))
			complain(topic.key, 'goes on after it was closed');
	}
}

/** Complains about replies that lie outside their thread, its order or its district. */
export function checkReplies(
	demo: Demo,
	complain: Complain,
	thread: Ago & { key: string; district: string; replies: DemoReply[] }
): void {
	let last: Ago = thread;
	thread.replies.forEach((reply, index) => {
		const who = `${thread.key}/${index + 1}`;
		checkSaid(demo, complain, who, thread.district, reply);
		if (!isBefore(last, reply)) complain(who, 'was said before what it follows');
		last = reply;
		const { quotes } = reply;
		if (quotes !== undefined && !(quotes >= 1 && quotes <= index))
			complain(who, `quotes ${quotes}, which is not above it`);
		if (reply.is_official && !worksIn(demo, reply.author, thread.district))
			complain(who, `${reply.author} does not work there`);
	});
}

const worksIn = (demo: Demo, key: string, district: string) =>
	demo.people
		.find((person) => person.key === key)
		?.roles.some((held) => held.district === district || held.district === null);

function checkSaid(demo: Demo, complain: Complain, who: string, district: string, said: DemoSaid) {
	const author = demo.people.find((person) => person.key === said.author);
	if (!author) complain(who, `no person ${said.author}`);
	else if (author.home !== district && !worksIn(demo, author.key, district))
		complain(who, `${author.key} lives elsewhere`);
	if (!isLanguage(said.language)) complain(who, `no language ${said.language}`);
	if (!said.body.trim()) complain(who, 'says nothing');
	if (said.edited && !isBefore(said, said.edited))
		complain(who, 'was edited before it was written');
	if (said.edited?.body === said.body) complain(who, 'was edited without a change');
}
