-- Searching a district. Words are looked up past the policies, among what is public; what is shown is read as the reader.

-- What one word may be called in the index: as it is, its stems in every language PostgreSQL knows, longer words that
-- begin with it, and with `near` words that are spelt alike or contain it.
create function private.forms_of(word text, near boolean) returns text[]
language plpgsql stable security definer set search_path = ''
as $$
declare
	spelt constant text := private.latin_letters(private.fold_words(word));
begin
	return (
		select array(
			select private.fold_words(word)
			union
			select private.fold_words(stem) from unnest(
				ts_lexize('pg_catalog.german_stem', word) || ts_lexize('pg_catalog.english_stem', word)
				|| ts_lexize('pg_catalog.arabic_stem', word) || ts_lexize('pg_catalog.russian_stem', word)
				|| ts_lexize('pg_catalog.turkish_stem', word) || ts_lexize('pg_catalog.romanian_stem', word)
				|| ts_lexize('pg_catalog.french_stem', word)
			) as stem
			-- "finden" is not "f", though it might be, in another language.
			where char_length(stem) > 1
			union
			(
				select longer.word from (
					select w.word from private.search_words as w
					where char_length(forms_of.word) >= 3
						and w.word > private.fold_words(forms_of.word) collate "C"
						and w.word < (private.fold_words(forms_of.word) || chr(1114111)) collate "C"
					limit 300
				) as longer
				order by char_length(longer.word), longer.word limit 12
			)
			union
			(
				select alike.word from private.search_words as alike
				where near and char_length(spelt) >= 4 and (
					(alike.latin operator(extensions.%) spelt and extensions.similarity(alike.latin, spelt) >= 0.4)
					or alike.latin like '%' || spelt || '%'
				)
				order by extensions.similarity(alike.latin, spelt) desc, alike.word limit 8
			)
		)
	);
end
$$;

create function private.any_of(forms text[]) returns tsquery
language sql immutable parallel safe set search_path = ''
as $$
	select string_agg('''' || replace(replace(form, '\', '\\'), '''', '''''') || '''', ' | ')::tsquery
	from unnest(forms) as form
$$;

-- Whether a word says nothing alone in the reader's language: "the", "und".
create function private.is_filler(word text, reader text) returns boolean
language sql stable parallel safe set search_path = ''
as $$
	select to_tsvector(private.config_of(reader), word) = '' or char_length(word) < 2
$$;

-- The words of a search as a query: all must occur, in one of their forms. Fillers are left out where there is more.
-- Null when there is no word in it.
create function private.search_query(words text, reader text, near boolean, out asked tsquery, out forms text[])
language plpgsql stable set search_path = ''
as $$
declare
	word text;
	alike text[];
	all_words text[] := array(
		select w.word from (
			select t.word, min(t.place) as place
			from unnest(string_to_array(private.plain_words(left(words, 400)), ' ')) with ordinality as t (word, place)
			where t.word <> '' and char_length(t.word) <= 60
			group by t.word
		) as w order by w.place limit 8
	);
	telling text[] := array(select w from unnest(all_words) as w where not private.is_filler(w, reader));
begin
	forms := '{}';
	foreach word in array case when telling = '{}' then all_words else telling end loop
		alike := private.forms_of(word, near);
		forms := forms || alike;
		asked := case when asked is null then private.any_of(alike) else asked && private.any_of(alike) end;
	end loop;
end
$$;

-- The newest that fit, of one kind. However common the words and however many the rows, few rows are read: first the
-- newest few as they lie, then, by the index, windows of growing size; each only if the one before gave too little.
create function private.search_candidates(district text, kind text, asked tsquery, before bigint, most integer)
returns table (number bigint, contribution_id uuid, measure_id uuid, rank real)
language plpgsql stable rows 100 security definer set search_path = '' set enable_seqscan = off
as $$
#variable_conflict use_column
declare
	few constant integer := 300;
	newest bigint[];
	seen integer;
	fitting bigint[];
	top bigint;
	low bigint;
	bits integer;
	scope tsquery;
begin
	select array_agg(t.number) filter (where t.words @@ asked), count(*), max(t.number), min(t.number)
	into fitting, seen, top, low
	from (
		select s.number, s.words from private.search_texts as s
		where s.district_id = search_candidates.district and s.kind = search_candidates.kind
			and (before is null or s.number < before)
		order by s.number desc limit few
	) as t;
	if seen = few and coalesce(cardinality(fitting), 0) < most then
		foreach bits in array array[12, 15, 18, null] loop
			-- Where there are few of a kind, the newest few lie further back than a window goes; and a window of
			-- nearly everything spares nothing.
			continue when 1 << bits <= top - low or top < 4 << bits;
			-- The window of the newest, and the whole one before it; in the end, everything.
			scope := private.any_of(array[
				private.scope_of(district, search_candidates.kind, bits, top),
				private.scope_of(district, search_candidates.kind, bits, top - (1 << bits))
			]);
			fitting := array(
				select s.number from private.search_texts as s
				where s.words @@ (scope && asked) and (before is null or s.number < before)
				-- The sum keeps the planner from reading all rows in order until some fit.
				order by s.number + 0 desc limit most
			);
			exit when cardinality(fitting) >= most;
		end loop;
	end if;
	return query
		select s.number, s.contribution_id, s.measure_id, ts_rank(s.words, asked)
		from private.search_texts as s
		where s.number = any (fitting) order by s.number desc limit most;
end
$$;

-- Which words of a text fit, as private.plain_words() writes them.
create function private.words_found(value text, language text, forms text[]) returns text[]
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
	return (
		select array(
			-- Stems stand behind the words they are of: see private.words_of().
			select distinct plain.words[case when place > cardinality(plain.words) then place - cardinality(plain.words) else place end]
			from (select string_to_array(private.plain_words(value), ' ')) as plain (words),
				unnest(private.words_of(value, language)) as l (lexeme, places, weights), unnest(l.places) as place
			where l.lexeme = any (forms)
		)
	);
end
$$;

-- What of a contribution is shown: the text with the words in it, in the reader's language rather than another.
create function private.best_text(c public.contributions, summary text, reader text, forms text[])
returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
begin
	return (
		select jsonb_build_object(
			'title', version.title, 'body', left(version.body, 2000), 'language', version.language,
			'origin', version.origin, 'found', to_jsonb(found.words)
		)
		from (
			select c.title, concat_ws(E'\n\n', summary, c.body), c.language::text, null::public.translation_origin
			union all
			select t.title, concat_ws(E'\n\n', t.summary, t.body), t.language::text, t.origin
			from public.translations as t where t.contribution_id = c.id
		) as version (title, body, language, origin)
		cross join lateral private.words_found(
			concat_ws(' ', version.title, left(version.body, 2000)), version.language, forms
		) as found (words)
		order by found.words <> '{}' desc, version.language = reader desc, version.origin is null desc, version.language
		limit 1
	);
end
$$;

-- A title in the reader's language where there is that.
create function private.title_of(c public.contributions, reader text) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
	return (
		select jsonb_build_object(
			'title', coalesce(t.title, c.title), 'language', case when t.title is null then c.language::text else t.language::text end
		)
		from (values (1)) as one
		left join public.translations as t on t.contribution_id = c.id and t.language = reader and c.language <> reader
	);
end
$$;

create function private.found_contributions(
	district text, kind text, asked tsquery, forms text[], reader text, before bigint, most integer, shown integer
) returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
begin
	return (
		-- Each is looked up by its key, whatever the planner thinks of how many there are: hence "limit 1".
		with readable as materialized (
			select k.number, k.rank, c.contribution, r.thread, r.number as reply_number
			from private.search_candidates(district, kind, asked, before, most) as k
			cross join lateral (
				select c as contribution from public.contributions as c
				where c.id = k.contribution_id and c.state = 'public' limit 1
			) as c
			left join lateral (
				select r.number, thread from public.replies as r
				join public.contributions as thread on thread.id = r.thread_id and thread.state = 'public'
				where found_contributions.kind = 'reply' and r.id = k.contribution_id limit 1
			) as r on true
			-- What was said in a hidden place is not shown either.
			where kind <> 'reply' or r.number is not null
		),
		page as (
			-- The overview begins with what fits best; a list of one kind is in order of time, so that it can go on.
			select * from readable order by case when shown < most - 1 then rank end desc nulls last, number desc limit shown
		)
		select jsonb_build_object(
			'kind', kind,
			'count', (select count(*) from readable),
			'hits', (
				select coalesce(jsonb_agg(private.best_text(p.contribution, proposal.summary, reader, forms) || jsonb_build_object(
					'id', (p.contribution).id, 'number', p.number, 'at', (p.contribution).published_at,
					'sphere', (p.contribution).sphere, 'replies', (p.contribution).replies,
					'category', report.category, 'status', coalesce(report.status::text, proposal.status::text),
					'thread', case when p.reply_number is not null then private.title_of(p.thread, reader) || jsonb_build_object(
						'id', (p.thread).id, 'kind', (p.thread).kind, 'number', p.reply_number
					) end
				) order by case when shown < most - 1 then p.rank end desc nulls last, p.number desc), '[]')
				from page as p
				left join lateral (select * from public.reports as r where r.id = (p.contribution).id limit 1) as report on true
				left join lateral (select * from public.proposals as r where r.id = (p.contribution).id limit 1) as proposal on true
			)
		)
	);
end
$$;

create function private.found_measures(
	district text, asked tsquery, forms text[], reader text, before bigint, most integer, shown integer
) returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
begin
	return (
		with readable as materialized (
			select k.number, k.rank, m.measure
			from private.search_candidates(district, 'measure', asked, before, most) as k
			cross join lateral (
				select m as measure from public.measures as m where m.id = k.measure_id and m.is_public limit 1
			) as m
		),
		page as (
			select * from readable order by case when shown < most - 1 then rank end desc nulls last, number desc limit shown
		)
		select jsonb_build_object(
			'kind', 'measure',
			'count', (select count(*) from readable),
			'hits', (
				select coalesce(jsonb_agg(best.version || jsonb_build_object(
					'id', (p.measure).id, 'number', p.number, 'at', (p.measure).edited_at,
					'status', (p.measure).status
				) order by case when shown < most - 1 then p.rank end desc nulls last, p.number desc), '[]')
				from page as p
				cross join lateral (
					select jsonb_build_object(
						'title', version.title, 'body', left(version.body, 2000), 'language', version.code,
						'origin', null, 'found', to_jsonb(found.words)
					) as version
					from (
						select code, (p.measure).title ->> code,
							concat_ws(E'\n\n', (p.measure).summary ->> code, (p.measure).description ->> code)
						from jsonb_object_keys((p.measure).title) as code
					) as version (code, title, body)
					cross join lateral private.words_found(
						concat_ws(' ', version.title, left(version.body, 2000)), version.code, forms
					) as found (words)
					order by found.words <> '{}' desc, version.code = reader desc, version.code = 'de' desc, version.code = 'en' desc
					limit 1
				) as best
			)
		)
	);
end
$$;

create function public.search_district(
	p_district text,
	p_words text,
	p_reader text,
	-- 'topic', 'reply', 'proposal', 'report' or 'measure'; null for a first look at all of them.
	p_kind text default null,
	-- Also words that are spelt alike. Without a kind this is decided here: when nothing else is found.
	p_near boolean default false,
	-- The number of the last hit that was shown.
	p_before bigint default null,
	p_limit integer default 20
) returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
	near boolean := p_near;
	query record;
	tried text[];
	groups jsonb := '[]';
	most constant integer := case when p_kind is null then 51 else least(greatest(p_limit, 1), 50) + 1 end;
	shown constant integer := case when p_kind is null then 4 else most end;
begin
	loop
		select * into query from private.search_query(p_words, p_reader, near);
		-- No word in it, or none that is spelt alike.
		exit when query.asked is null or query.forms <@ tried;
		tried := query.forms;
		select coalesce(jsonb_agg(found.part order by wanted.place), '[]') into groups
		from unnest('{proposal,topic,reply,report,measure}'::text[]) with ordinality as wanted (kind, place)
		cross join lateral (
			select case when wanted.kind = 'measure'
				then private.found_measures(p_district, query.asked, query.forms, p_reader, p_before, most, shown)
				else private.found_contributions(
					p_district, wanted.kind, query.asked, query.forms, p_reader, p_before, most, shown
				) end as part
		) as found
		where p_kind is null or wanted.kind = p_kind;
		exit when near or p_kind is not null
			or exists (select 1 from jsonb_array_elements(groups) as g where (g ->> 'count')::integer > 0);
		near := true;
	end loop;
	return jsonb_build_object('near', near, 'groups', groups);
end
$$;
comment on function public.search_district is
	'Everything public in a district with these words, in any language: grouped by kind with counts up to 51, or one kind a page at a time.';
grant execute on function
	private.config_of, private.plain_words, private.fold_words, private.words_of, private.scope_of,
	private.forms_of, private.any_of, private.is_filler, private.search_query, private.search_candidates,
	private.words_found, private.best_text, private.title_of, private.found_contributions, private.found_measures, public.search_district
to anon, authenticated, service_role;
