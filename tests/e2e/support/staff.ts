import type { BrowserContextOptions, Page } from '@playwright/test';
import { signIn } from './people.ts';
import { test as base } from './post-report.ts';

type Session = Exclude<BrowserContextOptions['storageState'], string | undefined>;

/** A code by mail is valid until the next is asked for: each worker signs in as somebody else. */
const MANAGERS = ['manager@viertel.example', 'jens.albrecht@viertel.example'] as const;

/** Tests with a `manager`: a page of somebody who is signed in as manager of Halle-Neustadt and reads German. */
export const test = base.extend<{ manager: Page }, { session: Session }>({
	session: [
		async ({ browser }, use, { project, parallelIndex }) => {
			const context = await browser.newContext({
				baseURL: project.use.baseURL,
				serviceWorkers: 'block'
			});
			const page = await context.newPage();
			const email = MANAGERS[parallelIndex % MANAGERS.length] ?? MANAGERS[0];
			await signIn(page, context.request, { email, next: '/manage' });
			const session = await context.storageState();
			await context.close();
			await use(session);
		},
		{ scope: 'worker' }
	],
	manager: async ({ browser, session }, use) => {
		const context = await browser.newContext({ storageState: session });
		await use(await context.newPage());
		await context.close();
	}
});
