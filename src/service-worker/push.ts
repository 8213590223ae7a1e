import { self } from '$app/service-worker';

/** What the server sends (src/lib/server/news/letters.ts). */
interface PushWords {
	title: string;
	body: string;
	url: string;
	tag: string;
	lang: string;
	dir: 'ltr' | 'rtl';
}

/** Browsers end subscriptions whose pushes show nothing: whatever comes, something is shown. */
function wordsOf(event: PushEvent): Partial<PushWords> {
	try {
		return (event.data?.json() ?? {}) as Partial<PushWords>;
	} catch {
		return {};
	}
}

/** Only pages of this installation are opened, whatever the push says. */
const pageOf = (url: unknown): string =>
	typeof url === 'string' && new URL(url, self.location.origin).origin === self.location.origin
		? new URL(url, self.location.origin).href
		: self.location.origin;

async function open(address: string): Promise<void> {
	const windows = await self.clients.matchAll({ type: 'window' });
	const [first] = windows;
	if (!first) return void (await self.clients.openWindow(address));
	await first.focus();
	await first.navigate(address);
}

export function registerPush() {
	self.addEventListener('push', (event) => {
		const { title = 'Viertel', body = '', url, tag, lang, dir } = wordsOf(event);
		event.waitUntil(
			self.registration.showNotification(title, {
				body,
				icon: '/icons/icon-192.png',
				badge: '/icons/icon-192.png',
				data: { url },
				...(tag ? { tag } : {}),
				...(lang ? { lang } : {}),
				...(dir ? { dir } : {})
			})
		);
	});
	self.addEventListener('notificationclick', (event) => {
		event.notification.close();
		const { url } = (event.notification.data ?? {}) as { url?: unknown };
		event.waitUntil(open(pageOf(url)));
	});
}
