import { request as ask, type IncomingMessage } from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect } from '@playwright/test';
import { HALLE } from '../support/districts.ts';
import { textOf } from '../support/html.ts';
import { ReportForm } from '../support/report-form.ts';
import { test } from '../support/post-report.ts';
import { say } from '../support/say.ts';

const MEGABYTE = 1024 * 1024;
const SIZE = 100 * MEGABYTE;

/** Sends a form of 100 megabytes, a megabyte at a time, the way a browser does. */
async function sendHuge(
	baseURL: string,
	announced: boolean
): Promise<{ status: number; html: string }> {
	const boundary = 'viertel';
	const head = `--${boundary}\r\nContent-Disposition: form-data; name="photos"; filename="film.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
	const tail = `\r\n--${boundary}--\r\n`;
	const sent = ask(`${baseURL}/de/${HALLE.id}/reports/new`, {
		method: 'POST',
		headers: {
			origin: baseURL,
			accept: 'text/html',
			'content-type': `multipart/form-data; boundary=${boundary}`,
			...(announced ? { 'content-length': head.length + SIZE + tail.length } : {})
		}
	});
	const answer = new Promise<IncomingMessage>((resolve, reject) =>
		sent.once('response', resolve).once('error', reject)
	);
	const piece = Buffer.alloc(MEGABYTE, 0xff);
	sent.write(head);
	for (let count = 0; count < SIZE / MEGABYTE && !sent.destroyed; count++)
		await new Promise((resolve) => sent.write(piece, resolve));
	sent.end(tail);
	const received = await answer;
	return { status: received.statusCode ?? 0, html: await text(received) };
}

/** The memory of the server under test in megabytes, where the system tells it; otherwise null. */
function memoryOfServer(port: string): number | null {
	try {
		for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
			if (!readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('server/index.ts')) continue;
			if (!readFileSync(`/proc/${id}/environ`, 'utf8').split('\0').includes(`PORT=${port}`))
				continue;
			const [, kilobytes] =
				/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
			return Number(kilobytes) / 1024;
		}
	} catch {
		// A process that ended while we looked, or a system without /proc.
	}
	return null;
}

for (const announced of [true, false])
	test(`an upload of 100 MB ${announced ? 'is refused' : 'without its size is refused'} with a page`, async ({
		baseURL,
		request
	}) => {
		const before = memoryOfServer(new URL(baseURL ?? '').port);
		const { status, html } = await sendHuge(baseURL ?? '', announced);
		expect(status).toBe(413);
		expect(textOf(html)).toContain(say('de', 'common:error.too_large.title'));
		expect((await request.get('/api/health')).status()).toBe(200);
		const after = memoryOfServer(new URL(baseURL ?? '').port);
		if (before !== null && after !== null) expect(after - before).toBeLessThan(150);
	});

test('somebody who sends too large a photo without JavaScript reads why', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	const form = new ReportForm(page, 'ar', false);
	await form.open();
	await form.choose('dirt');
	const buffer = Buffer.alloc(25 * MEGABYTE, 1);
	await form.photos.setInputFiles({ name: 'film.jpg', mimeType: 'image/jpeg', buffer });
	await form.sendButton.click();
	await expect(page.getByText(form.say('reports:new.error.photo_large')).first()).toBeVisible();
	await context.close();
});
