import { showCode } from '../features/reports/model.ts';
import { I18n } from '../i18n/i18n.svelte.ts';
import { FALLBACK_LANGUAGE, isLanguage, type Language } from '../i18n/languages.ts';
import { loadStrings } from '../i18n/load.ts';
import { pickText, type Texts } from '../i18n/texts.ts';
import { route } from '../route.ts';
import { layOut, type Mail, type Part } from './mail-layout.ts';

export type { Mail } from './mail-layout.ts';

/** What `private.tell_reporter()` puts into the outbox. */
export interface Tidings {
	kind: 'receipt' | 'publish' | 'restore' | 'hide' | 'remove' | 'status' | 'measure';
	language: string;
	payload: {
		report: string;
		district: string;
		/** The guest's follow-up code. */
		code: string;
		/** The first 300 characters of what was reported. */
		body: string;
		body_language: string;
		status?: string | null;
		reason?: Texts | null;
		answer?: Texts;
		measure?: string;
		title?: Texts;
	};
}

/** What mails are written with. */
export async function speak(language: Language): Promise<I18n> {
	const strings = await loadStrings(language, ['mail', 'news', 'common']);
	return new I18n(() => ({ language, strings }));
}

/** The mail with a sign-in code. */
export async function codeMail(language: Language, code: string): Promise<Mail> {
	const i18n = await speak(language);
	return layOut({
		language,
		subject: i18n.t('mail:code.subject', { code }),
		parts: [
			{ text: i18n.t('mail:code.text') },
			{ text: code, kind: 'code' },
			{ text: i18n.t('mail:code.ignore') }
		],
		footer: i18n.t('mail:footer.code')
	});
}

/** The mail that tells a guest what became of their report. `origin` is the address of this installation. */
export async function reporterMail(news: Tidings, origin: string): Promise<Mail> {
	const { kind, payload } = news;
	const language = isLanguage(news.language) ? news.language : FALLBACK_LANGUAGE;
	const i18n = await speak(language);
	const status = payload.status ? i18n.t(`common:status.${payload.status}.name`) : '';
	return layOut({
		language,
		subject: i18n.t(`mail:${kind}.subject`, { status }),
		parts: [
			{ text: i18n.t(`mail:${kind}.text`) },
			...whatHappened(news, i18n),
			{ text: i18n.t('mail:yours') },
			{ text: shortened(payload.body), language: payload.body_language, kind: 'quote' }
		],
		link: {
			href: new URL(route.follow({ lang: language, code: showCode(payload.code) }), origin).href,
			label: i18n.t('mail:open')
		},
		footer: i18n.t('mail:footer.guest')
	});
}

function whatHappened({ kind, payload }: Tidings, i18n: I18n): Part[] {
	const { status, code } = payload;
	const reason = pickText(payload.reason ?? {}, i18n.language);
	const parts: Part[] = [];
	if (status) {
		const name = i18n.t(`common:status.${status}.name`);
		parts.push({ text: i18n.t('mail:status.now', { status: name }), kind: 'strong' });
		parts.push({ text: i18n.t(`common:status.${status}.meaning`) });
	}
	if (reason) parts.push({ text: i18n.t('mail:reason') }, { ...reason, kind: 'quote' });
	const answer = pickText(payload.answer ?? {}, i18n.language);
	if (answer) parts.push({ text: i18n.t('mail:answer') }, { ...answer, kind: 'quote' });
	const title = pickText(payload.title ?? {}, i18n.language);
	if (title) parts.push({ ...title, kind: 'strong' });
	if (kind === 'receipt')
		parts.push({ text: i18n.t('mail:receipt.code') }, { text: showCode(code), kind: 'code' });
	return parts;
}

const shortened = (body: string) => (body.length < 300 ? body : `${body.trimEnd()} …`);
