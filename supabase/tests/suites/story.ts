import { describe, expect, test } from 'vitest';
import {
	A,
	aMeasure,
	aProposal,
	aReply,
	aReport,
	aTopic,
	B,
	daysAgo,
	insert,
	rows
} from '../fixtures.ts';
import type { Person, World } from '../harness.ts';

interface Told {
	id: string;
	kind: string;
	language: string;
	body: string;
	thread: { id: string } | null;
	steps: ({ at: string; what: string } & Record<string, unknown>)[];
}

export function story({ people, sql, newResident }: World): void {
	const { guest } = people;
	const tell = async (p_id: string, person: Person = guest, p_district = A) => {
		const { data, error } = await person.db.rpc('contribution_story', {
			...{ p_district, p_id, p_reader: 'de' }
		});
		expect(error).toBeNull();
		return data as unknown as Told | null;
	};
	const steps = async (id: string) => (await tell(id))?.steps.map(({ what }) => what);

	describe('what became of a contribution', () => {
		test('is told from the report to the measure and its end', async () => {
			const report = await aReport(sql, { author: people.resident.id });
			await insert(sql, 'public.report_updates', {
				...{
					report_id: report,
					status: 'planned',
					answer: { de: 'Im Mai' },
					created_at: daysAgo(1)
				}
			});
			const measure = await aMeasure(sql, { is_public: true, status: 'idea' });
			await people.manager.db.rpc('add_source', { p_measure: measure, p_contribution: report });
			await people.manager.db.from('measures').update({ status: 'running' }).eq('id', measure);
			const told = await tell(report);
			expect(told?.steps).toMatchObject([
				{ what: 'published' },
				{ what: 'report_status', status: 'planned', answer: { de: 'Im Mai' } },
				{ what: 'measure', status: 'running', measure: { id: measure } },
				{ what: 'measure_status', status: 'running', measure: { id: measure } }
			]);
			expect(JSON.stringify(told)).not.toContain(people.manager.id);
			await sql('update public.measures set is_public = false where id = $1', [measure]);
			expect(await steps(report)).toEqual(['published', 'report_status']);
		});

		test('tells of a topic how the talk grew, what staff said and what answered it', async () => {
			const topic = await aTopic(sql);
			const first = await aReply(sql, topic);
			await aReply(sql, topic, {
				reply: { is_official: true },
				contribution: { body: 'Wir prüfen das.' }
			});
			await aReply(sql, topic, { state: 'hidden', reply: { is_official: true } });
			await sql('update public.topics set answer_id = $1 where id = $2', [first, topic]);
			const branch = await aTopic(sql, { topic: { split_from: topic } });
			const told = await tell(topic);
			expect(told?.steps.map(({ what }) => what).sort()).toEqual(
				['answered', 'official', 'replies', 'split_off'].sort()
			);
			expect(told?.steps.find(({ what }) => what === 'official')).toMatchObject({
				...{ body: 'Wir prüfen das.', number: 2, language: 'de' }
			});
			expect(await tell(branch)).toMatchObject({ split_from: { id: topic } });
			expect(await tell(first)).toMatchObject({ kind: 'reply', thread: { id: topic } });
		});

		test('tells of a proposal its phases, answers and how many support it, never who', async () => {
			const proposal = await aProposal(sql);
			const supporters: string[] = [];
			for (let n = 0; n < 10; n++) {
				const { id } = await newResident();
				supporters.push(id);
				await insert(sql, 'public.supports', { proposal_id: proposal, person_id: id });
				if (n === 8) expect(await steps(proposal)).not.toContain('supports');
			}
			await insert(sql, 'public.proposal_updates', {
				...{ proposal_id: proposal, status: 'checking', aspect: 'money', answer: { en: 'Soon' } }
			});
			const told = await tell(proposal);
			expect(told?.steps).toContainEqual(expect.objectContaining({ what: 'supports', count: 10 }));
			expect(told?.steps).toContainEqual(
				expect.objectContaining({ what: 'phase', phase: 'collect' })
			);
			expect(told?.steps).toContainEqual(
				expect.objectContaining({
					what: 'proposal_status',
					aspect: 'money',
					answer: { en: 'Soon' }
				})
			);
			for (const id of supporters) expect(JSON.stringify(told)).not.toContain(id);
		});

		test('follows what was merged, both ways', async () => {
			const target = await aTopic(sql, { contribution: { title: 'Das Ziel' } });
			const merged = await aTopic(sql, {
				...{ state: 'public', contribution: { title: 'Dasselbe noch einmal' } }
			});
			await sql(
				`update public.contributions set state = 'merged', merged_into = $1 where id = $2`,
				[...[target, merged]]
			);
			expect((await tell(merged))?.id).toBe(target);
			expect((await tell(target))?.steps).toContainEqual(
				expect.objectContaining({ what: 'merged', title: 'Dasselbe noch einmal' })
			);
		});

		test('says what was decided, not by whom and with what words', async () => {
			const topic = await aTopic(sql);
			for (const action of ['hide', 'restore', 'close', 'pin'])
				await insert(sql, 'public.decisions', {
					...{ district_id: A, contribution_id: topic, actor_id: people.moderator.id, action },
					...{ reason: 'Beleidigung durch Nachbarn', detail: { texts: { de: 'Beleidigung' } } }
				});
			const told = await tell(topic);
			expect(told?.steps.map(({ what }) => what).sort()).toEqual(['close', 'hide', 'restore']);
			expect(JSON.stringify(told)).not.toContain('Beleidigung');
		});

		test('is told to those alone who may read the contribution, in its district', async () => {
			const hidden = await aTopic(sql, { state: 'hidden', author: people.resident.id });
			for (const person of [guest, people.otherResident, people.managerB])
				expect(await tell(hidden, person)).toBeNull();
			for (const person of [people.resident, people.moderator])
				expect((await tell(hidden, person))?.id).toBe(hidden);
			expect(await tell(await aTopic(sql), guest, B)).toBeNull();
			expect(await tell('00000000-0000-4000-8000-000000000000')).toBeNull();
		});
	});

	describe('the home page', () => {
		test('shows the talk of the district to whoever asks in a language', async () => {
			const topic = await aTopic(sql, {
				contribution: { published_at: new Date(Date.now() + 60_000).toISOString() }
			});
			const { data } = await guest.db.rpc('district_home', { p_district: A, p_reader: 'de' });
			const { talk } = data as unknown as { talk: { topics: { id: string }[]; process: unknown } };
			expect(talk.topics).toHaveLength(3);
			expect(talk.topics[0]).toMatchObject({ id: topic, language: 'de', replies: 0 });
			const [{ count } = { count: 0 }] = await rows(
				sql,
				`select count(*) from public.processes where district_id = '${A}' and is_public`
			);
			expect(talk.process === null).toBe(count === 0);
		});
	});
}
