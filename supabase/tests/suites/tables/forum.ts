import { A, aReply, aTopic, B, insert, type TopicWish } from '../../fixtures.ts';
import type { Person, World } from '../../harness.ts';
import { byRole, SERVER_ALONE, type ByRole, type TableRules, type Values } from './rules.ts';

/** What is hidden in A is the resident's. */
const wishes: Record<string, (world: World) => TopicWish> = {
	'A public': () => ({}),
	'A hidden': ({ people }) => ({ author: people.resident.id, state: 'hidden' }),
	'B public': () => ({ district: B }),
	'B hidden': () => ({ district: B, state: 'hidden' })
};

const readable = byRole(['A public', 'B public'], {
	resident: ['A public', 'A hidden', 'B public'],
	moderator: ['A public', 'A hidden', 'B public'],
	manager: ['A public', 'A hidden', 'B public'],
	managerB: ['A public', 'B public', 'B hidden'],
	admin: 'all',
	server: 'all'
});

/** Only functions write what residents say to each other. */
const written = { insert: SERVER_ALONE, update: SERVER_ALONE, delete: SERVER_ALONE };

const rowsBy = (make: (world: World, wish: TopicWish) => Promise<Values>): TableRules['rows'] =>
	Object.fromEntries(
		Object.entries(wishes).map(([kind, wish]) => [kind, (world: World) => make(world, wish(world))])
	);

const topics: TableRules = {
	rows: rowsBy(async ({ sql }, wish) => ({ id: await aTopic(sql, wish) })),
	select: readable,
	...written,
	change: { is_pinned: true },
	inserts: {
		own: async ({ sql }, { id: author }) => {
			const id = await aTopic(sql, { author });
			await sql('delete from public.topics where id = $1', [id]);
			return { id, is_pinned: true };
		}
	}
};

const replies: TableRules = {
	rows: rowsBy(async ({ sql }, wish) => ({
		id: await aReply(sql, await aTopic(sql, { district: wish.district ?? A }), wish)
	})),
	select: readable,
	...written,
	change: { is_official: true },
	inserts: {
		own: async ({ sql }, { id: author }) => {
			const thread_id = await aTopic(sql);
			const id = await aReply(sql, thread_id, { author });
			await sql('delete from public.replies where id = $1', [id]);
			return { id, thread_id, number: 7, is_official: true };
		}
	}
};

const version = { version: 1, language: 'de', body: 'Früher stand hier etwas anderes.' };

const contribution_versions: TableRules = {
	rows: rowsBy(async ({ sql }, wish) => {
		const contribution_id = await aTopic(sql, wish);
		await insert(sql, 'public.contribution_versions', {
			contribution_id,
			detail: {},
			written_at: '2026-01-01T00:00:00Z',
			...version
		});
		return { contribution_id, version: 1 };
	}),
	select: readable,
	...written,
	change: { body: 'Das stand hier nie.' },
	inserts: {
		own: async ({ sql }, { id: author }) => ({
			contribution_id: await aTopic(sql, { author }),
			written_at: '2026-01-01T00:00:00+00:00',
			...version
		})
	}
};

/** Somebody of a known id, to whom a mention is turned. */
const SOMEBODY = '0197a3c0-0000-7000-8000-00000000000f';

const mentions: TableRules = {
	rows: rowsBy(async ({ sql, people }, wish) => {
		await sql('insert into auth.users (id, email) values ($1, $2) on conflict do nothing', [
			SOMEBODY,
			'somebody@example.org'
		]);
		await sql(
			'insert into public.profiles (id, display_name) values ($1, $2) on conflict do nothing',
			[SOMEBODY, 'Somebody']
		);
		const contribution_id = await aTopic(sql, wish);
		const row = { contribution_id, person_id: people.resident.id };
		await insert(sql, 'public.mentions', row);
		return row;
	}),
	select: readable,
	...written,
	change: { person_id: SOMEBODY },
	inserts: {
		own: async ({ sql, people }, { id: author }) => ({
			contribution_id: await aTopic(sql, { author }),
			person_id: people.resident.id
		})
	}
};

/** Guests and the server are nobody: what would be theirs is the resident's. */
const ownerOf = ({ people }: World, { id }: Person) => id ?? people.resident.id;
const other = ({ people }: World, person: Person) =>
	person.id === people.otherResident.id ? people.resident.id : people.otherResident.id;
const ownAlone = (others: Partial<ByRole> = {}): ByRole =>
	byRole(['own'], { guest: 'denied', server: 'all', ...others });

async function aReaction({ sql }: World, person_id: string | null, wish: TopicWish = {}) {
	const row = { contribution_id: await aTopic(sql, wish), person_id, kind: 'thanks' };
	await insert(sql, 'public.reactions', { ...row, created_at: '2026-01-01T00:00:00Z' });
	return row;
}

const reactions: TableRules = {
	rows: {
		own: (world, person) => aReaction(world, ownerOf(world, person)),
		"somebody's": (world, person) => aReaction(world, other(world, person)),
		'to what is hidden': (world, person) =>
			aReaction(world, other(world, person), { state: 'hidden' })
	},
	select: byRole(['own', "somebody's"], {
		moderator: 'all',
		manager: 'all',
		admin: 'all',
		server: 'all'
	}),
	update: SERVER_ALONE,
	change: { kind: 'question' },
	delete: ownAlone(),
	inserts: {
		own: async (world, person) => ({
			contribution_id: await aTopic(world.sql),
			person_id: ownerOf(world, person),
			kind: 'agree'
		}),
		'for somebody': async (world, person) => ({
			contribution_id: await aTopic(world.sql),
			person_id: other(world, person),
			kind: 'agree'
		}),
		'to what is hidden': async (world, person) => ({
			contribution_id: await aTopic(world.sql, { state: 'hidden' }),
			person_id: ownerOf(world, person),
			kind: 'agree'
		})
	},
	insert: ownAlone()
};

const reads: TableRules = {
	rows: {
		own: async (world, person) => {
			const key = { person_id: ownerOf(world, person), thread_id: await aTopic(world.sql) };
			await insert(world.sql, 'public.reads', { ...key, number: 1, read_at: '2026-01-01' });
			return key;
		},
		"somebody's": async (world, person) => {
			const key = { person_id: other(world, person), thread_id: await aTopic(world.sql) };
			await insert(world.sql, 'public.reads', { ...key, number: 1, read_at: '2026-01-01' });
			return key;
		}
	},
	select: ownAlone(),
	update: ownAlone(),
	change: { number: 5 },
	delete: SERVER_ALONE,
	inserts: {
		own: async (world, person) => ({
			person_id: ownerOf(world, person),
			thread_id: await aTopic(world.sql)
		}),
		'for somebody': async (world, person) => ({
			person_id: other(world, person),
			thread_id: await aTopic(world.sql)
		}),
		'of what is hidden': async (world, person) => ({
			person_id: ownerOf(world, person),
			thread_id: await aTopic(world.sql, { state: 'hidden' })
		})
	},
	insert: ownAlone({
		moderator: ['own', 'of what is hidden'],
		manager: ['own', 'of what is hidden'],
		admin: ['own', 'of what is hidden']
	})
};

export const FORUM: Record<string, TableRules> = {
	topics,
	replies,
	contribution_versions,
	mentions,
	reactions,
	reads
};
