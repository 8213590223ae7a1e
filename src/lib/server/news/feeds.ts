import { Feed } from 'feed';
import { shaped, unwrap, type Db } from '../../db/db.ts';
import { localeOf, type Language } from '../../i18n/languages.ts';
import { pickText, readTexts, type Text } from '../../i18n/texts.ts';
import { route } from '../../route.ts';
import { speak } from '../mail-texts.ts';
import { plainText } from '../markdown.ts';

export const FEEDS = ['reports', 'forum', 'proposals', 'measures'] as const;
export type FeedName = (typeof FEEDS)[number];

const KINDS = { reports: 'report', forum: 'topic', proposals: 'proposal' } as const;
const MOST = 50;
const EXCERPT = 500;

interface FeedWish {
	db: Db;
	of: FeedName;
	district: { id: string; name: string };
	language: Language;
	/** Address of this installation: names in a feed are addresses, and must stay the same. */
	origin: string;
}

interface Entry {
	path: string;
	title: string;
	text: Text | null;
	author: string | null;
	/** ISO times. */
	published: string;
	changed: string;
}

/** Atom: what is public in a district, newest first. Control characters, which XML does not know, are left out. */
export async function atomFeed(wish: FeedWish): Promise<string> {
	const { district, language, origin, of } = wish;
	const i18n = await speak(language);
	const at = { lang: language, district: district.id };
	const address = (path: string) => new URL(path, origin).href;
	const self = address(route.feed({ ...at, of }));
	const entries = of === 'measures' ? await measures(wish) : await contributions(wish);
	const feed = new Feed({
		title: xml(i18n.t(`news:feed.${of}`, { district: district.name })),
		id: self,
		link: address(route[of](at)),
		feedLinks: { atom: self },
		language: localeOf(language),
		generator: 'Viertel',
		updated: new Date(entries[0]?.changed ?? 0)
	});
	for (const { path, title, text, author, published, changed } of entries)
		feed.addItem({
			id: address(path),
			link: address(path),
			title: xml(title || i18n.t(`news:feed.untitled`)),
			description: text ? xml(escapeHtml(text.text)) : undefined,
			author: [{ name: xml(author ?? i18n.t('news:feed.guest')) }],
			published: new Date(published),
			date: new Date(changed)
		});
	return feed.atom1();
}

// eslint-disable-next-line no-control-regex -- exactly these are what XML forbids
const xml = (text: string) => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '');
/** Atom takes summaries for HTML. */
const escapeHtml = (text: string) =>
	text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);

async function contributions({ db, of, district, language }: FeedWish): Promise<Entry[]> {
	const i18n = await speak(language);
	const rows = unwrap(
		await db
			.from('contributions')
			.select(
				`id, language, title, body, published_at, edited_at,
				author:profiles!contributions_author_id_fkey(display_name),
				report:reports(category), translations(language, title, body)`
			)
			.eq('district_id', district.id)
			.eq('kind', KINDS[of as keyof typeof KINDS])
			.eq('state', 'public')
			.eq('translations.language', language)
			.order('published_at', { ascending: false })
			.order('id', { ascending: false })
			.limit(MOST)
	);
	return rows.map(({ id, author, report, translations, ...row }) => {
		const [translated] = row.language === language ? [] : translations;
		const body = plainText(translated?.body ?? row.body);
		const name = translated?.title ?? row.title;
		return {
			path: route[of === 'forum' ? 'topic' : of === 'proposals' ? 'proposal' : 'report']({
				lang: language,
				district: district.id,
				id
			}),
			title: name ?? (report ? i18n.t(`common:category.${report.category}`) : ''),
			text: {
				text: [...body].slice(0, EXCERPT).join(''),
				language: shaped<Language>(translated?.language ?? row.language)
			},
			author: author?.display_name ?? null,
			published: row.published_at ?? '',
			changed: row.edited_at ?? row.published_at ?? ''
		};
	});
}

async function measures({ db, district, language }: FeedWish): Promise<Entry[]> {
	const rows = unwrap(
		await db
			.from('measures')
			.select('id, title, summary, created_at, edited_at')
			.eq('district_id', district.id)
			.eq('is_public', true)
			.order('edited_at', { ascending: false })
			.order('id', { ascending: false })
			.limit(MOST)
	);
	return rows.map(({ id, title, summary, created_at, edited_at }) => ({
		path: route.measure({ lang: language, district: district.id, id }),
		title: pickText(readTexts(title), language)?.text ?? '',
		text: pickText(readTexts(summary), language),
		author: district.name,
		published: created_at,
		changed: edited_at
	}));
}
