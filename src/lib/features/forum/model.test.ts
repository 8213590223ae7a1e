import { describe, expect, test } from 'vitest';
import { mentionsIn, readPosition, showMentions, threadEntries, type Reply } from './model.ts';

const reply = (number: number, is_own = false) => ({ number, is_own }) as Reply;
const shape = (entries: ReturnType<typeof threadEntries>) =>
	entries.map((entry) => {
		if (entry.kind === 'reply') return entry.reply.number;
		return entry.kind === 'gap' ? `${entry.count} gone` : 'new';
	});

describe('a page of a thread', () => {
	test('has the mark of what is new once, above the first reply of others', () => {
		const replies = [reply(1), reply(2, true), reply(3), reply(4)];
		expect(shape(threadEntries({ replies, gaps: [] }, 1))).toEqual([1, 2, 'new', 3, 4]);
		expect(shape(threadEntries({ replies, gaps: [] }, 0))).toEqual(['new', 1, 2, 3, 4]);
		expect(shape(threadEntries({ replies, gaps: [] }, 4))).toEqual([1, 2, 3, 4]);
	});

	test('has no mark for guests and at the first visit', () => {
		expect(shape(threadEntries({ replies: [reply(1)], gaps: [] }, null))).toEqual([1]);
	});

	test('shows gaps in their place, those in a row and of a kind as one', () => {
		const gone = (number: number, withdrawn = false) => ({ number, withdrawn });
		const gaps = [gone(2), gone(3), gone(4, true), gone(6)];
		expect(shape(threadEntries({ replies: [reply(1), reply(5)], gaps }, null))).toEqual([
			1,
			'2 gone',
			'1 gone',
			5,
			'1 gone'
		]);
	});
});

test.for<[string, object]>([
	['at=41', { at: 41 }],
	['after=20', { after: 20 }],
	['before=9999', { before: 9999 }],
	['at=-1', {}],
	['at=1e3', {}],
	['after=99999999999', {}],
	['before=1;drop', {}],
	['', {}]
])('?%s is a position', ([search, position]) => {
	expect(readPosition(new URLSearchParams(search))).toEqual(position);
});

describe('mentions', () => {
	test.for<[string, string[]]>([
		['@Amal schau mal', ['Amal']],
		['Danke, @[Amal Khalil]!', ['Amal Khalil']],
		['@أمل و @[Trần Thị Mai]', ['أمل', 'Trần Thị Mai']],
		['@Amal und noch einmal @Amal', ['Amal']],
		['post@example.org', []],
		['@[ ] @[] @', []],
		['@[eine\nzeile]', []]
	])('%s', ([body, names]) => {
		expect(mentionsIn(body)).toEqual(names);
	});

	test('a thousand people are ten', () => {
		const body = Array.from({ length: 1000 }, (_, n) => `@Person${n}`).join(' ');
		expect(mentionsIn(body)).toHaveLength(10);
	});

	test('are shown without their brackets', () => {
		expect(showMentions('Hallo @[Amal Khalil] und @Jens, a@[b]')).toBe(
			'Hallo @Amal Khalil und @Jens, a@[b]'
		);
	});
});
