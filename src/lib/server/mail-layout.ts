import { directionOf, isLanguage, localeOf, type Language } from '../i18n/languages.ts';

export interface Mail {
	subject: string;
	text: string;
	html: string;
	language: Language;
	/** Where one click stops mail of this kind. */
	unsubscribe?: string;
}

export interface Part {
	text: string;
	/** The text's own language where it is not the mail's. */
	language?: string;
	kind?: 'strong' | 'quote' | 'code';
	/** Where these words lead. */
	href?: string;
}

interface Content {
	language: Language;
	subject: string;
	parts: readonly Part[];
	link?: { href: string; label: string };
	footer: string;
	/** How to get no more of these, at the foot of the mail and for mail programs. */
	stop?: { href: string; label: string };
}

const escape = (text: string) =>
	text.replace(
		/[&<>"]/g,
		(c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c
	);

/** One line without anything that could end a header, or turn what follows around. */
export const oneLine = (text: string) =>
	text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e]+/gu, ' ').trim();

/** A mail as text and as HTML. Mail programs know neither style sheets nor logical properties: sides are worked out here. */
export function layOut({ language, subject, parts, link, footer, stop }: Content): Mail {
	const title = oneLine(subject);
	const body = parts.map((part) => html(part, language));
	if (link)
		body.push(
			`<p style="margin:28px 0"><a href="${escape(link.href)}" style="display:inline-block;padding:14px 24px;background:#0f5257;color:#faf7f2;border-radius:12px;text-decoration:none;font-weight:600">${escape(link.label)}</a></p>`
		);
	return {
		subject: title,
		language,
		...(stop ? { unsubscribe: stop.href } : {}),
		text: [
			...parts.map(plain),
			...(link ? [`${link.label}:\n${link.href}`] : []),
			`-- \n${footer}`,
			...(stop ? [`${stop.label}:\n${stop.href}`] : [])
		].join('\n\n'),
		html: `<!doctype html><html ${spoken(language)}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title></head><body style="margin:0;padding:0;background:#faf7f2"><div ${spoken(language)} style="max-width:560px;margin:0 auto;padding:24px;background:#faf7f2;color:#1c2429;font:17px/1.6 'Source Sans 3',system-ui,sans-serif;text-align:${startOf(language)}">${MARK}${body.join('')}<p style="margin:32px 0 0;padding:16px 0 0;border-top:1px solid #d9d3c7;font-size:14px;color:#5b6469">${escape(footer)}${stop ? `<br><a href="${escape(stop.href)}" style="color:#0f5257">${escape(stop.label)}</a>` : ''}</p></div></body></html>`
	};
}

const plain = ({ text, kind, href }: Part): string => {
	const words = kind === 'quote' ? text.replace(/^/gm, '> ') : text;
	return href ? `${words}\n${href}` : words;
};

const MARK =
	'<p dir="ltr" lang="de" style="margin:0 0 24px;font-weight:700"><span style="display:inline-block;width:18px;height:18px;margin-right:8px;background:#0f5257;border-top-right-radius:18px;vertical-align:-2px"></span>Viertel</p>';

const startOf = (language: string) => (directionOf(language) === 'rtl' ? 'right' : 'left');
/** `lang` and `dir`, on the body's own element too: many programs throw away the `html` tag. */
const spoken = (language: string) =>
	`lang="${escape(isLanguage(language) ? localeOf(language) : language)}" dir="${directionOf(language)}"`;

function html({ text, language, kind, href }: Part, around: Language): string {
	const own = language ? ` ${spoken(language)}` : '';
	const side = startOf(language ?? around);
	const words = escape(text).replaceAll('\n', '<br>');
	const body = href ? `<a href="${escape(href)}" style="color:#0f5257">${words}</a>` : words;
	if (kind === 'code')
		return `<p style="margin:24px 0"><span dir="ltr" style="font:700 30px/1.2 monospace;letter-spacing:4px">${body}</span></p>`;
	if (kind === 'quote')
		return `<blockquote${own} style="margin:16px 0;padding:0 16px;border-${side}:4px solid #f2b134;text-align:${side}">${body}</blockquote>`;
	const weight = kind === 'strong' ? ';font-weight:700' : '';
	return `<p${own} style="margin:16px 0;text-align:${side}${weight}">${body}</p>`;
}
