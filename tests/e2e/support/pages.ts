import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Language } from '#lib/i18n/languages.ts';
import { route, withQuery } from '#lib/route.ts';
import { HALLE } from './districts.ts';

/** What the addresses of some pages are made of. */
export interface Things {
	/** A public report with a photo and an answer, one that waits, and the code of that. */
	report: string;
	waiting: string;
	code: string;
	measure: string;
	/** A topic with replies, and one that the resident has written. */
	topic: string;
	ownTopic: string;
}

export interface ScreenPage {
	/** The route it stands for, as its folder is called. */
	route: string;
	name: string;
	as: 'guest' | 'resident' | 'manager';
	/** Staff pages have no language in their address: the reader's cookie says it. */
	address: (lang: Language, things: Things) => string;
}

const district = HALLE.id;
const R = '[lang=language]';
const D = `${R}/[district=slug]`;
const M = 'manage/[district=slug]';

/** Every page there is, and some in more than one state. */
export const PAGES: ScreenPage[] = [
	{ route: R, name: 'districts', as: 'guest', address: (lang) => route.districts({ lang }) },
	{ route: D, name: 'home', as: 'guest', address: (lang) => route.home({ lang, district }) },
	{
		route: `${D}/reports`,
		name: 'reports',
		as: 'guest',
		address: (lang) => route.reports({ lang, district })
	},
	{
		route: `${D}/reports`,
		name: 'reports-none',
		as: 'guest',
		address: (lang) => `${route.reports({ lang, district })}?q=Nashorn&status=done`
	},
	{
		route: `${D}/reports/[id=uuid]`,
		name: 'report',
		as: 'guest',
		address: (lang, { report }) => route.report({ lang, district, id: report })
	},
	{
		route: `${D}/reports/new`,
		name: 'report-form',
		as: 'guest',
		address: (lang) => route.newReport({ lang, district })
	},
	{
		route: `${D}/translations/[id=uuid]`,
		name: 'translation',
		as: 'resident',
		address: (lang, { report }) =>
			withQuery(route.translation({ lang, district, id: report }), { language: 'vi' })
	},
	{
		route: `${D}/measures`,
		name: 'measures',
		as: 'guest',
		address: (lang) => route.measures({ lang, district })
	},
	{
		route: `${D}/measures/[id=uuid]`,
		name: 'measure',
		as: 'guest',
		address: (lang, { measure }) => route.measure({ lang, district, id: measure })
	},
	{
		route: `${D}/search`,
		name: 'search',
		as: 'guest',
		address: (lang) => `${route.search({ lang, district })}?q=Spielplatz`
	},
	{
		route: `${D}/search`,
		name: 'search-start',
		as: 'guest',
		address: (lang) => route.search({ lang, district })
	},
	{
		route: `${D}/story/[id=uuid]`,
		name: 'story',
		as: 'guest',
		address: (lang, { report }) => route.story({ lang, district, id: report })
	},
	{
		route: `${D}/forum`,
		name: 'forum',
		as: 'guest',
		address: (lang) => route.forum({ lang, district })
	},
	{
		route: `${D}/forum/new`,
		name: 'topic-form',
		as: 'resident',
		address: (lang) => route.newTopic({ lang, district })
	},
	{
		route: `${D}/forum/[id=uuid]`,
		name: 'topic',
		as: 'guest',
		address: (lang, { topic }) => route.topic({ lang, district, id: topic })
	},
	{
		route: `${D}/forum/[id=uuid]`,
		name: 'topic-signed-in',
		as: 'resident',
		address: (lang, { topic }) => route.topic({ lang, district, id: topic })
	},
	{
		route: `${D}/forum/[id=uuid]/edit`,
		name: 'topic-edit',
		as: 'resident',
		address: (lang, { ownTopic }) => route.editPost({ lang, district, id: ownTopic })
	},
	{
		route: `${D}/forum/[id=uuid]/history`,
		name: 'topic-history',
		as: 'resident',
		address: (lang, { ownTopic }) => route.postHistory({ lang, district, id: ownTopic })
	},
	{
		route: `${R}/follow`,
		name: 'follow',
		as: 'guest',
		address: (lang) => route.followForm({ lang })
	},
	{
		route: `${R}/follow/[code]`,
		name: 'receipt',
		as: 'guest',
		address: (lang, { code }) => `${route.follow({ lang, code })}?new=1`
	},
	{ route: `${R}/about`, name: 'about', as: 'guest', address: (lang) => route.about({ lang }) },
	{
		route: `${R}/sign-in`,
		name: 'sign-in',
		as: 'guest',
		address: (lang) => route.signIn({ lang })
	},
	{ route: `${R}/me`, name: 'me', as: 'resident', address: (lang) => route.me({ lang }) },
	{
		route: `${R}/me/delete`,
		name: 'me-delete',
		as: 'resident',
		address: (lang) => route.deleteMe({ lang })
	},
	{
		route: `${R}/me/welcome`,
		name: 'welcome',
		as: 'resident',
		address: (lang) => route.welcome({ lang })
	},
	{
		route: `${R}/me/news`,
		name: 'news',
		as: 'resident',
		address: (lang) => route.news({ lang })
	},
	{
		route: `${R}/me/news/settings`,
		name: 'news-settings',
		as: 'resident',
		address: (lang) => route.newsSettings({ lang })
	},
	{
		route: `${R}/unsubscribe/[code]`,
		name: 'unsubscribe',
		as: 'guest',
		address: (lang) => route.unsubscribePage({ lang, code: 'a'.repeat(64) })
	},
	{ route: 'dev/mail', name: 'caught-mail', as: 'guest', address: () => route.caughtMails() },
	{
		route: `${M}/queue/[[id=uuid]]`,
		name: 'queue',
		as: 'manager',
		address: () => route.manage.queue({ district })
	},
	{
		route: `${M}/queue/[[id=uuid]]`,
		name: 'queue-opened',
		as: 'manager',
		address: (lang, { waiting }) => route.manage.waiting({ district, id: waiting })
	},
	{
		route: `${M}/reports`,
		name: 'manage-reports',
		as: 'manager',
		address: () => route.manage.reports({ district })
	},
	{
		route: `${M}/reports/[id=uuid]`,
		name: 'manage-report',
		as: 'manager',
		address: (lang, { report }) => route.manage.report({ district, id: report })
	},
	{
		route: `${M}/measures`,
		name: 'manage-measures',
		as: 'manager',
		address: () => route.manage.measures({ district })
	},
	{
		route: `${M}/measures/new`,
		name: 'manage-measure-new',
		as: 'manager',
		address: (lang, { report }) => route.manage.newMeasure({ district, source: report })
	},
	{
		route: `${M}/measures/[id=uuid]`,
		name: 'manage-measure',
		as: 'manager',
		address: (lang, { measure }) => route.manage.measure({ district, id: measure })
	},
	{
		route: `${M}/translations`,
		name: 'manage-translations',
		as: 'manager',
		address: () => route.manage.translations({ district })
	},
	{ route: `${M}/log`, name: 'log', as: 'manager', address: () => route.manage.log({ district }) },
	{ route: '+error', name: 'not-found', as: 'guest', address: (lang) => `/${lang}/atlantis` },
	{ route: 'offline', name: 'offline', as: 'guest', address: () => '/offline' }
];

const ROUTES = join(import.meta.dirname, '../../../src/routes');

/** The routes that have a page, as their folders are called. */
export const routesWithPage = (): string[] =>
	globSync('**/+page.svelte', { cwd: ROUTES }).map(dirname).sort();
