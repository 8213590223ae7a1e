import { describe, expect, test } from 'vitest';
import { aMeasure, anAccount, aReport, insert, rows } from '../fixtures.ts';
import type { World } from '../harness.ts';

/** The log of decisions stays as it was written, whoever asks. */
export function log({ sql }: World): void {
	const logged = async () => {
		const actor_id = await anAccount(sql);
		await insert(sql, 'public.profiles', { id: actor_id, display_name: 'Kim' });
		const contribution_id = await aReport(sql, { author: actor_id });
		const measure_id = await aMeasure(sql, { created_by: actor_id });
		const row = await insert(sql, 'public.decisions', {
			district_id: 'halle-neustadt',
			action: 'hide',
			actor_id,
			contribution_id,
			measure_id,
			reason: 'Ein Kennzeichen ist zu sehen.'
		});
		const read = async () =>
			(await rows(sql, 'select * from public.decisions where id = $1', [row.id]))[0];
		return { row, read, actor_id, contribution_id, measure_id };
	};

	const attempts: Record<string, string> = {
		'change a reason': `update public.decisions set reason = 'Anders'`,
		'change who decided': `update public.decisions set actor_id = (select min(id::text)::uuid from public.profiles)`,
		'empty who decided': `update public.decisions set actor_id = null`,
		'delete a row': 'delete from public.decisions',
		'empty the table': 'truncate public.decisions cascade'
	};
	const roles = ['anon', 'authenticated', 'service_role', 'its owner'];

	describe('the log of decisions', () => {
		test.for(
			roles.flatMap((role) => Object.keys(attempts).map((attempt) => [role, attempt] as const))
		)('does not let %s %s', async ([role, attempt]) => {
			const { row, read } = await logged();
			const switched = role === 'its owner' ? '' : `set local role ${role};`;
			// One statement for both, as what is sent together is one transaction.
			const tried = sql(`do $do$ begin ${switched} ${attempts[attempt]}; end $do$`);
			await expect(tried).rejects.toMatchObject({ code: '42501' });
			expect(await read()).toEqual(row);
		});

		test('outlives the account of whoever decided', async () => {
			const { row, read, actor_id } = await logged();
			await sql('delete from auth.users where id = $1', [actor_id]);
			expect(await read()).toEqual({ ...row, actor_id: null });
		});

		test('outlives the report and the measure it is about', async () => {
			const { row, read, contribution_id, measure_id } = await logged();
			await sql('delete from public.contributions where id = $1', [contribution_id]);
			await sql('delete from public.measures where id = $1', [measure_id]);
			expect(await read()).toEqual({ ...row, contribution_id: null, measure_id: null });
		});
	});
}
