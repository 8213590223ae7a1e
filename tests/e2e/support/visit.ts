import { expect, type BrowserContextOptions, type Page } from '@playwright/test';
import type { Language } from '#lib/i18n/languages.ts';
import { route } from '#lib/route.ts';
import { HALLE } from './districts.ts';
import type { ScreenPage, Things } from './pages.ts';
import { changedTopic } from './forum.ts';
import { signIn } from './people.ts';
import { phonePhoto } from './pictures.ts';
import { postReport } from './post-report.ts';
import { test as base } from './staff.ts';

type Session = Exclude<BrowserContextOptions['storageState'], string | undefined>;

/** The language stands for itself where the address does not say it. */
async function speak(page: Page, language: Language, baseURL: string): Promise<void> {
	await page.context().addCookies([{ name: 'language', value: language, url: baseURL }]);
}

/** A resident of the demo for each worker, with reports of their own. */
const RESIDENTS = ['resident@viertel.example', 'brigitte@viertel.example'] as const;

const firstLink = (html: string, path: string): string =>
	new RegExp(`href="[^"]*/${path}/([0-9a-f-]{36})"`).exec(html)?.[1] ?? '';

/** Opens any page there is, as whoever may see it: `visit(page, 'ar')`. */
export const test = base.extend<
	{ visit: (page: ScreenPage, language: Language) => Promise<Page> },
	{ things: Things; residentSession: Session }
>({
	residentSession: [
		async ({ browser }, use, { project, parallelIndex }) => {
			const context = await browser.newContext({ baseURL: project.use.baseURL });
			const email = RESIDENTS[parallelIndex % RESIDENTS.length] ?? RESIDENTS[0];
			await signIn(await context.newPage(), context.request, { email });
			const session = await context.storageState();
			await context.close();
			await use(session);
		},
		{ scope: 'worker' }
	],
	things: [
		async ({ browser, residentSession }, use, { project }) => {
			const baseURL = project.use.baseURL ?? '';
			const { request } = await browser.newContext({ baseURL });
			const read = async (address: string) => (await request.get(address)).text();
			const at = { lang: 'de', district: HALLE.id };
			const done = await read(`${route.reports(at)}?status=done`);
			// One with a photo: its card has the picture before the title.
			const withPhoto = done.slice(done.indexOf('/photos/'));
			const { id, code } = await postReport(
				request,
				baseURL,
				{ body: 'Am Spielplatz fehlt eine Schaukel. Die Ketten hängen lose.' },
				{ photos: [await phonePhoto()] }
			);
			await use({
				report: firstLink(withPhoto, 'reports'),
				measure: firstLink(await read(route.measures(at)), 'measures'),
				topic: firstLink(await read(route.forum(at)), 'forum'),
				ownTopic: await changedTopic(browser, residentSession, baseURL),
				waiting: id,
				code
			});
		},
		{ scope: 'worker' }
	],
	visit: async ({ browser, things, session, residentSession, baseURL }, use) => {
		const contexts = new Map<ScreenPage['as'], Page>();
		const open = async (as: ScreenPage['as']) => {
			const storageState = { guest: undefined, manager: session, resident: residentSession }[as];
			const context = await browser.newContext({ storageState, reducedMotion: 'reduce' });
			const page = await context.newPage();
			contexts.set(as, page);
			return page;
		};
		await use(async ({ as, address }, language) => {
			const page = contexts.get(as) ?? (await open(as));
			await speak(page, language, baseURL ?? '');
			await page.goto(address(language, things), { waitUntil: 'networkidle' });
			await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
			return page;
		});
		for (const page of contexts.values()) await page.context().close();
	}
});
