import { shaped, unwrap, type Db } from '../../db/db.ts';
import type { Language } from '../../i18n/languages.ts';
import type { Hit, HitGroup, Search, Similar } from './model.ts';

const PAGE_SIZE = 20;

export interface Found {
	/** Nothing was found but by words that are spelt alike. */
	near: boolean;
	groups: HitGroup[];
	/** Number to go on before; null at the end, and where all kinds are shown. */
	next: number | null;
}

/** What is public in a district with these words, in whatever language; shown in the reader's where it can be. */
export async function searchDistrict(
	db: Db,
	district: string,
	{ words, kind, near, before }: Search,
	reader: Language
): Promise<Found> {
	const found = shaped<{ near: boolean; groups: HitGroup<Omit<Hit, 'kind'>>[] }>(
		unwrap(
			await db.rpc('search_district', {
				p_district: district,
				p_words: words,
				p_reader: reader,
				p_kind: kind ?? undefined,
				p_near: near,
				p_before: before ?? undefined,
				p_limit: PAGE_SIZE
			})
		)
	);
	const groups = found.groups
		.filter((group) => group.count > 0)
		.map((group) => ({
			...group,
			hits: group.hits.slice(0, PAGE_SIZE).map((hit) => ({ ...hit, kind: group.kind }))
		}));
	const [only] = found.groups;
	const isMore = kind !== null && (only?.hits.length ?? 0) > PAGE_SIZE;
	return {
		near: found.near,
		groups,
		next: isMore ? (groups[0]?.hits.at(-1)?.number ?? null) : null
	};
}

/** What resembles a text that somebody writes: the most alike first. */
export const findSimilar = async (
	db: Db,
	district: string,
	text: string,
	reader: Language
): Promise<Similar[]> =>
	shaped(
		unwrap(
			await db.rpc('similar_contributions', {
				p_district: district,
				p_text: text,
				p_reader: reader,
				p_limit: 5
			})
		)
	);
