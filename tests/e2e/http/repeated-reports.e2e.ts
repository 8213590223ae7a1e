import { expect } from '@playwright/test';
import { textOf } from '../support/html.ts';
import { statusBehind, test } from '../support/post-report.ts';
import { say } from '../support/say.ts';

test('the same report sent again is one report with the same receipt', async ({
	request,
	postReport
}) => {
	const body = 'Auf dem Gehweg steht seit Tagen ein Kühlschrank.';
	const first = await postReport({ body });
	expect(first.status).toBe(303);
	const { id, code } = first;
	const again = await postReport({ id, code, body: 'Etwas ganz anderes.' });
	expect({ status: again.status, location: again.location }).toEqual({
		status: 303,
		location: first.location
	});
	const page = textOf(await (await request.get(`/de/follow/${code}`)).text());
	expect(page).toContain(body);
	expect(page).not.toContain('Etwas ganz anderes.');
});

test('the same report sent ten times at once is one report', async ({ postReport }) => {
	const { id, code } = await postReport({ body: '' });
	const answers = await Promise.all(Array.from({ length: 10 }, () => postReport({ id, code })));
	expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(303));
	expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
});

test('whoever knows only the id of a report learns and changes nothing', async ({
	request,
	postReport
}) => {
	const body = 'Hinter dem Haus brennt nachts kein Licht.';
	const { id, code } = await postReport({ body });
	const other = await postReport({ id, body: 'Meins!' });
	expect(other.status).toBe(400);
	expect(textOf(other.html)).toContain(say('de', 'reports:new.error.id_taken'));
	expect(textOf(other.html)).toContain('Meins!');
	expect(textOf(other.html)).not.toContain(body);
	expect(await statusBehind(request, other.code)).toBe(404);
	expect(textOf(await (await request.get(`/de/follow/${code}`)).text())).toContain(body);
});
