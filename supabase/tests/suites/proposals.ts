import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../../src/lib/db/database.types.ts';
import {
	DEEDS,
	DEED_NAMES,
	PHASE_KINDS
} from '../../../src/lib/features/proposals/phases/model.ts';
import { A, aProcess, aProposal, B, counts, rows, type Values } from '../fixtures.ts';
import { ROLES, type Person, type Resident, type World } from '../harness.ts';

type Asked = PromiseLike<{ error: { code: string; hint: string } | null }>;

const aWish = (process: string, differing: Record<string, Json> = {}) => ({
	id: randomUUID() as string,
	district: A,
	process,
	sphere: 'living',
	language: 'ar',
	title: 'مكان للشواء',
	summary: 'مكان للجميع عند البحيرة',
	body: 'شوايتان وأربع طاولات.',
	cost_cents: 250_000,
	...differing
});

export function proposals({ people, sql, newResident }: World): void {
	const { manager, moderator } = people;
	let author: Resident;
	let other: Resident;
	beforeAll(async () => {
		author = await newResident();
		other = await newResident();
	});

	/** Moves the phases of a process so that this one is today; `null`: all are over. */
	const setPhase = async (process: string, kind: string | null) => {
		const at = kind === null ? 9 : PHASE_KINDS.indexOf(kind as 'collect');
		await sql(
			`update public.phases set
				starts_on = current_date + 30 * (array_position(enum_range(null::public.phase_kind), kind) - 1 - $2) - 5,
				ends_on = current_date + 30 * (array_position(enum_range(null::public.phase_kind), kind) - 1 - $2) + 24
			where process_id = $1`,
			[process, at]
		);
	};
	const proposal = async (id: string): Promise<Values | undefined> =>
		(
			await rows(
				sql,
				`select c.title, c.body, c.version, c.author_id, p.summary, p.cost_cents, p.supports, p.status
				from public.proposals as p join public.contributions as c on c.id = p.id where p.id = $1`,
				[id]
			)
		)[0];
	/** Refused, and all tables as they were. */
	const expectRefused = async (ask: () => Asked) => {
		const before = await counts(sql);
		const { error } = await ask();
		expect(error).not.toBeNull();
		expect(await counts(sql)).toEqual(before);
		return error;
	};
	const write = (person: Person, p_proposal: Json) =>
		person.db.rpc('write_proposal', { p_proposal });
	const edit = (person: Person, id: string, version = 1) =>
		person.db.rpc('edit_proposal', {
			p_proposal: { ...aWish(''), id, version, title: 'Neuer Titel', cost_cents: null }
		});
	const support = (person: Person, p_id: string, p_on = true) =>
		person.db.rpc('support_proposal', { p_id, p_on });
	const say = (person: Person, thread: string, side: string | null) =>
		person.db.rpc('write_reply', {
			p_reply: {
				id: randomUUID(),
				thread,
				side,
				language: 'de',
				body: 'Ein Grund',
				photos: [],
				mentions: []
			}
		});
	const anAmendment = (proposal_id: string, differing: Record<string, Json> = {}) => ({
		id: randomUUID() as string,
		proposal: proposal_id,
		version: 1,
		title: 'Ein besserer Platz',
		summary: 'Mit Schatten',
		body: 'Unter den Bäumen.',
		reason: 'Im Sommer ist es heiß.',
		...differing
	});
	const suggest = (person: Person, p_amendment: Json) =>
		person.db.rpc('suggest_amendment', { p_amendment });
	const decide = (person: Person, p_id: string, p_accept = true, p_confirmed = false) =>
		person.db.rpc('decide_amendment', { p_id, p_accept, p_confirmed });

	describe('the rules of phases', () => {
		test('are those of src/lib/features/proposals/phases/model.ts', async () => {
			for (const phase of PHASE_KINDS)
				for (const deed of [...DEED_NAMES, 'dance']) {
					const [said] = await sql(
						'select private.phase_allows($1::public.phase_kind, $2) as allows',
						[phase, deed]
					);
					const allowed: readonly string[] = DEEDS[phase];
					expect(said?.allows, `${deed} in ${phase}`).toBe(allowed.includes(deed));
				}
		});

		test.for([...PHASE_KINDS, null])('hold at every door: %s', async (phase) => {
			const process = await aProcess(sql);
			const id = await aProposal(sql, { process, author: author.id });
			await setPhase(process, phase);
			const friend = `Friend ${randomUUID()}`;
			await sql('update public.profiles set display_name = $2 where id = $1', [other.id, friend]);
			const allowed: readonly string[] = phase ? DEEDS[phase] : [];
			const doors: Record<string, () => Asked> = {
				write: () => write(author, aWish(process)),
				edit: () => edit(author, id),
				invite: () => author.db.rpc('invite_author', { p_id: id, p_name: friend }),
				support: () => support(other, id),
				argue: () => say(other, id, 'for'),
				talk: () => say(other, id, null),
				amend: () => suggest(other, anAmendment(id, { version: allowed.includes('edit') ? 2 : 1 }))
			};
			for (const [deed, ask] of Object.entries(doors))
				if (allowed.includes(deed)) expect((await ask()).error, deed).toBeNull();
				else
					expect(await expectRefused(ask), deed).toMatchObject({
						code: 'PT409',
						hint: 'phase_closed'
					});
		});

		test('let nobody into a process that is not public', async () => {
			const process = await aProcess(sql, { is_public: false });
			expect(await expectRefused(() => write(author, aWish(process)))).toMatchObject({
				hint: 'process_unknown'
			});
		});
	});

	describe('writing and changing a proposal', () => {
		test('sent twice, it is one; somebody else cannot take its id', async () => {
			const wish = aWish(await aProcess(sql));
			expect((await write(author, wish)).data).toBe(true);
			expect((await write(author, wish)).data).toBe(false);
			expect((await expectRefused(() => write(other, wish)))?.code).toBe('23505');
			expect(await proposal(wish.id)).toMatchObject({
				title: wish.title,
				summary: wish.summary,
				cost_cents: 250_000,
				author_id: author.id,
				version: 1
			});
		});

		test.for(
			Object.entries<Record<string, Json>>({
				'negative costs': { cost_cents: -1 },
				'costs beyond numbers': { cost_cents: '9'.repeat(30) },
				'a text of a megabyte': { body: 'x'.repeat(1_000_000) },
				'a summary of a megabyte': { summary: 'x'.repeat(1_000_000) },
				'no summary': { summary: null },
				'no title': { title: ' ' },
				'an unknown process': { process: randomUUID() },
				'a process of another district': { district: B },
				'an unknown sphere': { sphere: 'dragons' },
				'an unknown language': { language: 'xx' },
				'a place on the moon': { latitude: 0, longitude: 0 },
				'a photo that is not there': { photos: [{ id: randomUUID(), position: 0 }] }
			})
		)('refuses %s', async ([, differing]) => {
			const process = await aProcess(sql);
			await expectRefused(() => write(author, aWish(process, differing)));
		});

		test('is for people with a name', async () => {
			const process = await aProcess(sql);
			for (const role of ['guest', 'server'] as const)
				await expectRefused(() => write(people[role], aWish(process)));
		});

		test('keeps the version before, and refuses to overwrite a newer one', async () => {
			const id = await aProposal(sql, { author: author.id, proposal: { cost_cents: 100 } });
			expect((await edit(author, id)).error).toBeNull();
			expect(await proposal(id)).toMatchObject({
				title: 'Neuer Titel',
				version: 2,
				cost_cents: null
			});
			expect(await expectRefused(() => edit(author, id, 1))).toMatchObject({
				code: 'PT409',
				hint: 'version_old'
			});
			const { data } = await people.guest.db.rpc('proposal_versions', { p_district: A, p_id: id });
			expect(data).toMatchObject({
				versions: [
					{ version: 1, title: 'Ein Grillplatz am Bruchsee', cost_cents: 100 },
					{ version: 2, title: 'Neuer Titel', cost_cents: null }
				]
			});
		});

		test('is refused to everybody but its authors', async () => {
			const id = await aProposal(sql, { author: author.id });
			for (const role of ROLES) await expectRefused(() => edit(people[role], id));
		});
	});

	describe('supporting', () => {
		test('counts each person once, and can be taken back', async () => {
			const id = await aProposal(sql);
			for (const person of [author, author, other]) await support(person, id);
			expect(await proposal(id)).toMatchObject({ supports: 2 });
			await support(author, id, false);
			await support(author, id, false);
			expect(await proposal(id)).toMatchObject({ supports: 1 });
		});

		test('counts right when many press at once', async () => {
			const id = await aProposal(sql);
			const crowd = [author, other, moderator, manager, people.admin, people.resident];
			await Promise.all([...crowd, ...crowd].map((person) => support(person, id)));
			expect(await proposal(id)).toMatchObject({ supports: crowd.length });
			await Promise.all(crowd.slice(1).map((person) => support(person, id, false)));
			expect(await proposal(id)).toMatchObject({ supports: 1 });
		});

		test('is refused to guests, and for what is not public', async () => {
			const shown = await aProposal(sql);
			await expectRefused(() => support(people.guest, shown));
			const hidden = await aProposal(sql, { state: 'hidden', author: author.id });
			expect((await expectRefused(() => support(author, hidden)))?.code).toBe('42501');
		});
	});

	describe('writing together', () => {
		const nameOf = async (person: Resident) =>
			(await sql('select display_name as name from public.profiles where id = $1', [person.id]))[0]
				?.name as string;
		const invite = (p_id: string, p_name: string) =>
			author.db.rpc('invite_author', { p_id, p_name });
		const answer = (person: Person, p_id: string, p_accept: boolean) =>
			person.db.rpc('answer_invitation', { p_id, p_accept });

		test('whoever was invited and agrees is an author, and may leave', async () => {
			const id = await aProposal(sql, { author: author.id });
			expect((await invite(id, await nameOf(other))).error).toBeNull();
			expect((await answer(other, id, true)).error).toBeNull();
			expect((await edit(other, id)).error).toBeNull();
			// Whoever began it leaves it to the other, who then cannot leave.
			expect((await author.db.rpc('leave_proposal', { p_id: id })).error).toBeNull();
			expect(await proposal(id)).toMatchObject({ author_id: other.id });
			expect(await expectRefused(() => other.db.rpc('leave_proposal', { p_id: id }))).toMatchObject(
				{ hint: 'last_author' }
			);
		});

		test('nobody joins uninvited, and a name must be known and one person’s', async () => {
			const id = await aProposal(sql, { author: author.id });
			expect((await expectRefused(() => answer(other, id, true)))?.code).toBe('42501');
			expect(await expectRefused(() => invite(id, 'Nobody of this name'))).toMatchObject({
				hint: 'name_unknown'
			});
			expect(await expectRefused(async () => invite(id, await nameOf(author)))).toMatchObject({
				hint: 'name_author'
			});
			const wish = { p_id: id, p_name: 'moderator' };
			await expectRefused(() => other.db.rpc('invite_author', wish));
		});
	});

	describe('amendments', () => {
		const inDiscussion = async () => {
			const process = await aProcess(sql);
			await setPhase(process, 'discuss');
			return aProposal(sql, { process, author: author.id });
		};

		test('accepted, they are a new version', async () => {
			const id = await inDiscussion();
			const wish = anAmendment(id);
			expect((await suggest(other, wish)).data).toBe(true);
			expect((await suggest(other, wish)).data).toBe(false);
			expect((await expectRefused(() => decide(other, wish.id)))?.code).toBe('42501');
			expect((await decide(author, wish.id)).error).toBeNull();
			expect(await proposal(id)).toMatchObject({ title: wish.title, version: 2 });
			expect(await expectRefused(() => decide(author, wish.id, false))).toMatchObject({
				hint: 'amendment_decided'
			});
		});

		test('made for an older version, they are accepted only when confirmed', async () => {
			const id = await inDiscussion();
			const [first, second] = [anAmendment(id), anAmendment(id, { title: 'Noch besser' })];
			await suggest(other, first);
			await suggest(other, second);
			await decide(author, first.id);
			expect(await expectRefused(() => decide(author, second.id))).toMatchObject({
				code: 'PT409',
				hint: 'version_old'
			});
			expect((await decide(author, second.id, true, true)).error).toBeNull();
			expect(await proposal(id)).toMatchObject({ title: 'Noch besser', version: 3 });
		});

		test('are withdrawn by whoever suggested them alone, and must change something', async () => {
			const id = await inDiscussion();
			const wish = anAmendment(id);
			await suggest(other, wish);
			const withdraw = (person: Person) => person.db.rpc('withdraw_amendment', { p_id: wish.id });
			expect((await expectRefused(() => withdraw(author)))?.code).toBe('42501');
			expect((await withdraw(other)).error).toBeNull();
			const present = await proposal(id);
			const same = { title: present?.title, summary: present?.summary, body: present?.body };
			expect(
				await expectRefused(() => suggest(other, anAmendment(id, same as Record<string, Json>)))
			).toMatchObject({ hint: 'nothing_changed' });
		});
	});
}
