import { eld } from 'eld/large';
import { describe, expect, it } from 'vitest';
import { SPHERES } from '../../src/lib/features/districts/model.ts';
import { LANGUAGE_CODES, localeOf } from '../../src/lib/i18n/languages.ts';
import { problemsOf } from './check.ts';
import { demo } from './index.ts';
import type { Demo } from './types.ts';

const { topics, proposals, processes, translations } = demo;
const DISTRICTS = ['halle-neustadt', 'neustaedter-feld'];
const threads = [...topics, ...proposals];

describe.each(DISTRICTS)('the talk in %s', (district) => {
	const here = topics.filter((topic) => topic.district === district);

	it('has about twenty topics over all spheres, one long enough for pages', () => {
		expect(here.length).toBeGreaterThanOrEqual(20);
		expect(new Set(here.map((topic) => topic.sphere))).toEqual(new Set(SPHERES));
		expect(Math.max(...here.map((topic) => topic.replies.length))).toBeGreaterThan(20);
	});

	it('shows what a thread can have', () => {
		const replies = here.flatMap((topic) => topic.replies);
		expect(here.some((topic) => topic.is_pinned)).toBe(true);
		expect(here.some((topic) => topic.answer)).toBe(true);
		expect(replies.some((reply) => reply.is_official)).toBe(true);
		expect(replies.some((reply) => reply.quotes)).toBe(true);
		expect(replies.some((reply) => reply.edited)).toBe(true);
		expect(replies.some((reply) => reply.body.includes('@'))).toBe(true);
	});

	it('is held in twelve languages', () => {
		const spoken = here.flatMap((topic) => [topic, ...topic.replies]).map((one) => one.language);
		expect(new Set(spoken)).toEqual(new Set(LANGUAGE_CODES.filter((one) => one !== 'de-x-leicht')));
	});

	it('has proposals at every status, for and against, amended, and come to measures', () => {
		const made = proposals.filter((proposal) => proposal.district === district);
		expect(new Set(made.map((one) => one.status))).toEqual(
			new Set(['open', 'checking', 'accepted', 'partly', 'not_possible'])
		);
		const sides = made.flatMap((one) => one.replies.map((reply) => reply.side));
		expect(sides).toEqual(expect.arrayContaining(['for', 'against']));
		const amendments = made.flatMap((one) => one.amendments.map(({ state }) => state));
		expect(amendments).toEqual(expect.arrayContaining(['open', 'accepted']));
		expect(made.filter((one) => one.measure).length).toBeGreaterThan(2);
	});

	it('has a process to discuss in today and one that is carried out', () => {
		const today = processes
			.filter((process) => process.district === district)
			.flatMap(({ phases }) =>
				phases.filter(
					({ starts_in_days, ends_in_days }) => starts_in_days <= 0 && ends_in_days >= 0
				)
			);
		expect(today.map(({ kind }) => kind).sort()).toEqual(['carry_out', 'discuss']);
	});

	it('can be followed by an Arabic and a Vietnamese reader from one end to the other', () => {
		const key = district === 'halle-neustadt' ? 'hn-t-kraeuter' : 'nf-t-naehmaschine';
		const thread = here.find((topic) => topic.key === key);
		const parts = [thread, ...(thread?.replies ?? [])].map((part, number) => ({
			key: number ? `${key}/${number}` : key,
			language: part?.language
		}));
		expect(parts.length).toBeGreaterThan(5);
		for (const reader of ['de', 'ar', 'vi', 'en', 'uk'] as const)
			for (const part of parts)
				if (part.language !== reader)
					expect(translations[reader], `${part.key} in ${reader}`).toHaveProperty([part.key]);
	});
});

describe('what is said', () => {
	it('is in the language it says, wherever one can be sure', () => {
		const said = [
			...threads.flatMap((thread) => [thread, ...thread.replies]),
			...Object.entries(translations).flatMap(([language, texts]) =>
				Object.values(texts).map(({ body }) => ({ language, body }))
			)
		];
		let sure = 0;
		for (const { language, body } of said) {
			const guess = eld.detect(body);
			// Kurdish in Latin letters is not known to it, and a word list in many languages fools it.
			if (language === 'ku' || !guess.isReliable() || body.includes('**')) continue;
			sure++;
			expect(guess.language, body).toBe(localeOf(language as 'de'));
		}
		expect(sure).toBeGreaterThan(said.length / 3);
	});

	it('is translated by people and by a machine', () => {
		const by = Object.values(translations).flatMap((texts) =>
			Object.values(texts).map((text) => (text.by ? 'person' : 'machine'))
		);
		expect(new Set(by)).toEqual(new Set(['person', 'machine']));
	});
});

describe('the check of the talk', () => {
	const broken = (change: (copy: Demo) => void) => {
		const copy = structuredClone(demo);
		change(copy);
		return problemsOf(copy);
	};

	it('names what is wrong', () => {
		const [topic] = topics;
		const [proposal] = proposals;
		expect(broken(({ topics: [one] }) => one && (one.author = 'nobody'))).toEqual([
			`${topic?.key}: no person nobody`
		]);
		expect(broken(({ topics: [one] }) => one?.replies[0] && (one.replies[0].quotes = 9))).toEqual([
			`${topic?.key}/1: quotes 9, which is not above it`
		]);
		expect(broken(({ proposals: [one] }) => one && (one.status = 'partly'))).toEqual([
			`${proposal?.key}: its status is not that of its last update`
		]);
		expect(broken((copy) => (copy.translations = { en: { nothing: { body: 'x' } } }))).toEqual([
			'nothing: is translated into en, but not there'
		]);
		expect(broken(({ follows: [one] }) => one && (one.topic = 'gone'))).toEqual([
			`${demo.follows[0]?.person} follows: no topic gone`
		]);
	});
});
