import { expect, test, type Browser } from '@playwright/test';
import { route } from '#lib/route.ts';
import { HALLE } from '../support/districts.ts';
import { Neighbour } from '../support/forum.ts';
import { phonePhoto } from '../support/pictures.ts';

const TITLE = 'Wer hilft beim Beet vor Haus 12?';
const ANSWER = 'أنا أساعد يوم السبت. عندي **أدوات** للحديقة.';

async function neighbours(browser: Browser, javaScriptEnabled: boolean) {
	const options = { javaScriptEnabled, serviceWorkers: 'block' } as const;
	const german = new Neighbour(await (await browser.newContext(options)).newPage(), 'de');
	const arabic = new Neighbour(await (await browser.newContext(options)).newPage(), 'ar');
	return { german, arabic };
}

for (const scripted of [false, true])
	test(`two neighbours talk, each in their language (${scripted ? 'with' : 'without'} JavaScript)`, async ({
		browser
	}) => {
		const { german, arabic } = await neighbours(browser, scripted);
		await german.arrive('Jutta R.');
		await german.openForm();
		const title = `${TITLE} ${crypto.randomUUID().slice(0, 8)}`;
		const id = await german.start(
			title,
			'Es ist **viel** Arbeit:\n\n- graben\n- gießen',
			await phonePhoto()
		);
		await expect(german.page.getByRole('listitem').getByText('graben')).toBeVisible();
		await expect(german.page.locator('#opening img')).toHaveCount(1);

		await arabic.arrive('Nour H.');
		await arabic.page.goto(route.forum(arabic.at));
		await arabic.page.getByRole('link', { name: title }).click();
		await expect(arabic.page.locator('#opening [lang="de"][dir="ltr"]').first()).toBeVisible();
		await arabic.reply.fill(ANSWER);
		await arabic.sendReply.click();
		await expect(arabic.page).toHaveURL(/[?&]at=1.*#r1$/);
		await expect(arabic.number(1).locator('[lang="ar"][dir="rtl"] strong')).toHaveText('أدوات');

		// The German neighbour sees that there is something new, thanks, quotes and answers.
		await german.page.goto(route.forum(german.at));
		const card = german.page.getByRole('article').filter({ hasText: title });
		await expect(card.getByText(german.say('forum:mark.unread'))).toBeVisible();
		await card.getByRole('link').click();
		await expect(german.page.getByText(german.say('forum:thread.new'))).toBeVisible();
		const thanks = german
			.number(1)
			.getByRole('button', { name: german.say('forum:reaction.thanks') });
		await expect(thanks).toHaveAttribute('aria-pressed', 'false');
		await thanks.click();
		await expect(thanks).toHaveAttribute('aria-pressed', 'true');
		await expect(thanks).toContainText('1');
		await thanks.click();
		await expect(thanks).toHaveAttribute('aria-pressed', 'false');
		await german
			.number(1)
			.getByRole('link', { name: german.say('forum:post.quote') })
			.click();
		await expect(german.page.locator('#reply blockquote')).toContainText('Nour H.');
		await german.reply.fill('Wunderbar, bis Samstag!');
		await german.sendReply.click();
		await expect(german.number(2).getByRole('blockquote')).toContainText('أدوات');

		// What was written can be changed, and everybody sees how.
		await german
			.number(2)
			.getByRole('link', { name: german.say('forum:post.edit') })
			.click();
		await german.body.fill('Wunderbar, bis Sonntag!');
		await german.page.getByRole('button', { name: german.say('forum:form.save') }).click();
		await expect(german.number(2)).toContainText('bis Sonntag');
		await german
			.number(2)
			.getByRole('link', { name: german.say('forum:post.edited') })
			.click();
		await expect(german.page.locator('li del')).toContainText(['Samstag']);
		await expect(german.page.locator('li ins')).toContainText(['Sonntag']);

		// And taken back.
		await german.page.goto(`${route.topic({ ...german.at, id })}`);
		await german
			.number(2)
			.getByRole('link', { name: german.say('forum:post.edit') })
			.click();
		await german.page.locator('summary', { hasText: german.say('forum:edit.withdraw') }).click();
		await german.page
			.getByRole('button', { name: german.say('forum:edit.withdraw_confirm') })
			.click();
		await expect(german.number(2)).toHaveText(german.say('forum:thread.withdrawn', { count: 1 }));
		await german.page.context().close();
		await arabic.page.context().close();
	});

test('the link to a reply leads to its page of the topic', async ({ page, request }) => {
	const neighbour = new Neighbour(page, 'de');
	await neighbour.arrive('Vera T.');
	await neighbour.openForm();
	const id = await neighbour.start('Viele Antworten', 'Es wird lang.');
	for (let number = 1; number <= 22; number++) {
		await neighbour.reply.fill(`Antwort ${number}`);
		await neighbour.sendReply.click();
		await expect(neighbour.number(number)).toContainText(`Antwort ${number}`);
	}
	await neighbour.open(id);
	await expect(neighbour.number(20)).toBeVisible();
	await expect(neighbour.number(21)).toHaveCount(0);
	await page
		.getByRole('link', { name: neighbour.say('forum:thread.next') })
		.first()
		.click();
	await expect(neighbour.number(21)).toBeVisible();
	const edit = await neighbour
		.number(22)
		.getByRole('link', { name: neighbour.say('forum:post.edit') })
		.getAttribute('href');
	const answer = await request.get((edit ?? '').replace(/\/edit$/, ''), { maxRedirects: 0 });
	expect(answer.status()).toBe(303);
	expect(answer.headers().location).toBe(`${route.topic({ ...neighbour.at, id })}?at=22#r22`);
});

test('a guest who wants to write signs in and comes back', async ({ page }) => {
	await page.goto(route.newTopic({ lang: 'ar', district: HALLE.id }));
	await expect(page).toHaveURL(/\/ar\/sign-in\?next=/);
	expect(new URL(page.url()).searchParams.get('next')).toBe(
		route.newTopic({ lang: 'ar', district: HALLE.id })
	);
});

test('two changes at once lose neither', async ({ page, context }) => {
	const neighbour = new Neighbour(page, 'de');
	await neighbour.arrive('Paul W.');
	await neighbour.openForm();
	const id = await neighbour.start('Zwei Geräte', 'Am Anfang steht ein Satz.');
	const other = new Neighbour(await context.newPage(), 'de');
	for (const device of [neighbour, other])
		await device.page.goto(route.editPost({ ...device.at, id }));
	await other.body.fill('Am Anfang steht ein ganz anderer Satz.');
	await other.page.getByRole('button', { name: other.say('forum:form.save') }).click();
	await expect(other.page.locator('#opening')).toContainText('ganz anderer Satz');
	await neighbour.body.fill('Am Ende steht ein Satz.');
	const save = page.getByRole('button', { name: neighbour.say('forum:form.save') });
	await save.click();
	await expect(page.getByText(neighbour.say('forum:error.version_old'))).toBeVisible();
	await expect(neighbour.body).toHaveValue('Am Ende steht ein Satz.');
	await expect(
		page.getByRole('region', { name: neighbour.say('forum:edit.theirs') })
	).toContainText('ganz anderer');
	await save.click();
	await expect(page.locator('#opening')).toContainText('Am Ende steht ein Satz.');
	await page.goto(route.postHistory({ ...neighbour.at, id }));
	await expect(page.getByRole('listitem').filter({ hasText: 'ganz anderer' })).not.toHaveCount(0);
});
