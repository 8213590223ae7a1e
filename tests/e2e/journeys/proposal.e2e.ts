import { expect, type Browser, type Page } from '@playwright/test';
import { berlinDay, PHASE_KINDS, type PhaseKind } from '#lib/features/proposals/phases/model.ts';
import type { Language } from '#lib/i18n/languages.ts';
import { route, withQuery } from '#lib/route.ts';
import { HALLE } from '../support/districts.ts';
import { ownAddress } from '../support/mail.ts';
import { signIn } from '../support/people.ts';
import { say } from '../support/say.ts';
import { test } from '../support/staff.ts';

const german = (key: string, values = {}) => say('de', key, values);
const arabic = (key: string, values = {}) => say('ar', key, values);
const district = HALLE.id;
const dayFromNow = (days: number) => berlinDay(new Date(Date.now() + days * 86_400_000));
const done = (page: Page, what: string, language: Language = 'de') =>
	expect(page.getByText(say(language, `proposals:done.${what}`))).toBeVisible();

/** Somebody new with a name, whose phone runs no scripts once they are signed in. */
async function aResident(browser: Browser, name: string, language: Language) {
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const entering = await context.newPage();
	await signIn(entering, context.request, {
		email: ownAddress(name.toLowerCase().replace(/\W/g, '')),
		language,
		next: route.home({ lang: language, district })
	});
	await entering.locator('[name="display_name"]').fill(name);
	await entering.getByRole('button', { name: say(language, 'account:welcome.go') }).click();
	await expect(entering).not.toHaveURL(/welcome/);
	const session = await context.storageState();
	await context.close();
	const plain = await browser.newContext({
		storageState: session,
		javaScriptEnabled: false
	});
	return plain.newPage();
}

/** Sets the days so that this phase is today, and the others around it. */
async function setDays(manager: Page, today: PhaseKind) {
	const at = PHASE_KINDS.indexOf(today);
	for (const [index, kind] of PHASE_KINDS.entries()) {
		const start = 10 * (index - at) - 3;
		await manager.locator(`[name="phases.${kind}.starts_on"]`).fill(dayFromNow(start));
		await manager.locator(`[name="phases.${kind}.ends_on"]`).fill(dayFromNow(start + 9));
	}
	await manager.getByRole('button', { name: german('proposals:manage.save') }).click();
	await done(manager, 'process');
}

async function makeProcess(manager: Page, title: string): Promise<string> {
	await manager.goto(route.manage.newProcess({ district }));
	const save = manager.getByRole('button', { name: german('proposals:manage.save') });
	await save.click();
	await expect(
		manager.getByRole('alert').getByRole('link', { name: german('proposals:error.title_missing') })
	).toBeVisible();
	await manager.locator('[name="title.de"]').fill(title);
	await manager.getByRole('checkbox', { name: german('proposals:manage.is_public') }).check();
	await setDays(manager, 'collect');
	return /processes\/([0-9a-f-]{36})/.exec(manager.url())?.[1] ?? '';
}

test('a proposal goes from an idea to a measure, phase by phase', async ({
	browser,
	manager,
	page
}) => {
	test.slow();
	const mark = crypto.randomUUID().slice(0, 8);
	const title = `مكان للشواء عند البحيرة ${mark}`;
	const better = `مكان للشواء تحت الأشجار ${mark}`;
	const process = await makeProcess(manager, `Unser Viertel ${mark}`);
	const amal = await aResident(browser, `Amal ${mark}`, 'ar');
	const jonas = await aResident(browser, `Jonas ${mark}`, 'de');

	// Without JavaScript and in Arabic: what is missing is said, and nothing typed is lost.
	await amal.goto(withQuery(route.newProposal({ lang: 'ar', district }), { process }));
	await amal.locator('[name="title"]').fill(title);
	await amal.locator('[name="summary"]').fill('مكان للجميع، مع طاولات.');
	await amal.locator('[name="body"]').fill('- شوايتان\n- **أربع** طاولات');
	await amal.locator('[name="cost"]').fill('٢٥٠٠');
	const send = amal.getByRole('button', { name: arabic('proposals:form.send') });
	await send.click();
	await expect(
		amal.getByRole('link', { name: arabic('proposals:error.sphere_missing') })
	).toBeVisible();
	await expect(amal.locator('[name="title"]')).toHaveValue(title);
	await amal.locator('[name="sphere"]').selectOption('public_space');
	await send.click();
	await done(amal, 'written', 'ar');
	const id = /proposals\/([0-9a-f-]{36})/.exec(amal.url())?.[1] ?? '';
	await expect(amal.locator('strong', { hasText: 'أربع' })).toBeVisible();

	// Another neighbour finds it in the list and supports it, once.
	await jonas.goto(withQuery(route.proposals({ lang: 'de', district }), { process }));
	await jonas.getByRole('link', { name: title }).click();
	await expect(jonas.getByText(german('proposals:phase.collect.now'))).toBeVisible();
	await jonas.getByRole('button', { name: german('proposals:support.on') }).click();
	await done(jonas, 'supported');
	const count = german('proposals:list.supports', { count: 1, formatted: '1' });
	await expect(jonas.getByText(count)).toBeVisible();
	await expect(jonas.getByRole('button', { name: german('proposals:support.off') })).toBeVisible();

	await manager.goto(route.manage.process({ district, id: process }));
	await setDays(manager, 'discuss');
	await amal.goto(route.editProposal({ lang: 'ar', district, id }));
	await expect(amal.getByText(arabic('proposals:phase.closed'))).toBeVisible();
	await expect(amal.getByText(arabic('proposals:phase.discuss.now'))).toBeVisible();

	await jonas.goto(route.proposal({ lang: 'de', district, id }));
	await jonas.getByLabel(german('proposals:arguments.add_for')).fill(`Alle treffen sich. ${mark}`);
	await jonas
		.getByRole('button', { name: german('proposals:arguments.send') })
		.first()
		.click();
	await done(jonas, 'said');
	await expect(jonas.getByText(`Alle treffen sich. ${mark}`)).toBeVisible();
	await jonas.getByRole('link', { name: german('proposals:page.amend') }).click();
	await jonas.locator('[name="title"]').fill(better);
	await jonas.locator('[name="reason"]').fill('Im Sommer ist es heiß.');
	await jonas.getByRole('button', { name: german('proposals:amend.send') }).click();
	await done(jonas, 'suggested');
	await expect(jonas.locator('ins').first()).toBeVisible();

	await amal.goto(route.proposal({ lang: 'ar', district, id }));
	await amal.getByRole('button', { name: arabic('proposals:amend.accept'), exact: true }).click();
	await done(amal, 'amended', 'ar');
	await expect(amal.getByRole('heading', { level: 1, name: better })).toBeVisible();
	await amal.getByRole('link', { name: arabic('proposals:page.versions') }).click();
	await expect(amal.locator('del').first()).toBeVisible();

	// The page stands open while the phase ends: the form is refused, and says why.
	await jonas.goto(route.proposal({ lang: 'de', district, id }));
	await manager.goto(route.manage.process({ district, id: process }));
	await setDays(manager, 'check');
	await jonas.getByLabel(german('proposals:arguments.add_against')).fill('Zu laut.');
	await jonas
		.getByRole('button', { name: german('proposals:arguments.send') })
		.last()
		.click();
	await expect(jonas.getByText(german('proposals:phase.check.now'))).toBeVisible();
	await expect(jonas.getByText(german('proposals:error.phase_closed'))).toBeVisible();

	await manager.goto(route.manage.proposal({ district, id }));
	await manager.locator('[name="status"]').selectOption('partly');
	const answer = manager.getByRole('button', { name: german('proposals:manage.send') });
	await answer.click();
	await expect(
		manager.getByRole('alert').getByRole('link', { name: german('proposals:error.answer_missing') })
	).toBeVisible();
	await manager.locator('[name="status"]').selectOption('accepted');
	await manager.locator('[name="answer.de"]').fill(`Wir bauen zwei Grills. ${mark}`);
	await answer.click();
	await done(manager, 'checked');
	await manager.getByRole('link', { name: german('proposals:manage.new_measure') }).click();
	await manager.locator('[name="title.de"]').fill(`Grillplatz ${mark}`);
	await manager.getByRole('checkbox', { name: german('common:sphere.public_space') }).check();
	await manager.getByRole('checkbox', { name: german('manage:measure.is_public') }).check();
	await manager.getByRole('button', { name: german('manage:measure.save'), exact: true }).click();
	await expect(manager.getByText(german('manage:done.measure'))).toBeVisible();

	// Everybody sees what became of it.
	await page.goto(route.proposal({ lang: 'de', district, id }));
	await expect(page.getByText(`Wir bauen zwei Grills. ${mark}`)).toBeVisible();
	await page.getByRole('link', { name: `Grillplatz ${mark}` }).click();
	await expect(page.getByRole('heading', { level: 1, name: `Grillplatz ${mark}` })).toBeVisible();
});
