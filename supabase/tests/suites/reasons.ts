import { describe, expect, test } from 'vitest';
import { aReport, rows } from '../fixtures.ts';
import type { Person, World } from '../harness.ts';

/** Authors learn why something of theirs is not public. */
export function reasons(world: World): void {
	const { sql, people } = world;
	const known = async ({ db }: Person) => {
		const { data, error } = await db.rpc('own_reasons');
		expect(error).toBeNull();
		return data;
	};
	const decide = async (p_report: string, p_action: 'hide' | 'remove' | 'restore', why?: string) =>
		expect(
			(await people.moderator.db.rpc('decide_report', { p_report, p_action, p_reason: why })).error
		).toBeNull();

	describe('the reason of a decision', () => {
		test('is known to the author, the newest alone, and while it holds', async () => {
			const author = await world.newResident();
			const report = await aReport(sql, { author: author.id });
			expect(await known(author)).toEqual([]);
			await decide(report, 'hide', 'Da steht ein Name.');
			expect(await known(author)).toEqual([
				{ contribution_id: report, reason: { de: 'Da steht ein Name.' } }
			]);
			await decide(report, 'restore');
			expect(await known(author)).toEqual([]);
			await decide(report, 'hide', 'Noch ein Name.');
			await decide(report, 'remove', 'Das ist Werbung.');
			expect(await known(author)).toEqual([
				{ contribution_id: report, reason: { de: 'Das ist Werbung.' } }
			]);
		});

		test('is told in every language it is given in, in their news too', async () => {
			const author = await world.newResident();
			const report = await aReport(sql, { author: author.id });
			const texts = { de: 'Da steht ein Name.', ar: 'هناك اسم.' };
			const { error } = await people.moderator.db.rpc('decide_report', {
				p_report: report,
				p_action: 'hide',
				p_reason: texts.de,
				p_answer: texts
			});
			expect(error).toBeNull();
			expect(await known(author)).toEqual([{ contribution_id: report, reason: texts }]);
			await people.server.db.rpc('hand_on_events', { p_most: 1000 });
			expect(
				await rows(sql, 'select kind, detail from public.news where person_id = $1', [author.id])
			).toEqual([{ kind: 'hidden', detail: { action: 'hide', reason: texts } }]);
		});

		test('is known to no other resident', async () => {
			const author = await world.newResident();
			const report = await aReport(sql, { author: author.id });
			await decide(report, 'hide', 'Da steht ein Name.');
			expect(await known(people.otherResident)).toEqual([]);
			expect((await people.guest.db.rpc('own_reasons')).error?.code).toBe('42501');
		});
	});
}
