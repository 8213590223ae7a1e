import { diffWordsWithSpace } from 'diff';

/** A piece of a text that stayed, came, or went. */
export interface DifferencePart {
	kind: 'same' | 'added' | 'removed';
	text: string;
}

/** Words that stayed are shown this far around a change, in characters; the rest is left out. */
const AROUND = 160;
/** Texts with nothing in common would take long to compare, and read better one after the other. */
const MOST_EDITS = 2500;

/** What was changed from one text to another, word by word. Long unchanged passages are shortened to "…". */
export function differencesOf(before: string, after: string): DifferencePart[] {
	const changes = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS });
	const parts: DifferencePart[] = changes
		? changes.map(({ added, removed, value }) => ({
				kind: added ? 'added' : removed ? 'removed' : 'same',
				text: value
			}))
		: [
				{ kind: 'removed', text: before },
				{ kind: 'added', text: after }
			];
	return parts
		.filter(({ text }) => text !== '')
		.map((part, index, all) =>
			part.kind === 'same'
				? { ...part, text: shorten(part.text, index === 0, index === all.length - 1) }
				: part
		);
}

/** Keeps the words next to a change: the end of a first passage, the beginning of a last one, both of one between. */
function shorten(text: string, isFirst: boolean, isLast: boolean): string {
	const letters = [...text];
	if (letters.length <= 2 * AROUND + 20) return text;
	const head = isFirst ? '' : letters.slice(0, AROUND).join('').replace(/\S*$/u, '');
	const tail = isLast ? '' : letters.slice(-AROUND).join('').replace(/^\S*/u, '');
	return `${head}…${tail}`;
}
