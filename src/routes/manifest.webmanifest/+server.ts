import { I18n } from '#lib/i18n/i18n.svelte.ts';
import { FALLBACK_LANGUAGE, isLanguage } from '#lib/i18n/languages.ts';
import { loadStrings } from '#lib/i18n/load.ts';
import { route } from '#lib/route.ts';
import { districts } from '#lib/server/districts.ts';
import type { RequestHandler } from './$types';

const icon = (file: string, size: number, purpose: 'any' | 'maskable' = 'any') => ({
	src: `/icons/${file}`,
	sizes: `${size}x${size}`,
	type: 'image/png',
	purpose
});

/** What a phone needs to know to install Viertel, in the language of the page that names it (`?lang=`). */
export const GET: RequestHandler = async ({ url }) => {
	const asked = url.searchParams.get('lang');
	const lang = isLanguage(asked) ? asked : FALLBACK_LANGUAGE;
	const strings = await loadStrings(lang, ['ui']);
	const i18n = new I18n(() => ({ language: lang, strings }));
	const manifest = {
		// The same in every language, or a change of language would install it twice.
		id: '/',
		name: i18n.t('ui:manifest.name'),
		short_name: 'Viertel',
		description: i18n.t('ui:manifest.description'),
		lang: i18n.locale,
		dir: i18n.dir,
		start_url: `${route.districts({ lang })}?source=pwa`,
		scope: '/',
		display: 'standalone',
		background_color: '#faf7f2',
		theme_color: '#faf7f2',
		icons: [
			icon('icon-192.png', 192),
			icon('icon-512.png', 512),
			icon('maskable-512.png', 512, 'maskable')
		],
		shortcuts: (await districts()).map(({ id, name }) => ({
			name: i18n.t('ui:manifest.report', { district: name }),
			url: `${route.newReport({ lang, district: id })}?source=pwa`,
			icons: [icon('icon-192.png', 192)]
		}))
	};
	return new Response(JSON.stringify(manifest), {
		headers: {
			'content-type': 'application/manifest+json',
			'cache-control': 'public, max-age=3600'
		}
	});
};
