import { Marked } from 'marked';
import sanitizeHtml from 'sanitize-html';

const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

/** Only addresses that open a page or a mail. Null for anything else, such as `javascript:`. */
function safeAddress(href: string): URL | null {
	const url = URL.canParse(href) ? new URL(href) : null;
	return url && ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url : null;
}

const bare = (text: string) => text.replace(/^https?:\/\/(www\.)?|^mailto:|\/$/g, '');

/** What people type, in a small Markdown: lists, quotes, links, emphasis. HTML is text; headings are bold lines. */
const marked = new Marked({
	gfm: true,
	breaks: true,
	async: false,
	renderer: {
		html: ({ text }) => escape(text),
		heading({ tokens }) {
			return `<p><strong>${this.parser.parseInline(tokens)}</strong></p>\n`;
		},
		hr: () => '',
		// A picture from elsewhere would tell that place who reads here.
		image: ({ href, text }) => link(href, escape(text || href), text || href),
		link({ href, tokens, text }) {
			return link(href, this.parser.parseInline(tokens), text);
		},
		checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
		table({ raw }) {
			return `<p>${escape(raw.trim()).replaceAll('\n', '<br>')}</p>`;
		}
	}
});

/** A link whose words are not its address says where it leads, so that it cannot pretend. */
function link(href: string, html: string, words: string): string {
	const url = safeAddress(href);
	if (!url) return html;
	const place = url.protocol === 'mailto:' ? url.pathname : url.host;
	const honest = bare(words) === bare(href) || bare(words) === place;
	const said = honest ? '' : ` <bdi class="muted">(${escape(place)})</bdi>`;
	return `<a href="${escape(url.href)}"><bdi>${html}</bdi></a>${said}`;
}

const OPTIONS: sanitizeHtml.IOptions = {
	allowedTags: [
		...['p', 'br', 'strong', 'em', 'del', 'a', 'bdi'],
		...['ul', 'ol', 'li', 'blockquote', 'code', 'pre']
	],
	allowedAttributes: { a: ['href', 'rel', 'class'], bdi: ['class'], ol: ['start'] },
	allowedClasses: { bdi: ['muted'], a: ['mention'] },
	// Addresses of our own pages begin with a slash.
	allowedSchemes: ['http', 'https', 'mailto'],
	allowProtocolRelative: false,
	nestingLimit: 12,
	transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow ugc noopener' }) }
};

/** Deeper nesting says nothing more and only costs: quotes and lists of a thousand levels are flattened first. */
const flatten = (text: string) =>
	text.replace(/^(?:[ \t]*>){6,}/gm, '>>>>>').replace(/^[ \t]{24,}/gm, '    ');

/**
 * HTML of a text in Viertel's small Markdown: safe to show as it is. Its direction is that of the
 * element around it; links and names in another script keep theirs.
 */
export const renderMarkdown = (text: string): string =>
	sanitizeHtml(marked.parse(flatten(text)) as string, OPTIONS);

/** The same without any markup, on one line: for lists, mails and descriptions. */
export const plainText = (text: string): string =>
	sanitizeHtml(renderMarkdown(text), { allowedTags: [], allowedAttributes: {} })
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&amp;/g, '&')
		.replace(/\s+/g, ' ')
		.trim();
