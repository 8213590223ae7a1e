import { pathOf, describe, type NewsWords } from '../../features/news/words.ts';
import { targetOf, type News } from '../../features/news/model.ts';
import type { I18n } from '../../i18n/i18n.svelte.ts';
import { isolate } from '../../i18n/isolate.ts';
import type { Language } from '../../i18n/languages.ts';
import { route, withQuery } from '../../route.ts';
import { layOut, oneLine, type Mail, type Part } from '../mail-layout.ts';
import { speak } from '../mail-texts.ts';
import { plainText } from '../markdown.ts';

/** A mail with more is no longer read; the rest waits in the list. */
const MOST = 20;
const EXCERPT = 280;
/** What a phone shows of a notification. */
const GLANCE = 120;

interface Letter {
	/** At least one. */
	news: readonly News[];
	language: Language;
	/** Stops these mails, see `unsubscribe()`. */
	code: string;
	/** Address of this installation. */
	origin: string;
	kind: 'news' | 'digest';
}

const shortened = (text: string, most: number) => {
	const signs = [...text];
	return signs.length <= most ? text : `${signs.slice(0, most).join('').trimEnd()} …`;
};

const wordsOf = (news: News, i18n: I18n) => describe(news, i18n, plainText);

/** "New reply: A barbecue place", on one line. */
const headline = ({ what, about }: NewsWords, i18n: I18n): string =>
	oneLine(
		about
			? i18n.t('news:headline', { what, about: isolate(shortened(oneLine(about.text), 80)) })
			: what
	);

/** One mail with all that is new for a person: one word, or a digest of several. */
export async function letterMail(letter: Letter): Promise<Mail> {
	const { news, language, code, origin } = letter;
	const i18n = await speak(language);
	const only = news.length === 1 ? news[0] : undefined;
	const at = (path: string) => new URL(path, origin).href;
	const shown = news.slice(0, MOST);
	return layOut({
		language,
		subject: only
			? headline(wordsOf(only, i18n), i18n)
			: i18n.t('mail:digest.subject', { count: news.length }),
		parts: [
			...(only ? [] : [{ text: i18n.t('mail:digest.text') }]),
			...shown.flatMap((each) => entry(each, i18n, at(pathOf(targetOf(each), language)))),
			...(news.length > shown.length
				? [{ text: i18n.t('mail:digest.more', { count: news.length - shown.length }) }]
				: [])
		],
		link: only
			? { href: at(pathOf(targetOf(only), language)), label: i18n.t('mail:digest.open') }
			: { href: at(route.news({ lang: language })), label: i18n.t('mail:digest.all') },
		footer: i18n.t('mail:footer.news'),
		stop: {
			href: at(withQuery(route.unsubscribe({ code }), { lang: language })),
			label: i18n.t('mail:stop')
		}
	});
}

function entry(news: News, i18n: I18n, href: string): Part[] {
	const { what, about, status, author, words } = wordsOf(news, i18n);
	const text = words && shortened(words.text, EXCERPT);
	return [
		{
			text: status ? i18n.t('news:headline', { what, about: isolate(status) }) : what,
			kind: 'strong'
		},
		...(about ? [{ text: oneLine(about.text), language: about.language, href }] : []),
		...(author ? [{ text: i18n.t('news:by', { name: isolate(oneLine(author)) }) }] : []),
		...(words && text ? [{ text, language: words.language, kind: 'quote' as const }] : [])
	];
}

/** What the service worker shows (src/service-worker/push.ts). Small: push services take four kilobytes. */
export interface PushWords {
	title: string;
	body: string;
	/** Path of the page it leads to. */
	url: string;
	/** A later word about the same thread takes the place of the earlier. */
	tag: string;
	lang: Language;
	dir: 'ltr' | 'rtl';
}

export async function pushWords(news: News, language: Language): Promise<PushWords> {
	const i18n = await speak(language);
	const { what, about, status, words } = wordsOf(news, i18n);
	const body = [about?.text, status, words?.text].filter(Boolean).map((part) => part as string);
	return {
		title: what,
		body: shortened(oneLine(body.join(' · ')), GLANCE),
		url: route.openNews({ lang: language, id: news.id }),
		tag: `news-${news.thread?.id ?? news.measure?.id ?? news.id}`,
		lang: language,
		dir: i18n.dir
	};
}
