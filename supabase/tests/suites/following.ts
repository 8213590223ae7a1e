import { describe, expect, test } from 'vitest';
import { aCode, aMeasure, aPhoto, aReport, insert } from '../fixtures.ts';
import type { World } from '../harness.ts';

export function following({ people, sql }: World): void {
	const { guest, moderator, server } = people;
	const follow = async (code: string) => {
		const { data, error } = await guest.db.rpc('follow_report', { p_code: code });
		expect(error).toBeNull();
		return data as Record<string, unknown> | null;
	};
	const withCode = async (wish: Parameters<typeof aReport>[1] = {}) => {
		const code = aCode();
		return { code, id: await aReport(sql, { code, ...wish }) };
	};

	describe('following a report', () => {
		test('takes its code in any letter case, before it is public', async () => {
			const { code, id } = await withCode({ state: 'pending' });
			for (const written of [code, code.toLowerCase()])
				expect(await follow(written)).toMatchObject({ id, state: 'pending', reason: null });
		});

		test('finds nothing behind a wrong code', async () => {
			const { code } = await withCode();
			for (const wrong of [aCode(), code.slice(0, -1), ` ${code}`, '%', ''])
				expect(await follow(wrong)).toBeNull();
		});

		test('shows place, photos and answers in their order', async () => {
			const { code, id } = await withCode({
				contribution: { place: 'Am Park', latitude: 51.48, longitude: 11.92 }
			});
			const second = await aPhoto(sql, id, 1);
			const first = await aPhoto(sql, id, 0);
			await moderator.db.rpc('decide_report', {
				p_report: id,
				p_action: 'status',
				p_status: 'planned',
				p_answer: { de: 'Die Lampe kommt im März.' }
			});
			expect(await follow(code)).toEqual({
				id,
				district_id: 'halle-neustadt',
				category: 'light',
				sphere: 'public_space',
				language: 'de',
				body: 'Die Lampe am Spielplatz ist kaputt.',
				state: 'public',
				status: 'planned',
				place: 'Am Park',
				latitude: 51.48,
				longitude: 11.92,
				created_at: expect.any(String),
				reason: null,
				photos: [first, second].map((photo) => ({ id: photo, width: 800, height: 600 })),
				updates: [
					{ status: 'received', answer: {}, created_at: expect.any(String) },
					{
						status: 'planned',
						answer: { de: 'Die Lampe kommt im März.' },
						created_at: expect.any(String)
					}
				],
				measures: []
			});
		});

		test('tells why it is hidden, with the last reason, and not once it is restored', async () => {
			const { code, id } = await withCode();
			const decide = (p_action: 'hide' | 'restore', p_reason?: string) =>
				moderator.db.rpc('decide_report', { p_report: id, p_action, p_reason });
			await decide('hide', 'Es zeigt ein Kennzeichen.');
			await decide('restore', 'Jetzt ist es unkenntlich.');
			expect(await follow(code)).toMatchObject({ state: 'public', reason: null });
			await decide('hide', 'Es zeigt ein Gesicht.');
			expect(await follow(code)).toMatchObject({
				state: 'hidden',
				reason: { de: 'Es zeigt ein Gesicht.' }
			});
		});

		test('shows the measures it led to, but no drafts', async () => {
			const { code, id } = await withCode();
			const shown = await aMeasure(sql, { is_public: true, status: 'running' });
			const draft = await aMeasure(sql, { is_public: false });
			for (const measure_id of [shown, draft])
				await insert(sql, 'public.measure_sources', { measure_id, contribution_id: id });
			expect((await follow(code))?.measures).toEqual([
				{ id: shown, title: { de: 'Neue Lampen am Spielplatz' }, status: 'running' }
			]);
		});

		test('shows neither who wrote it nor an address', async () => {
			const { code } = await withCode({ email: 'quiet@example.org', author: people.resident.id });
			expect(JSON.stringify(await follow(code))).not.toMatch(
				new RegExp(`quiet|${code}|${people.resident.id}`)
			);
			const { data } = await server.db.rpc('follow_report', { p_code: code });
			expect(Object.keys(data as object)).not.toContain('author_id');
		});
	});
}
