-- What resembles a text that is being written: topics, proposals and reports, in whatever language, by their translations.

-- Words that are in many texts say little. PostgreSQL knows their share from its own statistics, of the commonest alone.
create function private.common_words() returns table (word text, share real)
language sql stable security definer set search_path = ''
as $$
	select common.word, common.share
	from pg_catalog.pg_stats as s
	cross join lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as common (word, share)
	where s.schemaname = 'private' and s.tablename = 'search_texts' and s.attname = 'words'
		and common.word is not null and common.word not like '=%'
$$;

-- The telling words of a text, each as a query for all its forms: the rarest, at most six.
create function private.telling_words(value text, language text, out asked tsquery[], out forms text[])
language sql stable security definer set search_path = ''
as $$
	with common as materialized (select c.word, c.share from private.common_words() as c),
	said as materialized (
		select w.word, min(w.place) as place, private.fold_words(w.word) as folded
		from unnest(string_to_array(private.plain_words(left(value, 600)), ' ')) with ordinality as w (word, place)
		where char_length(w.word) between 4 and 40
		group by w.word order by min(w.place) limit 30
	),
	chosen as materialized (
		select said.word, said.place, row_number() over (
			order by coalesce(common.share, 0), char_length(said.word) desc, said.place
		) as rank
		from said
		left join common on common.word = said.folded
		where not private.is_filler(said.word, language)
		order by rank limit 6
	),
	known as materialized (
		-- Where there are no stems, words that are spelt alike stand in for them: for the rarest, as it takes its time.
		select chosen.place, private.forms_of(
			chosen.word, chosen.rank <= 2 and private.config_of(language) = 'pg_catalog.simple'::regconfig
		) as forms
		from chosen
	)
	select array_agg(private.any_of(k.forms) order by k.place), (
		select array_agg(distinct form) from known as each, unnest(each.forms) as form
	)
	from known as k
$$;

-- The contributions that share most words with a text; two at least, where it has so many.
create function private.similar_candidates(district text, telling tsquery[], most integer)
returns table (contribution_id uuid, score integer, number bigint)
language plpgsql stable rows 20 security definer set search_path = ''
as $$
#variable_conflict use_column
declare
	shared tsquery;
begin
	if coalesce(cardinality(telling), 0) = 0 then
		return;
	end if;
	for i in 1 .. cardinality(telling) loop
		for j in i + 1 .. cardinality(telling) loop
			shared := case when shared is null then telling[i] && telling[j] else shared || (telling[i] && telling[j]) end;
		end loop;
	end loop;
	return query
		select found.contribution_id, (
			select count(*)::integer from unnest(telling) as w (asked) where t.words @@ w.asked
		) as score, found.number
		from unnest('{proposal,topic,report}'::text[]) as k (kind)
		cross join lateral private.search_candidates(district, k.kind, coalesce(shared, telling[1]), null, 60) as found
		join private.search_texts as t on t.number = found.number
		order by score desc, found.number desc limit most;
end
$$;

create function public.similar_contributions(p_district text, p_text text, p_reader text, p_limit integer default 5)
returns jsonb language sql stable security invoker set search_path = ''
as $$
	with telling as materialized (select * from private.telling_words(p_text, p_reader)),
	alike as materialized (
		select s.* from telling cross join lateral private.similar_candidates(p_district, telling.asked, 20) as s
	),
	shown as (
		select c.c, a.score, a.number from alike as a
		cross join lateral (
			select c from public.contributions as c where c.id = a.contribution_id and c.state = 'public' limit 1
		) as c
		order by a.score desc, a.number desc limit least(greatest(p_limit, 0), 20)
	)
	select coalesce(jsonb_agg(
		private.best_text(s.c, proposal.summary, p_reader, '{}') - 'found' || jsonb_build_object(
			'id', (s.c).id, 'kind', (s.c).kind, 'replies', (s.c).replies,
			'category', report.category, 'status', coalesce(report.status::text, proposal.status::text)
		) order by s.score desc, s.number desc
	), '[]')
	from shown as s
	left join lateral (select * from public.reports as r where r.id = (s.c).id limit 1) as report on true
	left join lateral (select * from public.proposals as r where r.id = (s.c).id limit 1) as proposal on true
$$;
comment on function public.similar_contributions is
	'Public topics, proposals and reports that share telling words with a text, whichever language they are in or translated into.';
grant execute on function
	private.common_words, private.telling_words, private.similar_candidates, public.similar_contributions
to anon, authenticated, service_role;
