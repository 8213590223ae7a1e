-- Translations by machines: asked for by pages, claimed by jobs, never sent twice, never beyond a month's limit.

alter table private.translation_requests
	-- The version of the contribution that was asked for: an edit begins anew.
	add column version integer not null default 1;

-- Public contributions that have no translation into a language, or an outdated one by a machine.
create function private.request_translations(ids text[], into_language text)
returns integer language sql volatile security definer set search_path = ''
as $$
	with asked as (
		insert into private.translation_requests as r (contribution_id, language, version)
		select c.id, into_language, c.version
		from public.contributions as c
		left join public.translations as t on t.contribution_id = c.id and t.language = into_language
		where c.id = any (ids[1:200]::uuid[]) and c.state = 'public' and c.language <> into_language
			and (
				t.contribution_id is null
				or (t.origin = 'machine' and t.version < c.version and not t.is_locked)
			)
		order by c.id
		on conflict (contribution_id, language) do update set
			version = excluded.version, attempts = 0, next_attempt_at = now(), last_error = null
		where r.version < excluded.version
		returning 1
	)
	select count(*)::integer from asked
$$;
create function public.request_translations(p_ids text[], p_language text)
returns integer language sql volatile security invoker set search_path = ''
as $$ select private.request_translations(p_ids, p_language) $$;
comment on function public.request_translations is
	'Notes that readers need these contributions in a language; how many were not noted yet. For the server.';

create function private.claim_translations(most integer)
returns table (
	contribution uuid, target text, source text, version integer,
	title text, summary text, body text, names text[]
) language sql volatile security definer set search_path = ''
as $$
	-- Hidden meanwhile, or written by a person: nothing is to be made.
	delete from private.translation_requests as r
	using public.contributions as c
	where c.id = r.contribution_id and r.next_attempt_at <= now()
		and (c.state <> 'public' or c.language = r.language);
	with chosen as materialized (
		select due.contribution_id, due.language from private.translation_requests as due
		where due.next_attempt_at <= now() and due.attempts < 8
		order by due.next_attempt_at
		limit most
		for update skip locked
	), claimed as (
		update private.translation_requests as r
		set attempts = r.attempts + 1,
			-- A process that dies leaves it to be tried again after this pause: 2, 4, 8 … minutes.
			next_attempt_at = now() + interval '1 minute' * power(2, r.attempts + 1)
		from chosen
		where r.contribution_id = chosen.contribution_id and r.language = chosen.language
		returning r.contribution_id, r.language
	)
	select c.id, r.language::text, c.language::text, c.version, c.title, p.summary, c.body,
		array(
			select person.display_name from public.profiles as person
			where person.id = c.author_id or person.id in (
				select m.person_id from public.mentions as m where m.contribution_id = c.id
			)
		)
	from claimed as r
	join public.contributions as c on c.id = r.contribution_id
	left join public.proposals as p on p.id = c.id
$$;
create function public.claim_translations(p_most integer)
returns table (
	contribution uuid, target text, source text, version integer,
	title text, summary text, body text, names text[]
) language sql volatile security invoker set search_path = ''
as $$ select * from private.claim_translations(p_most) $$;
comment on function public.claim_translations is
	'Translations that are due, each given to one caller only, with the names of people in them. For the server.';

-- Takes version, source, provider, title, summary and body; or a failure, of which `limit` costs no attempt.
create function private.settle_translation(contribution uuid, into_language text, made jsonb, failure text)
returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
	written public.translations;
begin
	if made is null then
		update private.translation_requests as r set
			last_error = left(failure, 200),
			attempts = case when failure = 'limit' then greatest(r.attempts - 1, 0) else r.attempts end,
			next_attempt_at = case when failure = 'limit' then now() + interval '1 hour' else r.next_attempt_at end
		where r.contribution_id = contribution and r.language = into_language;
		return;
	end if;
	perform 1 from public.contributions as c
	where c.id = contribution and c.language = made ->> 'source' and c.state = 'public' for no key update;
	if not found then
		delete from private.translation_requests as r
		where r.contribution_id = contribution and r.language = into_language;
		return;
	end if;
	insert into public.translations as t
		(contribution_id, language, version, title, summary, body, origin, provider)
	values (
		contribution, into_language, (made ->> 'version')::integer, made ->> 'title', made ->> 'summary',
		made ->> 'body', 'machine', made ->> 'provider'
	)
	on conflict (contribution_id, language) do update set
		version = excluded.version, title = excluded.title, summary = excluded.summary, body = excluded.body,
		provider = excluded.provider, written_at = now()
	-- A machine never overwrites what a person wrote, nor what staff have locked.
	where t.origin = 'machine' and not t.is_locked and t.version < excluded.version
	returning t.* into written;
	if found then
		perform private.keep_translation(written);
	else
		delete from private.translation_requests as r
		where r.contribution_id = contribution and r.language = into_language;
	end if;
end
$$;
create function public.settle_translation(
	p_contribution uuid, p_language text, p_made jsonb default null, p_error text default null
) returns void language sql volatile security invoker set search_path = ''
as $$ select private.settle_translation(p_contribution, p_language, p_made, p_error) $$;
comment on function public.settle_translation is 'Writes what a machine made, or notes why it made nothing. For the server.';

/*
 * Counts characters of this month before they are sent, and says whether they fit below the limit; otherwise
 * nothing is counted. Negative ones are given back.
 */
create function private.count_characters(number integer, most bigint)
returns boolean language plpgsql volatile security definer set search_path = ''
as $$
begin
	insert into private.translation_usage (month) values (date_trunc('month', now())::date)
	on conflict (month) do nothing;
	update private.translation_usage as used set characters = greatest(used.characters + number, 0)
	where used.month = date_trunc('month', now())::date and used.characters + number <= most;
	return found;
end
$$;
create function public.count_characters(p_number integer, p_most bigint)
returns boolean language sql volatile security invoker set search_path = ''
as $$ select private.count_characters(p_number, p_most) $$;
comment on function public.count_characters is
	'Whether so many characters more may be sent to a provider this month; then they are counted. For the server.';

-- Hashes are written as 64 hexadecimal digits outside.
create index machine_texts_age on private.machine_texts (created_at);
create function private.known_texts(hashes text[], source text, target text, provider text)
returns table (hash text, text text) language sql stable security definer set search_path = ''
as $$
	select encode(m.hash, 'hex'), m.text
	from unnest(hashes) as asked (hash)
	join private.machine_texts as m on m.hash = decode(asked.hash, 'hex')
		and m.source = known_texts.source and m.target = known_texts.target
		and m.provider = known_texts.provider
$$;
create function public.known_texts(p_hashes text[], p_source text, p_target text, p_provider text)
returns table (hash text, text text) language sql stable security invoker set search_path = ''
as $$ select * from private.known_texts(p_hashes, p_source, p_target, p_provider) $$;
comment on function public.known_texts is 'What a machine has made of texts before, by their hashes. For the server.';

create function private.keep_texts(texts jsonb, source text, target text, provider text)
returns void language sql volatile security definer set search_path = ''
as $$
	-- Not for ever: what was removed since should be gone here too.
	delete from private.machine_texts where created_at < now() - interval '180 days';
	insert into private.machine_texts (hash, source, target, provider, text)
	select decode(each.key, 'hex'), keep_texts.source, keep_texts.target, keep_texts.provider, each.value
	from jsonb_each_text(texts) as each
	on conflict do nothing
$$;
create function public.keep_texts(p_texts jsonb, p_source text, p_target text, p_provider text)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.keep_texts(p_texts, p_source, p_target, p_provider) $$;
comment on function public.keep_texts is 'Keeps what a machine made of texts: an object of text by hash. For the server.';

grant execute on function
	private.request_translations, private.claim_translations, private.settle_translation,
	private.count_characters, private.known_texts, private.keep_texts,
	public.request_translations, public.claim_translations, public.settle_translation,
	public.count_characters, public.known_texts, public.keep_texts
to service_role;

-- What staff see of it: this month's characters of the installation, and what waits or fails in their district.
create function private.translation_state(district text)
returns jsonb language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.may('moderate', district) then
		raise exception 'only staff of the district' using errcode = '42501';
	end if;
	return (
		with here as (
			select r.*, c.kind, c.language as source from private.translation_requests as r
			join public.contributions as c on c.id = r.contribution_id
			where c.district_id = district
		)
		select jsonb_build_object(
			'used', coalesce((
				select u.characters from private.translation_usage as u
				where u.month = date_trunc('month', now())::date
			), 0),
			'waiting', (select count(*) from here where here.last_error is null),
			'failing', (select count(*) from here where here.last_error is not null),
			'failures', (
				select coalesce(jsonb_agg(jsonb_build_object(
					'contribution', f.contribution_id, 'kind', f.kind, 'source', f.source, 'target', f.language,
					'error', f.last_error, 'attempts', f.attempts,
					'next_attempt_at', case when f.attempts < 8 then f.next_attempt_at end
				) order by f.next_attempt_at desc), '[]')
				from (
					select * from here where here.last_error is not null
					order by here.next_attempt_at desc limit 20
				) as f
			)
		)
	);
end
$$;
create function public.translation_state(p_district text)
returns jsonb language sql stable security invoker set search_path = ''
as $$ select private.translation_state(p_district) $$;
comment on function public.translation_state is 'Shape: TranslationState in src/lib/features/translation/model.ts. For staff.';
grant execute on function private.translation_state, public.translation_state to authenticated;
