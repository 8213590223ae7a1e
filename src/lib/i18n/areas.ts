import type { Area } from './load.ts';

/** Which strings a page needs, by the beginning of its route: the longest that fits. What every page needs is always there. */
const AREAS: readonly [route: string, areas: readonly Area[]][] = [
	['/manage', ['reports', 'measures', 'manage', 'proposals', 'translation', 'news']],
	['/[lang=language]/sign-in', ['account']],
	['/[lang=language]/me/news', ['account', 'news']],
	['/[lang=language]/unsubscribe', ['news']],
	['/[lang=language]/me', ['account', 'reports']],
	['/[lang=language]/about', ['account']],
	['/[lang=language]/follow', ['reports']],
	['/[lang=language]/[district=slug]/reports/new', ['reports']],
	['/[lang=language]/[district=slug]/reports', ['reports', 'translation']],
	['/[lang=language]/[district=slug]/measures', ['measures']],
	['/[lang=language]/[district=slug]/forum', ['forum', 'translation']],
	['/[lang=language]/[district=slug]/proposals', ['proposals', 'forum', 'translation']],
	['/[lang=language]/[district=slug]/search', ['search', 'proposals']],
	['/[lang=language]/[district=slug]/story', ['search', 'proposals']],
	['/[lang=language]/[district=slug]/translations', ['translation']],
	['/dev', ['account', 'news']]
];

export const areasOf = (route: string | null): Area[] => {
	const own = AREAS.find(([beginning]) => route?.startsWith(beginning));
	return ['common', 'ui', ...(own?.[1] ?? [])];
};
