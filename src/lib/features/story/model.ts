import type { Language } from '../../i18n/languages.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { Sphere } from '../districts/model.ts';
import type { ContributionState } from '../moderation/model.ts';
import type { Category } from '../reports/model.ts';
import type { TranslationOrigin } from '../translation/model.ts';

export type StoryKind = 'topic' | 'reply' | 'proposal' | 'report';

interface Named {
	title: string | null;
	language: Language;
}

/** Somebody's words, in the reader's language where there is that. */
interface Said extends Named {
	/** The beginning, in Viertel's small Markdown. */
	body: string;
	/** Who translated it; null for the original. */
	origin: TranslationOrigin | null;
}

interface StoryMeasure {
	id: string;
	title: Texts;
}

/** What happened, by what it was; the names are those of `contribution_story()`. */
export type StoryStep = {
	/** ISO time. */
	at: string;
} & (
	| { what: 'published' | 'close' | 'reopen' | 'move' | 'split' | 'hide' | 'restore' }
	| { what: 'edited' | 'replies' | 'supports'; count: number }
	| { what: 'report_status'; status: string; answer: Texts }
	| { what: 'proposal_status'; status: string; aspect: string | null; answer: Texts }
	| ({ what: 'amended' } & Named)
	| { what: 'phase'; phase: string; ends_on: string; title: Texts }
	/** `number`: its place in the thread. */
	| ({ what: 'official' | 'answered'; number: number } & Said)
	| ({ what: 'split_off'; id: string } & Named)
	| {
			what: 'measure';
			status: string;
			starts_on: string | null;
			ends_on: string | null;
			measure: StoryMeasure & { summary: Texts };
	  }
	| { what: 'measure_status'; status: string; measure: StoryMeasure }
	| ({ what: 'merged'; kind: StoryKind; written_at: string } & Named)
);

/** A contribution and what became of it, in order of time. */
export interface Story extends Said {
	id: string;
	kind: StoryKind;
	state: ContributionState;
	sphere: Sphere;
	/** ISO time at which it was written. */
	at: string;
	/** Null for a guest, and for somebody who is gone. */
	author: string | null;
	category: Category | null;
	status: string | null;
	/** Where a reply stands. */
	thread: (Named & { id: string; kind: Exclude<StoryKind, 'reply'>; number: number }) | null;
	/** Where a topic came from. */
	split_from: (Named & { id: string }) | null;
	steps: StoryStep[];
}

/** Where the names of statuses stand. */
const STATUS_NAMES = {
	report: (status: string) => `common:status.${status}.name`,
	proposal: (status: string) => `proposals:status.${status}.name`,
	measure: (status: string) => `common:measure_status.${status}`
};

/** The key of a status's name, by what has it: a kind of contribution, a measure, or a step about one. */
export function nameOfStatus(what: string, status: string): string {
	const [kind] = what.split('_');
	if (kind === 'report' || kind === 'proposal' || kind === 'measure')
		return STATUS_NAMES[kind](status);
	throw new Error(`${what} has no status`);
}
