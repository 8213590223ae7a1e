-- What search looks into: one row for each public contribution and measure, with the words of the original and of
-- all its translations. Kept by triggers. Apart from the contributions themselves, as no policy lets an index of
-- words be used: ts_match() is not leakproof, and a million rows would be read one by one.

create sequence private.search_numbers;
create table private.search_texts (
	-- Counts up as things become public: the higher, the newer.
	number bigint primary key default nextval('private.search_numbers'),
	district_id text not null references public.districts (id) on delete cascade,
	-- A contribution's kind, or 'measure'.
	kind text not null,
	contribution_id uuid unique references public.contributions (id) on delete cascade,
	measure_id uuid unique references public.measures (id) on delete cascade,
	-- Folded words and word stems, and where the row belongs: see private.scopes_of().
	words tsvector not null,
	check (num_nonnulls(contribution_id, measure_id) = 1)
);
comment on table private.search_texts is 'The words of what is public, for search. Nothing that is hidden has a row here.';
create index search_texts_newest on private.search_texts (district_id, kind, number desc);
create index search_texts_words on private.search_texts using gin (words);

-- Cyrillic and Arabic letters as Latin ones. Trigrams know other letters only where the locale of the database does.
create function private.latin_letters(word text) returns text
language sql immutable parallel safe strict set search_path = ''
as $$
	select translate(
		word,
		'абвгдежзиіїйклмнопрстуфхцчшщыэєюяابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگъьء',
		'abvgdejziiiiklmnoprstufhccssyeeuaabtsjhxdzrzsssdtzegfqklmnhwypcjg'
	)
$$;

create table private.search_words (
	word text collate "C" primary key,
	latin text not null generated always as (private.latin_letters(word)) stored
);
comment on table private.search_words is 'Words that occur, for finding those that begin alike or are spelt alike.';
create index search_words_alike on private.search_words using gin (latin extensions.gin_trgm_ops);

-- The dictionaries of PostgreSQL by language. Ukrainian, Persian, Kurdish, Polish and Vietnamese have none.
create function private.config_of(language text) returns regconfig
language sql immutable parallel safe set search_path = ''
as $$
	select case language
		when 'de' then 'pg_catalog.german'::regconfig
		when 'de-x-leicht' then 'pg_catalog.german'::regconfig
		when 'en' then 'pg_catalog.english'::regconfig
		when 'ar' then 'pg_catalog.arabic'::regconfig
		when 'ru' then 'pg_catalog.russian'::regconfig
		when 'tr' then 'pg_catalog.turkish'::regconfig
		when 'ro' then 'pg_catalog.romanian'::regconfig
		when 'fr' then 'pg_catalog.french'::regconfig
		else 'pg_catalog.simple'::regconfig
	end
$$;

-- Small letters and digits with single spaces between. PostgreSQL's own rules for letters, whatever locale the database has.
-- Arabic vowel signs, tatweel and the joiner within Persian words are dropped, as most people do not type them.
create function private.plain_words(value text) returns text
language plpgsql immutable parallel safe strict set search_path = ''
as $$
begin
	return (
		select btrim(regexp_replace(
			lower(regexp_replace(normalize(value, nfc), '[\u064b-\u065f\u0670\u0640\u200c\u200d]', '', 'g') collate pg_catalog.pg_c_utf8),
			'[^[:alnum:]]+', ' ', 'g'
		))
	);
end
$$;

-- Without accents, and Arabic letters that are typed for one another as one. As its owner: nobody else may call unaccent().
create function private.fold_words(value text) returns text
language plpgsql immutable parallel safe strict security definer set search_path = ''
as $$
begin
	return (
		select translate(
			extensions.unaccent('extensions.unaccent'::regdictionary, value),
			'أإآٱىیئؤةۀکёґї٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹',
			'ااااييييوههكегі01234567890123456789'
		)
	);
end
$$;

-- Words and stems of a text, folded, each with where it stands in private.plain_words().
create function private.words_of(value text, language text) returns tsvector
language plpgsql immutable parallel safe strict set search_path = ''
as $$
begin
	return (
		select private.fold_words((
			to_tsvector('pg_catalog.simple', plain.words) || to_tsvector(private.config_of(language), plain.words)
		)::text)::tsvector
		from private.plain_words(value) as plain (words)
	);
end
$$;

-- A text as it is searched: words of the title count more; of the body, the beginning.
create function private.text_words(title text, body text, language text) returns tsvector
language sql immutable parallel safe set search_path = ''
as $$
	select setweight(coalesce(private.words_of(title, language), ''), 'A')
		|| strip(coalesce(private.words_of(left(body, 2000), language), ''))
$$;

-- Words that no text has, by which an index of words finds rows of one district and kind alone, or the newest of them.
create function private.scope_of(district text, kind text, bits integer default null, number bigint default null)
returns text language sql immutable parallel safe set search_path = ''
as $$ select '=' || concat_ws('/', district, kind, bits, number >> bits) $$;
create function private.scopes_of(district text, kind text, number bigint) returns tsvector
language sql immutable parallel safe set search_path = ''
as $$
	select array_to_tsvector(array[
		private.scope_of(district, kind), private.scope_of(district, kind, 12, number),
		private.scope_of(district, kind, 15, number), private.scope_of(district, kind, 18, number)
	])
$$;

create function private.keep_words(words tsvector) returns void
language sql volatile security definer set search_path = ''
as $$
	-- In order, so that two who write at once never wait for each other.
	insert into private.search_words (word)
	select lexeme from unnest(words)
	where char_length(lexeme) between 3 and 30 and lexeme collate pg_catalog.pg_c_utf8 ~ '^[[:alpha:]]+$'
	order by lexeme collate "C" on conflict do nothing
$$;

create function private.index_contribution(contribution uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
	written public.contributions;
	summary text := (select p.summary from public.proposals as p where p.id = contribution);
	found tsvector;
	own bigint;
begin
	select * into written from public.contributions where id = contribution;
	if written.state is distinct from 'public' then
		delete from private.search_texts where contribution_id = contribution;
		return;
	end if;
	found := private.text_words(written.title, concat_ws(' ', written.place, summary, written.body), written.language);
	select found || coalesce(string_agg(private.text_words(t.title, concat_ws(' ', t.summary, t.body), t.language)::text, ' '), '')::tsvector
	into found from public.translations as t where t.contribution_id = contribution;
	select number into own from private.search_texts where contribution_id = contribution;
	own := coalesce(own, nextval('private.search_numbers'));
	insert into private.search_texts (number, district_id, kind, contribution_id, words)
	values (
		own, written.district_id, written.kind, contribution,
		found || private.scopes_of(written.district_id, written.kind::text, own)
	) on conflict (contribution_id) do update
	set district_id = excluded.district_id, kind = excluded.kind, words = excluded.words;
	perform private.keep_words(found);
end
$$;

create function private.index_measure(measure uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
	written public.measures;
	found tsvector;
	own bigint;
begin
	select * into written from public.measures where id = measure;
	if written.is_public is distinct from true then
		delete from private.search_texts where measure_id = measure;
		return;
	end if;
	select coalesce(string_agg(private.text_words(
		written.title ->> code, concat_ws(' ', written.summary ->> code, written.description ->> code), code
	)::text, ' '), '')::tsvector into found
	from (
		select jsonb_object_keys(written.title || written.summary || written.description)
	) as languages (code);
	select number into own from private.search_texts where measure_id = measure;
	own := coalesce(own, nextval('private.search_numbers'));
	insert into private.search_texts (number, district_id, kind, measure_id, words)
	values (own, written.district_id, 'measure', measure, found || private.scopes_of(written.district_id, 'measure', own))
	on conflict (measure_id) do update set district_id = excluded.district_id, words = excluded.words;
	perform private.keep_words(found);
end
$$;

create function private.note_words() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
	case tg_table_name
		when 'translations' then
			perform private.index_contribution(case tg_op when 'DELETE' then old.contribution_id else new.contribution_id end);
		when 'measures' then perform private.index_measure(new.id);
		else perform private.index_contribution(new.id);
	end case;
	return null;
end
$$;
create trigger contributions_words
	after insert or update of district_id, kind, language, title, body, place, state on public.contributions
	for each row execute function private.note_words();
create trigger proposals_words after insert or update of summary on public.proposals
	for each row execute function private.note_words();
create trigger translations_words after insert or update or delete on public.translations
	for each row execute function private.note_words();
create trigger measures_words
	after insert or update of district_id, title, summary, description, is_public on public.measures
	for each row execute function private.note_words();

select private.index_contribution(c.id) from public.contributions as c where c.state = 'public' order by c.published_at, c.id;
select private.index_measure(m.id) from public.measures as m where m.is_public order by m.created_at, m.id;
