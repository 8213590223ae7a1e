import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { replySchema, topicEditSchema, topicSchema } from './schema.ts';

const ID = '0197a3c0-0000-7000-8000-000000000001';
const topic = { id: ID, sphere: 'living', language: 'ar', title: 'حديقة', body: 'من يساعد؟' };

const issuesOf = (schema: Parameters<typeof v.safeParse>[0], input: unknown) => {
	const parsed = v.safeParse(schema, input);
	return parsed.success ? [] : parsed.issues.map(({ message }) => message);
};

describe('a topic', () => {
	test('is cleaned: piled marks, overrides of direction, control characters', () => {
		const body = `Za\u0300\u0301\u0302\u0303\u0304\u0305\u0306lgo \u202e!\u0007\r\nZeile`;
		expect(v.parse(topicSchema, { ...topic, body }).body).toBe(
			'Z\u00e0\u0301\u0302\u0303\u0304lgo  ! \nZeile'
		);
	});

	test('may be of emoji alone', () => {
		expect(issuesOf(topicSchema, { ...topic, title: '🌳', body: '🎉🎉' })).toEqual([]);
	});

	test.for<[string, object, string]>([
		['50,000 letters', { body: 'x'.repeat(50_000) }, 'body_long'],
		['no text', { body: ' \u200b\n' }, 'body_missing'],
		['no title', { title: '' }, 'title_missing'],
		['a long title', { title: 'x'.repeat(201) }, 'title_long'],
		['no sphere', { sphere: '' }, 'sphere_missing'],
		['an unknown language', { language: 'tlh' }, 'form_broken'],
		['an id of its own making', { id: '1' }, 'form_broken']
	])('with %s is refused', ([, differing, message]) => {
		expect(issuesOf(topicSchema, { ...topic, ...differing })).toEqual([message]);
	});
});

test('a reply quotes one or none, and is official only when it says so', () => {
	const reply = { id: ID, language: 'de', body: 'Ja.' };
	expect(v.parse(replySchema, reply)).toMatchObject({ quoted: null, official: false });
	expect(v.parse(replySchema, { ...reply, quoted: ID, official: 'yes' })).toMatchObject({
		quoted: ID,
		official: true
	});
	expect(issuesOf(replySchema, { ...reply, quoted: 'x' })).toEqual(['form_broken']);
});

test('a change names the version it is of', () => {
	const change = { title: 'T', body: 'B', language: 'de' };
	expect(v.parse(topicEditSchema, { ...change, version: '3' }).version).toBe(3);
	expect(issuesOf(topicEditSchema, { ...change, version: '0' })).toEqual(['form_broken']);
});
