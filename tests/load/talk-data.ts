// A forum as it may be after years: topics and replies in many languages, put there in bulk, with what triggers would
// have written beside them. Older first, so that a tenth can be measured before the rest comes.
import type postgres from 'postgres';

const WORDS: Record<string, string> = {
	de: 'Spielplatz Laterne Straße Kinder Haltestelle Bruchsee Müll Container Fahrrad Weg Bank Baum Hof Nachbarn Grillplatz Treffen Schule Kita Ampel Zebrastreifen Lärm Hund Wiese Brunnen Aufzug Treppe Rollstuhl Miete Heizung Keller Sommer Winter Abend Morgen Woche dunkel kaputt sauber sicher schön neu alt brauchen helfen reparieren treffen warten finden fragen danke vielleicht immer heute morgen gemeinsam und die der mit für nicht wir ist am',
	en: 'playground lamp street children stop lake rubbish container bicycle path bench tree yard neighbours barbecue meeting school nursery light crossing noise dog meadow fountain lift stairs wheelchair rent heating cellar summer winter evening dark broken clean safe new old need help repair meet wait find ask thanks maybe together and the with for not we is',
	ar: 'الملعب المصباح الشارع الأطفال المحطة البحيرة القمامة الحاوية الدراجة الطريق المقعد الشجرة الفناء الجيران الاجتماع المدرسة الروضة الإشارة الضوضاء الكلب الحديقة المصعد الدرج الإيجار التدفئة الصيف الشتاء المساء مظلم مكسور نظيف آمن جديد قديم نحتاج نساعد إصلاح شكرا ربما معا في من على هذا نحن',
	vi: 'sân chơi đèn đường phố trẻ em trạm hồ rác thùng xe đạp lối đi ghế cây sân hàng xóm gặp trường mẫu giáo tiếng ồn chó cỏ thang máy cầu thang thuê sưởi mùa hè mùa đông buổi tối hỏng sạch an toàn mới cũ cần giúp sửa cảm ơn cùng nhau và của cho không chúng tôi là',
	uk: 'майданчик ліхтар вулиця діти зупинка озеро сміття контейнер велосипед дорога лавка дерево двір сусіди зустріч школа садок світлофор шум собака парк ліфт сходи оренда опалення літо зима вечір темно зламано чисто безпечно новий старий потрібно допомогти ремонт дякую разом і та на не ми це',
	ru: 'площадка фонарь улица дети остановка озеро мусор контейнер велосипед дорога скамейка дерево двор соседи встреча школа сад светофор шум собака парк лифт лестница аренда отопление лето зима вечер темно сломано чисто безопасно новый старый нужно помочь ремонт спасибо вместе и на не мы это'
};
/** Words of the oldest tenth alone, each in one of so many texts there: as many hits however many rows come later. */
export const RARE = { word: 'Mauersegler', every: 2_000 };
export const NAME = { word: 'Łódź', every: 500 };

const SENTENCES = 1500;
const TABLES = ['contributions', 'topics', 'replies', 'translations', 'reports', 'proposals'];

/** Indexes that are not part of a constraint, to be made again after the rows are there. */
async function withoutIndexes(sql: postgres.Sql, work: () => Promise<void>): Promise<void> {
	const indexes = await sql<{ name: string; definition: string }[]>`
		select i.schemaname || '.' || i.indexname as name, i.indexdef as definition from pg_indexes as i
		where ((i.schemaname = 'public' and i.tablename = any (${TABLES}))
			or (i.schemaname = 'private' and i.tablename in ('search_texts', 'search_words')))
			and not exists (select 1 from pg_constraint as c
				where c.conindid = (quote_ident(i.schemaname) || '.' || quote_ident(i.indexname))::regclass)`;
	for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);
	await work();
	for (const { definition } of indexes) await sql.unsafe(definition);
	await sql`vacuum (analyze) public.contributions, public.topics, public.replies, public.translations,
		public.reports, public.proposals, private.search_texts, private.search_words`;
}

/** Sentences to build texts of, common words often and rare ones seldom, with their words for search. */
async function makeSentences(sql: postgres.Sql): Promise<void> {
	await sql`create table private.load_sentences (
		language text, n integer, said text, words tsvector, title_words tsvector, primary key (language, n)
	)`;
	for (const [language, words] of Object.entries(WORDS))
		await sql`
			insert into private.load_sentences
			select ${language}, n, said.words, private.text_words(null, said.words, ${language}),
				private.text_words(said.words, '', ${language})
			from generate_series(0, ${SENTENCES - 1}) as n
			cross join lateral (
				select string_agg(case when random() < 0.06
						-- Names, numbers of houses and slips of the pen: what makes a vocabulary long.
						then 'x' || chr(97 + (random() * 25)::int) || chr(97 + (random() * 25)::int) || substr(md5(random()::text || n), 1, 4)
						else vocabulary.all_words[1 + floor(power(random(), 1.7) * cardinality(vocabulary.all_words))::int]
					end, ' ') as words
				from (select string_to_array(${words}, ' ') as all_words) as vocabulary,
					generate_series(1, 5 + (n % 9))
			) as said`;
	await sql`
		insert into public.measures (district_id, title, summary, is_public, status)
		select 'halle-neustadt', jsonb_build_object('de', said), jsonb_build_object('de', said), true, 'running'
		from private.load_sentences where language = 'de' and n < 100`;
	await sql`insert into public.processes (district_id, title, is_public) values ('halle-neustadt', '{"de": "Last"}', true)`;
	await sql`
		with made as (
			insert into auth.users (id, email) select gen_random_uuid(), 'load' || n || '@example.org' from generate_series(1, 300) as n
			returning id, email
		) insert into public.profiles (id, display_name) select id, split_part(email, '@', 1) from made`;
}

export interface Stage {
	/** Numbers of the rows: later ones are newer. */
	from: number;
	topics: number;
	replies: number;
	/** The topics with so many replies get them in this stage, which has all reports and proposals too. */
	threads?: { large: string; largeReplies: number; small: string; smallReplies: number };
}

const languages = Object.keys(WORDS);

/** Contributions of one kind. Returns nothing: the rows are in private.load_rows. */
async function makeRows(
	sql: postgres.Sql,
	{ from, topics, replies, threads }: Stage
): Promise<void> {
	const all = topics + replies;
	await sql`drop table if exists private.load_rows`;
	// Kinds are mixed in time. Only the talk grows later: of what opens a thread at first, 3 of 8 are reports, 1 of 16 a proposal.
	const step = Math.round(all / topics);
	await sql`
		create table private.load_rows as
		select n, kind, at, language, author_id, s1, s2, s3, district,
			(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(noise, 1, 3) || 'a' || substr(noise, 4, 15))::uuid as id
		from (
			select n, md5(random()::text || n) as noise,
				timestamptz '2024-01-01' + n * interval '1 minute' as at,
				case when n % ${step} > 0 then 'reply'
					when ${threads !== undefined} and n / ${step} % 8 < 3 then 'report'
					when ${threads !== undefined} and n / ${step} % 16 = 3 then 'proposal' else 'topic' end as kind,
				(${languages}::text[])[1 + floor(power(random(), 1.5) * ${languages.length})::int] as language,
				case when n % 5 = 0 and n % 55 > 0 then 'neustaedter-feld' else 'halle-neustadt' end as district,
				floor(random() * ${SENTENCES})::int as s1, floor(random() * ${SENTENCES})::int as s2, floor(random() * ${SENTENCES})::int as s3,
				(select array_agg(p.id) from public.profiles as p)[1 + (random() * 299)::int] as author_id
			from generate_series(${from}::int, ${from + all - 1}::int) as n
		) as row`;
	if (threads) {
		await sql`update private.load_rows set id = ${threads.large}::uuid, kind = 'topic', district = 'halle-neustadt' where n = ${from + 1}`;
		await sql`update private.load_rows set id = ${threads.small}::uuid, kind = 'topic', district = 'halle-neustadt' where n = ${from + 2}`;
	}
	await sql`create unique index on private.load_rows (id)`;
	await sql`analyze private.load_rows`;
	// To which thread a reply belongs: one of those of the last weeks, but for the two of known length.
	await sql`drop table if exists private.load_threads`;
	await sql`
		create table private.load_threads as
		with opening as (
			select id, district, row_number() over (order by n) as place, n from private.load_rows
			where kind <> 'reply' and not id = any (${threads ? [threads.large, threads.small] : []}::uuid[])
		),
		reply as (
			select id, n, row_number() over (order by n) as place, count(*) over () as replies from private.load_rows where kind = 'reply'
		)
		select reply.id, reply.n, case
				when reply.place <= ${threads?.smallReplies ?? 0} then ${threads?.small ?? null}::uuid
				when reply.place % 7 = 0 and reply.place / 7 <= ${threads?.largeReplies ?? 0} then ${threads?.large ?? null}::uuid
				else opening.id end as thread_id,
			case when reply.place <= ${threads?.smallReplies ?? 0}
				or (reply.place % 7 = 0 and reply.place / 7 <= ${threads?.largeReplies ?? 0}) then 'halle-neustadt' else opening.district end as district
		from reply left join opening
			on opening.place = 1 + (reply.place * 7919) % (select count(*) from opening)`;
	await sql`create unique index on private.load_threads (id)`;
	await sql`analyze private.load_threads`;
}

/** Writes a stage into the tables, as the functions and triggers of the migrations would have. */
async function writeRows(sql: postgres.Sql, oldest: boolean): Promise<void> {
	await sql`
		insert into public.contributions
			(id, district_id, kind, author_id, sphere, language, title, body, state, created_at, published_at, activity_at, replies)
		select r.id, coalesce(t.district, r.district),
			r.kind::public.contribution_kind, r.author_id, (enum_range(null::public.sphere))[1 + r.n % 8], r.language,
			case when r.kind in ('topic', 'proposal') then left(a.said, 120) end,
			b.said || '. ' || c.said || '.' || case when ${oldest} and r.n % ${RARE.every} = 7 then ${` ${RARE.word}`} else '' end
				|| case when ${oldest} and r.n % ${NAME.every} = 3 then ${` ${NAME.word}`} else '' end,
			'public', r.at, r.at, greatest(r.at, talk.last), coalesce(talk.replies, 0)
		from private.load_rows as r
		left join private.load_threads as t on t.id = r.id
		left join (
			select thread_id, count(*) as replies, max(timestamptz '2024-01-01' + n * interval '1 minute') as last
			from private.load_threads group by thread_id
		) as talk on talk.thread_id = r.id
		join private.load_sentences as a on a.language = r.language and a.n = r.s1
		join private.load_sentences as b on b.language = r.language and b.n = r.s2
		join private.load_sentences as c on c.language = r.language and c.n = r.s3`;
	await sql`insert into public.topics (id, is_pinned) select id, n % 40009 = 0 from private.load_rows where kind = 'topic'`;
	await sql`insert into public.reports (id, category) select id, 'light' from private.load_rows where kind = 'report'`;
	await sql`
		insert into public.proposals (id, process_id, summary)
		select r.id, (select p.id from public.processes as p where p.title ->> 'de' = 'Last'), left(s.said, 200)
		from private.load_rows as r join private.load_sentences as s on s.language = r.language and s.n = r.s2 where r.kind = 'proposal'`;
	await sql`
		insert into public.replies (id, thread_id, number, is_official)
		select id, thread_id, row_number() over (partition by thread_id order by n), n % 2000 = 1 from private.load_threads`;
	await sql`
		insert into public.translations (contribution_id, language, version, title, body, origin, provider)
		select r.id, 'de', 1, left(s.said, 120), s.said, 'machine', 'load'
		from private.load_rows as r join private.load_sentences as s on s.language = 'de' and s.n = r.s1
		where r.language <> 'de' and r.n % 3 = 0 and r.kind <> 'reply'`;
	await sql`
		insert into public.measure_sources (measure_id, contribution_id)
		select (select array_agg(id) from public.measures)[1 + r.n % 50], r.id
		from private.load_rows as r where r.kind = 'report' and r.n % 3 = 0 and r.district = 'halle-neustadt'`;
	await sql`
		insert into private.search_texts (number, district_id, kind, contribution_id, words)
		select 1000 + r.n, w.district_id, r.kind, r.id,
			case when r.kind in ('topic', 'proposal') then a.title_words else '' end || b.words || c.words
			|| case when ${oldest} and r.n % ${RARE.every} = 7 then private.text_words(null, ${RARE.word}, 'de') else '' end
			|| case when ${oldest} and r.n % ${NAME.every} = 3 then private.text_words(null, ${NAME.word}, 'de') else '' end
			|| case when t.body is null then '' else private.text_words(t.title, t.body, 'de') end
			|| private.scopes_of(w.district_id, r.kind, 1000 + r.n)
		from private.load_rows as r
		join public.contributions as w on w.id = r.id
		join private.load_sentences as a on a.language = r.language and a.n = r.s1
		join private.load_sentences as b on b.language = r.language and b.n = r.s2
		join private.load_sentences as c on c.language = r.language and c.n = r.s3
		left join public.translations as t on t.contribution_id = r.id and t.language = 'de'
		order by r.n`;
	await sql`select setval('private.search_numbers', (select max(number) from private.search_texts))`;
}

/** Adds a stage to the database. Triggers and foreign keys rest meanwhile: the rows are consistent by themselves. */
export async function addStage(sql: postgres.Sql, stage: Stage): Promise<void> {
	await sql`set session_replication_role = replica`;
	const [{ made } = { made: false }] = await sql<{ made: boolean }[]>`
		select to_regclass('private.load_sentences') is not null as made`;
	if (!made) await makeSentences(sql);
	await makeRows(sql, stage);
	await withoutIndexes(sql, () => writeRows(sql, stage.threads !== undefined));
	await sql`insert into private.search_words (word)
		select distinct l.lexeme from private.load_sentences as s, unnest(s.words) as l
		where char_length(l.lexeme) between 3 and 30 and l.lexeme not like '%/%' on conflict do nothing`;
	await sql`vacuum (analyze) private.search_words`;
	await sql`set session_replication_role = origin`;
}
