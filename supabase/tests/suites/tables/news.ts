import { randomUUID } from 'node:crypto';
import { A, anAccount, aTopic, insert } from '../../fixtures.ts';
import type { Person, World } from '../../harness.ts';
import { byRole, SERVER_ALONE, type TableRules } from './rules.ts';

/** The person themselves, or for those without an account somebody else, whose rows are then no concern of theirs. */
async function somebody({ sql }: World): Promise<string> {
	const id = await anAccount(sql);
	await insert(sql, 'public.profiles', { id, display_name: 'Anna' });
	return id;
}
const selfOr = async (world: World, { id }: Person) => id ?? (await somebody(world));

const OWN = byRole(['own'], { guest: 'denied', server: 'all' });

const followOf = async (world: World, person_id: string) => {
	const { id } = await insert(world.sql, 'public.follows', {
		person_id,
		district_id: A,
		contribution_id: await aTopic(world.sql)
	});
	return { id };
};

const follows: TableRules = {
	rows: {
		own: async (world, person) => followOf(world, await selfOr(world, person)),
		foreign: async (world) => followOf(world, await somebody(world))
	},
	select: OWN,
	update: SERVER_ALONE,
	change: { created_at: '2001-01-01T00:00:00+00:00' },
	delete: OWN,
	inserts: {
		own: async (world, person) => ({
			id: randomUUID(),
			person_id: await selfOr(world, person),
			district_id: A,
			contribution_id: await aTopic(world.sql)
		}),
		// Moderators see what is hidden in their district, and may follow it.
		hidden: async (world, person) => ({
			id: randomUUID(),
			person_id: await selfOr(world, person),
			district_id: A,
			contribution_id: await aTopic(world.sql, { state: 'hidden' })
		}),
		foreign: async (world) => ({
			id: randomUUID(),
			person_id: await somebody(world),
			district_id: A,
			sphere: 'living'
		})
	},
	insert: byRole(['own'], {
		guest: 'denied',
		moderator: ['own', 'hidden'],
		manager: ['own', 'hidden'],
		admin: ['own', 'hidden'],
		server: 'all'
	})
};

let events = 1_000_000;
const someNews = (person_id: string) => ({
	person_id,
	district_id: A,
	event_id: ++events,
	kind: 'phase'
});
const newsOf = async (world: World, person_id: string) => {
	const { id } = await insert(world.sql, 'public.news', someNews(person_id));
	return { id };
};

const news: TableRules = {
	rows: {
		own: async (world, person) => newsOf(world, await selfOr(world, person)),
		foreign: async (world) => newsOf(world, await somebody(world))
	},
	select: OWN,
	update: SERVER_ALONE,
	change: { read_at: '2001-01-01T00:00:00+00:00' },
	delete: SERVER_ALONE,
	inserts: {
		own: async (world, person) => someNews(await selfOr(world, person)),
		foreign: async (world) => someNews(await somebody(world))
	},
	insert: SERVER_ALONE
};

const settingsOf = async ({ sql }: World, person_id: string) => {
	await sql('delete from public.news_settings where person_id = $1', [person_id]);
	await insert(sql, 'public.news_settings', { person_id, mail: 'daily' });
	return { person_id };
};

const news_settings: TableRules = {
	rows: {
		own: async (world, person) => settingsOf(world, await selfOr(world, person)),
		foreign: async (world) => settingsOf(world, await somebody(world))
	},
	select: OWN,
	update: OWN,
	change: { mail: 'never' },
	delete: SERVER_ALONE,
	inserts: {
		own: async (world, person) => {
			const person_id = await selfOr(world, person);
			await world.sql('delete from public.news_settings where person_id = $1', [person_id]);
			return { person_id, mail: 'weekly' };
		},
		foreign: async (world) => ({ person_id: await somebody(world), mail: 'weekly' })
	},
	insert: OWN
};

export const NEWS: Record<string, TableRules> = { follows, news, news_settings };
