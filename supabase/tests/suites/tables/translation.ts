import { aReport, insert } from '../../fixtures.ts';
import { byRole, SERVER_ALONE, type TableRules, type Values } from './rules.ts';

const words = {
	language: 'vi',
	version: 1,
	body: 'Đèn bị hỏng.',
	origin: 'machine',
	provider: 'Test'
};

/** Readable where the contribution is; written by functions alone. */
const rulesOf = (table: string, values: Values): TableRules => {
	const row =
		(state: 'public' | 'pending' | 'hidden'): TableRules['rows'][string] =>
		async ({ sql, people }) => {
			const contribution_id = await aReport(sql, { author: people.resident.id, state });
			await insert(sql, `public.${table}`, { contribution_id, ...values });
			return { contribution_id };
		};
	return {
		rows: {
			'of something public': row('public'),
			'of something that waits': row('pending'),
			'of something hidden': row('hidden')
		},
		select: byRole(['of something public'], {
			resident: 'all',
			moderator: 'all',
			manager: 'all',
			admin: 'all',
			server: 'all'
		}),
		update: SERVER_ALONE,
		change: { body: 'Nie gesagt.' },
		delete: SERVER_ALONE,
		inserts: {
			own: async ({ sql }, { id: author }) => ({
				contribution_id: await aReport(sql, { author }),
				...values
			})
		},
		insert: SERVER_ALONE
	};
};

export const TRANSLATION: Record<string, TableRules> = {
	translations: rulesOf('translations', words),
	translation_versions: rulesOf('translation_versions', {
		...words,
		written_at: '2026-01-01T00:00:00+00:00'
	})
};
