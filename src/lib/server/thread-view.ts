import {
	showMentions,
	type Post,
	type Quote,
	type Reply,
	type Shown,
	type TopicCard,
	type TopicPage
} from '../features/forum/model.ts';
import type { Language } from '../i18n/languages.ts';
import { plainText } from './markdown.ts';
import { viewOf } from './spoken.ts';

const EXCERPT = 180;

/** The first words without markup, cut between two of them. */
function excerptOf(body: string): string {
	const letters = [...plainText(showMentions(body))];
	if (letters.length <= EXCERPT) return letters.join('');
	return `${letters
		.slice(0, EXCERPT)
		.join('')
		.replace(/\s+\S*$/u, '')} …`;
}

function shown<P extends Post>(post: P, reader: Language): Shown<P> {
	const { translation } = post;
	const spoken = {
		...post,
		body: showMentions(post.body),
		translation: translation && { ...translation, body: showMentions(translation.body) }
	};
	return { ...post, view: viewOf(spoken, reader) };
}

const shownQuote = (quote: Quote | null): Quote | null =>
	quote && { ...quote, excerpt: excerptOf(quote.excerpt) };

/** A reply with its words, and those it quotes, as a page shows them. */
const shownReply = (reply: Reply, reader: Language): Shown<Reply> => ({
	...shown(reply, reader),
	quoted: shownQuote(reply.quoted)
});

/** A topic with a page of its replies, rendered for one reader. */
export const shownTopic = (
	topic: TopicPage,
	reader: Language
): TopicPage<Shown<Post>, Shown<Reply>> => ({
	...topic,
	opening: shown(topic.opening, reader),
	answer: shownQuote(topic.answer),
	thread: {
		...topic.thread,
		replies: topic.thread.replies.map((reply) => shownReply(reply, reader))
	}
});

/** A few words of a reply, for the form that quotes it. */
export const quoteOf = ({ number, language, author, body }: Reply): Quote => ({
	number,
	language,
	author,
	excerpt: excerptOf(body)
});

/** A topic of the board with its first words as plain text. */
export const shownCard = (card: TopicCard): TopicCard => ({
	...card,
	excerpt: excerptOf(card.excerpt)
});
