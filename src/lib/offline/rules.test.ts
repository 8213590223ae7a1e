import { describe, expect, it } from 'vitest';
import { assetsOf, isPublicPage, keyOfPage, mayKeep, pageOfData } from './rules.ts';

describe('isPublicPage', () => {
	it.each([
		'/de',
		'/ar/halle-neustadt',
		'/de-x-leicht/neustaedter-feld/reports',
		'/uk/halle-neustadt/measures/0192f0c1-2222-7333-8444-555566667777',
		'/en/about'
	])('takes %s', (path) => expect(isPublicPage(path)).toBe(true));

	it.each([
		'/',
		'/offline',
		'/manage',
		'/manage/halle-neustadt/queue',
		'/dev/mail',
		'/api/health',
		'/photos/1/small',
		'/de/me',
		'/ar/me/settings',
		'/de/sign-in',
		'/de/follow',
		'/en/follow/ABCD-EFGH-JKLM',
		'/xx/halle-neustadt',
		'/__proto__/x',
		'//de/me'
	])('leaves %s alone', (path) => expect(isPublicPage(path)).toBe(false));
});

describe('pageOfData', () => {
	it('finds the page and drops what only SvelteKit asks', () => {
		const address = 'https://a.example/de/h/reports/__data.json?q=x&x-sveltekit-invalidated=001';
		expect(pageOfData(new URL(address))?.href).toBe('https://a.example/de/h/reports?q=x');
	});

	it('knows what is no data', () => {
		expect(pageOfData(new URL('https://a.example/de/h/reports'))).toBeNull();
	});
});

describe('keyOfPage', () => {
	it('is the same however one came', () => {
		expect(keyOfPage('https://a.example/de?source=pwa#top')).toBe('https://a.example/de');
		expect(keyOfPage('https://a.example/de/h/reports?status=done&source=pwa')).toBe(
			'https://a.example/de/h/reports?status=done'
		);
	});
});

describe('mayKeep', () => {
	const answer = (cacheControl: string | null, status = 200) => ({
		status,
		headers: new Headers(cacheControl === null ? {} : { 'cache-control': cacheControl })
	});

	it.each(['public, max-age=0, s-maxage=10', 'max-age=600, PUBLIC'])('keeps %s', (header) =>
		expect(mayKeep(answer(header))).toBe(true)
	);

	it.each([
		'private, no-store',
		'no-store',
		'public, no-store',
		'private, max-age=600',
		'public, private="x"',
		'max-age=60',
		''
	])('does not keep "%s"', (header) => expect(mayKeep(answer(header))).toBe(false));

	it('keeps nothing without the header, and no errors', () => {
		expect(mayKeep(answer(null))).toBe(false);
		expect(mayKeep(answer('public', 404))).toBe(false);
		expect(mayKeep(answer('public', 204))).toBe(false);
	});
});

describe('assetsOf', () => {
	it('finds scripts and styles however far up they are, once each', () => {
		const html = `<link href="../../_app/immutable/assets/0.B6Lg8KiY.css" rel="stylesheet">
			<link href="/_app/immutable/chunks/-kBAEgYR.js" rel="modulepreload">
			<script>import("../../_app/immutable/entry/start.x.js")</script>
			<link href="./_app/immutable/chunks/-kBAEgYR.js" rel="modulepreload"><img src="/photos/1/small">`;
		expect(assetsOf(html)).toEqual([
			'/_app/immutable/assets/0.B6Lg8KiY.css',
			'/_app/immutable/chunks/-kBAEgYR.js',
			'/_app/immutable/entry/start.x.js'
		]);
	});
});
