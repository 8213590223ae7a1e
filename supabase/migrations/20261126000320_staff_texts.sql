-- Which languages the texts of staff (measures, processes) are missing in, and which were left behind by the German one.

create table private.text_ages (
	-- A measure or a process.
	owner_id uuid not null,
	field text not null,
	language text not null,
	written_at timestamptz not null,
	primary key (owner_id, field, language)
);
comment on table private.text_ages is 'When each language of a staff text was last written.';

create function private.note_text_ages()
returns trigger language plpgsql security definer set search_path = ''
as $$
declare
	was jsonb := case when tg_op = 'INSERT' then '{}' else to_jsonb(old) end;
begin
	if tg_op = 'DELETE' then
		delete from private.text_ages as a where a.owner_id = old.id;
		return null;
	end if;
	insert into private.text_ages as a (owner_id, field, language, written_at)
	select new.id, f.field, text.key, now()
	from unnest(tg_argv) as f (field), jsonb_each_text(to_jsonb(new) -> f.field) as text
	where text.value is distinct from was -> f.field ->> text.key
	on conflict (owner_id, field, language) do update set written_at = excluded.written_at;
	return null;
end
$$;
create trigger measures_text_ages after insert or update of title, summary, description or delete
	on public.measures for each row execute function private.note_text_ages('title', 'summary', 'description');
create trigger processes_text_ages after insert or update of title, description or delete
	on public.processes for each row execute function private.note_text_ages('title', 'description');

create function private.staff_texts(district text, before timestamptz, before_id uuid, most integer)
returns table (kind text, id uuid, title jsonb, edited_at timestamptz, missing text[], outdated text[])
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
	if not private.may('moderate', district) then
		raise exception 'only staff of the district' using errcode = '42501';
	end if;
	return query
	with page as (
		select 'measure' as kind, m.id, m.title, m.edited_at,
			jsonb_build_object('title', m.title, 'summary', m.summary, 'description', m.description) as texts
		from public.measures as m where m.district_id = district
		union all
		select 'process', p.id, p.title, p.edited_at,
			jsonb_build_object('title', p.title, 'description', p.description)
		from public.processes as p where p.district_id = district
	), chosen as (
		select * from page
		where before is null or (page.edited_at, page.id) < (before, before_id)
		order by page.edited_at desc, page.id desc limit least(most, 100)
	)
	select c.kind, c.id, c.title, c.edited_at,
		array(
			select l.language from unnest(private.all_languages()) with ordinality as l (language, n)
			where exists (
				select 1 from jsonb_each(c.texts) as f (field, text)
				where f.text <> '{}' and coalesce(f.text ->> l.language, '') = ''
			) order by l.n
		),
		array(
			select l.language from unnest(private.all_languages()) with ordinality as l (language, n)
			where exists (
				select 1 from private.text_ages as german
				join private.text_ages as other on other.owner_id = german.owner_id and other.field = german.field
				where german.owner_id = c.id and german.language = 'de' and other.language = l.language
					and coalesce(c.texts -> german.field ->> l.language, '') <> ''
					and other.written_at < german.written_at
			) order by l.n
		)
	from chosen as c order by c.edited_at desc, c.id desc;
end
$$;
create function private.all_languages() returns text[] language sql immutable set search_path = ''
as $$
	select '{de,de-x-leicht,en,ar,uk,ru,tr,fa,ku,ro,pl,vi,fr}'::text[]
$$;
create function public.staff_texts(
	p_district text, p_before timestamptz default null, p_before_id uuid default null, p_limit integer default 30
) returns table (kind text, id uuid, title jsonb, edited_at timestamptz, missing text[], outdated text[])
language sql stable security invoker set search_path = ''
as $$ select * from private.staff_texts(p_district, p_before, p_before_id, p_limit) $$;
comment on function public.staff_texts is
	'Measures and processes of a district with the languages they lack or that are older than the German text. For staff.';
grant execute on function private.staff_texts, public.staff_texts to authenticated;
