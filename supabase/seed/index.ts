import { localeOf, type Language } from '../../src/lib/i18n/languages.ts';
import { problemsOf } from './check.ts';
import districts from './districts.json' with { type: 'json' };
import measures from './measures.json' with { type: 'json' };
import organisations from './organisations.json' with { type: 'json' };
import people from './people.json' with { type: 'json' };
import follows from './follows.json' with { type: 'json' };
import processes from './processes.json' with { type: 'json' };
import halleProposals from './proposals/halle-neustadt.json' with { type: 'json' };
import magdeburgProposals from './proposals/neustaedter-feld.json' with { type: 'json' };
import halle from './reports/halle-neustadt.json' with { type: 'json' };
import magdeburg from './reports/neustaedter-feld.json' with { type: 'json' };
import halleTopics from './topics/halle-neustadt.json' with { type: 'json' };
import magdeburgTopics from './topics/neustaedter-feld.json' with { type: 'json' };
import { translations } from './translations/index.ts';
import type { Ago, Demo, DemoTexts } from './types.ts';

const DAY = 86_400_000;

/** The content of the demo. Throws when it contradicts itself, naming each place. */
export const demo = checked({
	districts,
	people,
	organisations,
	reports: [...halle, ...magdeburg],
	measures,
	topics: [...halleTopics, ...magdeburgTopics],
	processes,
	proposals: [...halleProposals, ...magdeburgProposals],
	translations,
	follows
});

// JSON knows no literal types: what it really holds is for the check to say.
function checked(assembled: unknown): Demo {
	const problems = problemsOf(assembled as Demo);
	if (problems.length) throw new Error(`The demo contradicts itself:\n${problems.join('\n')}`);
	return assembled as Demo;
}

/** The moment as a date. One that would still lie ahead today is moved to just before `now`. */
export function moment(now: Date, { days_ago, hour }: Ago): Date {
	const date = new Date(now.getTime() - days_ago * DAY);
	date.setHours(hour, (days_ago * 7 + hour * 13) % 60, 0, 0);
	return date < now ? date : new Date(now.getTime() - 60_000);
}

/** Writes `{date+N}` as the day N days after `from` (never a weekend), in each text's own language. */
export function fillDates(texts: DemoTexts, from: Date): DemoTexts {
	const filled = Object.entries(texts).map(([language, text]) => {
		const written = new Intl.DateTimeFormat(localeOf(language as Language), {
			day: 'numeric',
			month: 'long',
			calendar: 'gregory'
		});
		const day = (days: string) => {
			const date = new Date(from.getTime() + Number(days) * DAY);
			while ([0, 6].includes(date.getDay())) date.setDate(date.getDate() + 1);
			return written.format(date);
		};
		return [language, text.replace(/\{date\+(\d+)\}/g, (_, days: string) => day(days))];
	});
	return Object.fromEntries(filled) as DemoTexts;
}

/** The seed of a report's photo for `drawScene`, the same each time (FNV-1a). */
export function photoSeed(key: string): number {
	let seed = 2166136261;
	for (const letter of key) seed = Math.imul(seed ^ (letter.codePointAt(0) ?? 0), 16777619);
	return seed >>> 0;
}
