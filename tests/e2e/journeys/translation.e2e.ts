import { expect, type Locator, type Page } from '@playwright/test';
import type { Language } from '#lib/i18n/languages.ts';
import { route, withQuery } from '#lib/route.ts';
import { HALLE } from '../support/districts.ts';
import { signIn } from '../support/people.ts';
import type { PostReport } from '../support/post-report.ts';
import { say } from '../support/say.ts';
import { test } from '../support/staff.ts';
import { sentTexts } from '../support/translator.ts';

const at = (lang: Language, id: string) => ({ lang, district: HALLE.id, id });
const SENTENCE = 'Im Hof stehen seit Tagen drei kaputte Fahrräder im Weg.';
const VIETNAMESE = 'Trong sân có ba chiếc xe đạp hỏng chắn lối đi đã mấy ngày nay.';
const ARABIC = 'منذ أيام تقف ثلاث دراجات معطلة في الفناء وتسد الطريق.';

async function aPublicReport(manager: Page, post: PostReport, body = SENTENCE): Promise<string> {
	const { id } = await post({ body });
	await manager.goto(route.manage.waiting({ district: HALLE.id, id }));
	await manager
		.getByRole('button', { name: say('de', 'manage:action.publish'), exact: true })
		.click();
	await expect(manager.getByText(say('de', 'manage:done.publish'))).toBeVisible();
	return id;
}

/** Reads on until a machine has made it. */
async function untilTranslated(page: Page, words: Locator): Promise<void> {
	await expect(async () => {
		await page.reload();
		await expect(words).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: 45_000 });
}

test('a report in German is read in Vietnamese and Arabic, and what is private stays here', async ({
	manager,
	page,
	postReport,
	request
}) => {
	const mail = `rad-${crypto.randomUUID().slice(0, 8)}@example.org`;
	const id = await aPublicReport(
		manager,
		postReport,
		`${SENTENCE}\nWer sie vermisst, schreibt bitte an ${mail}.`
	);
	for (const [language, words, dir] of [
		['vi', VIETNAMESE, 'ltr'],
		['ar', ARABIC, 'rtl']
	] as const) {
		await page.goto(route.report(at(language, id)));
		const original = page.locator('[lang=de]', { hasText: SENTENCE });
		await expect(original).toHaveCount(1);
		const translated = page.locator(`.words[lang=${language}]`, { hasText: words });
		await untilTranslated(page, translated);
		await expect(translated).toHaveAttribute('dir', dir);
		await expect(translated).toContainText(mail);
		await expect(page.getByText('LibreTranslate')).toBeVisible();
		await expect(original).toBeHidden();
		await page
			.locator('summary', { hasText: say(language, 'ui:translated.show_original') })
			.click();
		await expect(original).toBeVisible();
		await expect(original).toHaveAttribute('dir', 'ltr');
	}
	const sent = await sentTexts(request);
	expect(sent).toContain(SENTENCE);
	expect(sent).not.toContain(mail);
	expect(sent.split(SENTENCE), 'sent once for each language').toHaveLength(3);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a resident corrects a machine, a manager locks it, and the history says who', async ({
		manager,
		page,
		postReport,
		request
	}, { project }) => {
		const id = await aPublicReport(manager, postReport, `${SENTENCE} (${crypto.randomUUID()})`);
		const address = withQuery(route.translation(at('de', id)), { language: 'vi' });
		// A code is valid until the next is asked for: nobody else signs in as these.
		const email = `${project.name === 'phone' ? 'uta' : 'marcel'}@viertel.example`;
		await page.goto(address);
		await expect(page.getByText(say('de', 'translation:page.sign_in'))).toBeVisible();
		await expect(page.locator('textarea')).toHaveCount(0);
		await signIn(page, request, { email, next: address });
		await untilTranslated(page, page.locator('textarea', { hasText: '[vi]' }));

		const text = page.getByRole('textbox', { name: say('de', 'translation:form.body') });
		const save = page.getByRole('button', { name: say('de', 'translation:form.save') });
		await expect(text).toHaveAttribute('lang', 'vi');
		await text.fill('  ');
		await save.click();
		await expect(page.getByText(say('de', 'translation:error.body_missing')).first()).toBeVisible();
		await text.fill('Ba chiếc xe đạp hỏng trong sân.');
		await save.click();
		await expect(page.getByText(say('de', 'translation:done.saved'))).toBeVisible();

		await page.goto(route.report(at('vi', id)));
		await expect(page.locator('.words[lang=vi]')).toContainText('Ba chiếc xe đạp');
		const history = page.getByRole('listitem');
		await page.goto(address);
		await expect(history.filter({ hasText: 'LibreTranslate' })).toHaveCount(1);
		await expect(history.first()).not.toContainText('LibreTranslate');

		// Somebody else, who reads the newest version, has the last word; whoever read an older one is told.
		await manager.goto(address);
		await manager.getByRole('textbox', { name: say('de', 'translation:form.body') }).fill('Ba xe.');
		await manager.getByRole('button', { name: say('de', 'translation:form.save') }).click();
		await expect(manager.getByText(say('de', 'translation:done.saved'))).toBeVisible();
		await text.fill('Bốn chiếc xe đạp hỏng.');
		await save.click();
		await expect(page.getByText(say('de', 'translation:error.version_old'))).toBeVisible();
		await expect(text).toHaveValue('Bốn chiếc xe đạp hỏng.');
		await expect(page.locator('.words[lang=vi]').first()).toContainText('Ba xe.');

		await manager.getByRole('button', { name: say('de', 'translation:lock.lock') }).click();
		await expect(manager.getByText(say('de', 'translation:done.locked'))).toBeVisible();
		await save.click();
		await expect(page.getByText(say('de', 'translation:error.locked'))).toBeVisible();
		await expect(text).toHaveValue('Bốn chiếc xe đạp hỏng.');
		await page.goto(address);
		await expect(page.getByText(say('de', 'translation:page.locked'))).toBeVisible();
		await expect(page.locator('textarea')).toHaveCount(0);
		await manager.goto(route.manage.log({ district: HALLE.id }));
		await expect(
			manager.getByText(say('de', 'manage:history.lock_translation')).first()
		).toBeVisible();
	});

	test('what was typed survives a lost session', async ({ page, postReport, manager, request }, {
		project
	}) => {
		const id = await aPublicReport(manager, postReport);
		const address = withQuery(route.translation(at('de', id)), { language: 'en' });
		const email = `${project.name === 'phone' ? 'friedrun' : 'tobi'}@viertel.example`;
		await signIn(page, request, { email, next: address });
		await page.goto(address);
		const text = page.getByRole('textbox', { name: say('de', 'translation:form.body') });
		await text.fill('Three broken bicycles.');
		await page.context().clearCookies();
		await page.getByRole('button', { name: say('de', 'translation:form.save') }).click();
		await expect(page.getByText(say('de', 'translation:error.signed_out'))).toBeVisible();
		await expect(text).toHaveValue('Three broken bicycles.');
	});

	test('a language guessed wrong is put right', async ({ manager, postReport }) => {
		const id = await aPublicReport(manager, postReport);
		await manager.goto(route.report(at('de', id)));
		const wrong = say('de', 'translation:language.not_right', {
			language: '\u2068Deutsch\u2069'
		});
		await manager.locator('summary', { hasText: wrong }).click();
		await manager
			.getByRole('combobox', { name: say('de', 'translation:language.really') })
			.selectOption('uk');
		await manager.getByRole('button', { name: say('de', 'translation:language.save') }).click();
		await expect(manager).toHaveURL(route.report(at('de', id)));
		await expect(manager.locator('.words[lang=uk]')).toContainText(SENTENCE);
	});
});

test('staff see what machines have used and what their own texts lack', async ({ manager }) => {
	await manager.goto(route.manage.measures({ district: HALLE.id }));
	await manager.getByRole('link', { name: say('de', 'manage:measures.languages') }).click();
	await expect(
		manager.getByRole('heading', { level: 1, name: say('de', 'translation:manage.title') })
	).toBeVisible();
	await expect(manager.getByText(/LibreTranslate.*400\.000/)).toBeVisible();
	const lacking = manager.getByRole('article').first().getByRole('link');
	await lacking.click();
	await expect(manager).toHaveURL(/\/measures\/[0-9a-f-]{36}$/);
});

/** The documented API, as browsers that have it offer it. It knows one sentence. */
function pretendTranslator([from, to]: readonly [string, string]) {
	const knows = (sourceLanguage: string, targetLanguage: string) =>
		sourceLanguage === 'de' && targetLanguage === 'ku';
	Object.assign(self, {
		Translator: {
			availability: async ({ sourceLanguage = '', targetLanguage = '' }) =>
				knows(sourceLanguage, targetLanguage) ? 'downloadable' : 'unavailable',
			create: async () => ({
				translate: async (text: string) => {
					if (!text.includes(from)) throw new Error('unknown');
					return text.replace(from, to);
				}
			})
		}
	});
}
const KURDISH = 'Sê bisiklêtên xerabûyî di hewşê de ne.';

test.describe('a device that translates', () => {
	test('puts its words in the place of the original, and sends nothing', async ({
		page,
		manager,
		postReport
	}) => {
		// No provider knows Kurdish: there is nothing but the device.
		const id = await aPublicReport(manager, postReport, `${SENTENCE} [Plan](https://example.org)`);
		await page.addInitScript(pretendTranslator, [SENTENCE, KURDISH] as const);
		await page.goto(route.report(at('ku', id)));
		const button = page.locator('[data-translate] button');
		await expect(button).toBeVisible();
		const asked: string[] = [];
		page.on('request', (sent) => asked.push(sent.url()));
		// The word of the link is one the device does not know: it says so, and the original stays.
		await button.click();
		await expect(page.locator('[data-note]')).toHaveText(
			(await button.getAttribute('data-failed')) ?? ''
		);
		await expect(page.getByText(SENTENCE)).toBeVisible();

		const plain = await aPublicReport(manager, postReport);
		await page.goto(route.report(at('ku', plain)), { waitUntil: 'networkidle' });
		const note = await button.getAttribute('data-done');
		asked.length = 0;
		await button.click();
		const words = page.locator('.words[lang=ku]', { hasText: KURDISH });
		await expect(words).toHaveAttribute('dir', 'ltr');
		await expect(page.locator('[data-note]')).toHaveText(note ?? '');
		await expect(page.getByText(SENTENCE)).toBeHidden();
		await button.click();
		await expect(page.locator('.words[lang=de]')).toBeVisible();
		expect(asked).toEqual([]);
	});

	test('is not offered where the browser has none', async ({ page, manager, postReport }) => {
		const id = await aPublicReport(manager, postReport);
		await page.addInitScript(() => Reflect.deleteProperty(self, 'Translator'));
		await page.goto(route.report(at('ku', id)), { waitUntil: 'networkidle' });
		await expect(page.locator('[data-translate] button')).toBeHidden();
		await expect(page.getByText(SENTENCE)).toBeVisible();
	});
});
