import { areasOf } from '#lib/i18n/areas.ts';
import { loadStrings } from '#lib/i18n/load.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data, route }) => ({
	...data,
	strings: await loadStrings(data.language, areasOf(route.id))
});
