import { isSphere } from '../../src/lib/features/districts/model.ts';
import { isLanguage } from '../../src/lib/i18n/languages.ts';
import { checkReplies, type Complain } from './check-talk.ts';
import { isBefore } from './moments.ts';
import type { DemoProposal } from './talk-types.ts';
import type { Ago, Demo } from './types.ts';

/** Complains about proposals, translations and follows that lead nowhere or contradict themselves. */
export function checkProposals(demo: Demo, complain: Complain): void {
	demo.proposals.forEach((proposal) => checkProposal(demo, complain, proposal));
	checkTranslations(demo, complain);
	for (const follow of demo.follows) {
		const who = `${follow.person} follows`;
		if (!demo.people.some(({ key }) => key === follow.person)) complain(who, 'is no person');
		const lists = {
			topic: demo.topics,
			proposal: demo.proposals,
			report: demo.reports,
			measure: demo.measures
		};
		for (const [kind, list] of Object.entries(lists)) {
			const key = follow[kind as keyof typeof lists];
			if (key && !list.some((one) => one.key === key && one.district === follow.district))
				complain(who, `no ${kind} ${key}`);
		}
	}
}

function checkProposal(demo: Demo, complain: Complain, proposal: DemoProposal) {
	const { key, district, updates } = proposal;
	const isHere = (one: { key: string; district: string }, wanted: string | undefined) =>
		one.key === wanted && one.district === district;
	if (!demo.processes.some((process) => isHere(process, proposal.process)))
		complain(key, `no process ${proposal.process}`);
	if (proposal.measure && !demo.measures.some((measure) => isHere(measure, proposal.measure)))
		complain(key, `no measure ${proposal.measure}`);
	if (!isSphere(proposal.sphere)) complain(key, `no sphere ${proposal.sphere}`);
	if (proposal.status !== (updates.at(-1)?.status ?? 'open'))
		complain(key, 'its status is not that of its last update');
	checkReplies(demo, complain, proposal);
	for (const person of [proposal.author, ...(proposal.together ?? [])])
		if (!demo.people.some((one) => one.key === person && one.home === district))
			complain(key, `${person} does not live there`);
	let last: Ago = proposal;
	for (const update of updates) {
		if (!isBefore(last, update)) complain(key, 'its answers are out of order');
		last = update;
		if (!update.answer.de) complain(key, 'has an answer without German');
	}
	for (const amendment of proposal.amendments) {
		if (!demo.people.some((one) => one.key === amendment.author))
			complain(key, `no person ${amendment.author}`);
		if ((amendment.state === 'open') !== (amendment.decided === undefined))
			complain(key, 'has an amendment that is open and decided');
		if (!isBefore(proposal, amendment)) complain(key, 'was amended before it was written');
	}
}

function checkTranslations(demo: Demo, complain: Complain) {
	const threads = [...demo.topics, ...demo.proposals];
	const originals = new Map<string, { language: string; title?: string }>([
		...demo.reports.map((report) => [report.key, report] as const),
		...threads.map((thread) => [thread.key, thread] as const),
		...threads.flatMap(({ key, replies }) =>
			replies.map((reply, index) => [`${key}/${index + 1}`, reply] as const)
		)
	]);
	for (const [language, texts] of Object.entries(demo.translations)) {
		if (!isLanguage(language)) complain(language, 'is no language');
		for (const [key, text] of Object.entries(texts)) {
			const original = originals.get(key);
			if (!original) complain(key, `is translated into ${language}, but not there`);
			if (original?.language === language) complain(key, `is in ${language} already`);
			if (Boolean(original?.title) !== Boolean(text.title))
				complain(key, `has a title in one language alone (${language})`);
			if (text.by && !demo.people.some((person) => person.key === text.by))
				complain(key, `no translator ${text.by}`);
		}
	}
}
