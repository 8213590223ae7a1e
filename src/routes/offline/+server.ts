import { render } from 'svelte/server';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import { LANGUAGE_CODES, type Language } from '#lib/i18n/languages.ts';
import { loadStrings } from '#lib/i18n/load.ts';
import OfflinePage, { type OfflineWords } from '#lib/offline/OfflinePage.svelte';
import { PAGES } from '#lib/offline/rules.ts';
import tokens from '#lib/ui/styles/tokens.css?raw';
import type { RequestHandler } from './$types';

async function wordsOf(language: Language): Promise<OfflineWords> {
	const strings = await loadStrings(language, ['ui']);
	const i18n = new I18n(() => ({ language, strings }));
	return {
		language,
		locale: i18n.locale,
		dir: i18n.dir,
		title: i18n.t('ui:offline.title'),
		text: i18n.t('ui:offline.text'),
		retry: i18n.t('ui:offline.retry'),
		visited: i18n.t('ui:offline.visited')
	};
}

const headers = {
	'content-type': 'text/html; charset=utf-8',
	'cache-control': 'public, max-age=3600',
	'content-security-policy':
		"default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
};

/**
 * What the service worker shows where there is no connection. A page on its own, styles included, since nothing
 * else can be relied on then; in all languages, since the worker fetches it before it is known who will read it.
 */
export const GET: RequestHandler = async () => {
	const words = await Promise.all(LANGUAGE_CODES.map(wordsOf));
	const { head, body } = await render(OfflinePage, { props: { words, cache: PAGES } });
	const page = `<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Viertel</title>
<style>${tokens}</style>
${head}
<script src="/offline.js" type="module"></script>
</head>
<body>${body}</body>
</html>`;
	return new Response(page, { headers });
};
