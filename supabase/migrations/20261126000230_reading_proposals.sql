-- What the pages of proposals ask for, in one round trip each. All as the reader: policies decide what is seen.

create index contributions_proposals on public.contributions (district_id, published_at desc, id desc)
	where kind = 'proposal' and state = 'public';

create function public.proposal_list(
	p_district text,
	p_process uuid default null,
	-- Words of enums come as text: the casts refuse what is no such word.
	p_sphere text default null,
	p_status text default null,
	p_order text default 'newest',
	p_reader_language text default 'de',
	-- The last entry of the page before: its time (newest first) or its support (most supported first), and its id.
	p_before timestamptz default null,
	p_before_supports integer default null,
	p_before_id uuid default null,
	p_states text[] default '{public}',
	p_limit integer default 20
) returns table (
	id uuid, process_id uuid, language text, version integer, title text, summary text, translation jsonb,
	sphere public.sphere, state public.contribution_state, status public.proposal_status,
	supports integer, replies integer, listed_at timestamptz, author text,
	photo uuid, photo_width integer, photo_height integer, measures integer
) language sql stable security invoker set search_path = ''
as $$
	with fitting as not materialized (
		select c.id, coalesce(c.published_at, c.created_at) as listed_at, p.supports
		from public.proposals as p join public.contributions as c on c.id = p.id
		where c.district_id = p_district and c.kind = 'proposal'
			and c.state = any (p_states::public.contribution_state[])
			and (p_process is null or p.process_id = p_process)
			and (p_sphere is null or c.sphere = p_sphere::public.sphere)
			and (p_status is null or p.status = p_status::public.proposal_status)
	), chosen as (
		(
			select f.* from fitting as f
			where p_order <> 'supports' and (p_before is null or (f.listed_at, f.id) < (p_before, p_before_id))
			order by f.listed_at desc, f.id desc limit least(p_limit, 100)
		)
		union all
		(
			select f.* from fitting as f
			where p_order = 'supports'
				and (p_before_supports is null or (f.supports, f.id) < (p_before_supports, p_before_id))
			order by f.supports desc, f.id desc limit least(p_limit, 100)
		)
	)
	select c.id, p.process_id, c.language::text, c.version, c.title, p.summary,
		(
			select jsonb_build_object('language', t.language, 'title', t.title, 'summary', t.summary)
			from public.translations as t
			where t.contribution_id = c.id and t.language = p_reader_language and c.language <> p_reader_language
		),
		c.sphere, c.state, p.status, p.supports, c.replies, chosen.listed_at,
		(select a.display_name from public.profiles as a where a.id = c.author_id),
		photo.id, photo.width, photo.height,
		(select count(*)::integer from public.measure_sources as s where s.contribution_id = c.id)
	from chosen
	join public.contributions as c on c.id = chosen.id
	join public.proposals as p on p.id = chosen.id
	left join public.attachments as photo on photo.contribution_id = c.id and photo.position = 0
	order by
		case when p_order = 'supports' then chosen.supports end desc,
		case when p_order <> 'supports' then chosen.listed_at end desc,
		c.id desc
$$;
comment on function public.proposal_list is 'Proposals of a district, newest or most supported first, filtered, a page at a time by keyset.';

create function private.process_of(process uuid)
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
		'id', p.id, 'district_id', p.district_id, 'title', p.title, 'description', p.description,
		'is_public', p.is_public, 'version', p.version, 'edited_at', p.edited_at,
		'phases', (
			select coalesce(jsonb_agg(
				jsonb_build_object('kind', ph.kind, 'starts_on', ph.starts_on, 'ends_on', ph.ends_on) order by ph.kind
			), '[]')
			from public.phases as ph where ph.process_id = p.id
		)
	)
	from public.processes as p where p.id = process
$$;
comment on function private.process_of is 'Shape: Process in src/lib/features/proposals/model.ts.';

create function public.process_list(p_district text)
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select coalesce(jsonb_agg(
		private.process_of(p.id) || jsonb_build_object('proposals', (
			select count(*) from public.proposals as pr join public.contributions as c on c.id = pr.id
			where pr.process_id = p.id and c.state = 'public'
		)) order by p.created_at desc, p.id desc
	), '[]')
	-- More than any district has; what is older is still reached from its proposals.
	from (
		select * from public.processes as each where each.district_id = p_district
		order by each.created_at desc, each.id desc limit 50
	) as p
$$;
comment on function public.process_list is 'The processes of a district, newest first; of those not yet public only staff see any.';

-- Guests may not look into these tables at all; to them, nothing is their own.
create function private.own_invitations(district text)
returns jsonb language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title, 'language', c.language)), '[]')
	from public.proposal_invitations as i join public.contributions as c on c.id = i.proposal_id
	where i.person_id = (select auth.uid()) and c.district_id = district and c.state = 'public'
$$;
create function private.own_part(proposal uuid)
returns jsonb language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object(
		'supported', exists (
			select 1 from public.supports as s where s.proposal_id = proposal and s.person_id = (select auth.uid())
		),
		'is_author', private.wrote_proposal(proposal),
		'is_invited', exists (
			select 1 from public.proposal_invitations as i
			where i.proposal_id = proposal and i.person_id = (select auth.uid())
		)
	)
$$;

create function public.proposal_board(
	p_district text, p_process uuid default null, p_sphere text default null, p_status text default null,
	p_order text default 'newest', p_reader_language text default 'de',
	p_before timestamptz default null, p_before_supports integer default null, p_before_id uuid default null,
	p_limit integer default 20
) returns jsonb language sql stable security invoker set search_path = ''
as $$
	with chosen as (
		-- The one asked for, else the one whose phases are nearest to today.
		select p.id from public.processes as p
		where p.district_id = p_district and p.is_public and (p_process is null or p.id = p_process)
		order by (
			select min(greatest(0, ph.starts_on - today.day, today.day - ph.ends_on))
			from public.phases as ph, (select (now() at time zone 'Europe/Berlin')::date as day) as today
			where ph.process_id = p.id
		), p.created_at desc limit 1
	)
	select jsonb_build_object(
		'process', (select private.process_of(chosen.id) from chosen),
		'others', (
			select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'title', o.title) order by o.created_at desc), '[]')
			from (
				select p.id, p.title, p.created_at from public.processes as p
				where p.district_id = p_district and p.is_public and p.id not in (select id from chosen)
				order by p.created_at desc limit 20
			) as o
		),
		'invitations', private.own_invitations(p_district),
		'entries', (
			select coalesce(jsonb_agg(to_jsonb(listed)), '[]')
			from chosen, public.proposal_list(
				p_district, chosen.id, p_sphere, p_status, coalesce(p_order, 'newest'), p_reader_language,
				p_before, p_before_supports, p_before_id, p_limit => p_limit
			) as listed
		)
	)
$$;
comment on function public.proposal_board is 'The page of a district''s proposals in one round trip. Shape: Board in src/lib/features/proposals/queries.ts.';

-- Who was invited and has not answered, for the authors alone.
create function private.invited_to(proposal uuid)
returns jsonb language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(p.display_name order by i.created_at), '[]')
	from public.proposal_invitations as i join public.profiles as p on p.id = i.person_id
	where i.proposal_id = proposal and private.wrote_proposal(proposal)
$$;

-- What was said below a proposal: one side of the arguments, or the talk; `side` null. The latest talk comes, the first arguments.
create function private.said_about(thread uuid, which public.argument_side, reader text, before integer, most integer)
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select coalesce(jsonb_agg(to_jsonb(said) order by said.number), '[]')
	from (
		select r.id, r.number, r.side, r.is_official, c.language, c.version, c.title, null as summary, c.body,
			private.translation_of(c.id, reader) as translation, coalesce(c.published_at, c.created_at) as at,
			(select a.display_name from public.profiles as a where a.id = c.author_id) as author
		from public.replies as r join public.contributions as c on c.id = r.id
		where r.thread_id = thread and r.side is not distinct from which and c.state = 'public'
			and (before is null or r.number < before)
		order by case when which is null then -r.number else r.number end
		limit most
	) as said
$$;
comment on function private.said_about is 'Shape: Remark[] in src/lib/features/proposals/model.ts.';
create index replies_plain on public.replies (thread_id, number desc) where side is null;

create function public.proposal_page(
	p_district text, p_id uuid, p_reader_language text,
	-- Talk before this number, and how many arguments of each side.
	p_before integer default null, p_arguments integer default 10
) returns jsonb language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
		'id', c.id, 'district_id', c.district_id, 'state', c.state, 'sphere', c.sphere, 'language', c.language,
		'version', c.version, 'title', c.title, 'summary', p.summary, 'body', c.body,
		'translation', private.translation_of(c.id, p_reader_language),
		'place', c.place, 'latitude', c.latitude, 'longitude', c.longitude, 'merged_into', c.merged_into,
		'created_at', c.created_at, 'published_at', c.published_at, 'edited_at', c.edited_at,
		'cost_cents', p.cost_cents, 'status', p.status, 'supports', p.supports, 'replies', c.replies,
		'process', private.process_of(p.process_id),
		'authors', (
			select coalesce(jsonb_agg(w.display_name order by w.joined_at nulls first), '[]')
			from (
				select a.display_name, null::timestamptz as joined_at from public.profiles as a where a.id = c.author_id
				union all
				select a.display_name, w.joined_at
				from public.proposal_authors as w join public.profiles as a on a.id = w.person_id
				where w.proposal_id = c.id and w.person_id is distinct from c.author_id
			) as w
		),
		'invited', private.invited_to(c.id),
		'photos', (
			select coalesce(jsonb_agg(
				jsonb_build_object('id', f.id, 'width', f.width, 'height', f.height) order by f.position
			), '[]')
			from public.attachments as f where f.contribution_id = c.id
		),
		'arguments', jsonb_build_object(
			'for', private.said_about(c.id, 'for', p_reader_language, null, least(p_arguments, 500)),
			'against', private.said_about(c.id, 'against', p_reader_language, null, least(p_arguments, 500))
		),
		'argument_counts', (
			select jsonb_build_object(
				'for', count(*) filter (where r.side = 'for'), 'against', count(*) filter (where r.side = 'against')
			)
			from public.replies as r join public.contributions as said on said.id = r.id
			where r.thread_id = c.id and r.side is not null and said.state = 'public'
		),
		'talk', private.said_about(c.id, null, p_reader_language, p_before, 20),
		'amendments', (
			select coalesce(jsonb_agg(to_jsonb(shown) order by shown.created_at, shown.id), '[]')
			from (
				select a.id, a.state, a.language, a.title, a.summary, a.body, a.reason, a.base_version,
					a.created_at, a.decided_at,
					(select w.display_name from public.profiles as w where w.id = a.author_id) as author,
					coalesce(a.author_id = (select auth.uid()), false) as is_own,
					case when a.base_version = c.version
						then jsonb_build_object('title', c.title, 'summary', p.summary, 'body', c.body)
						else (
							select jsonb_build_object('title', v.title, 'summary', v.summary, 'body', v.body)
							from public.contribution_versions as v
							where v.contribution_id = c.id and v.version = a.base_version
						)
					end as base
				from public.amendments as a
				where a.proposal_id = c.id and a.state <> 'withdrawn'
				order by (a.state = 'open') desc, a.created_at desc limit 50
			) as shown
		),
		'updates', (
			select coalesce(jsonb_agg(jsonb_build_object(
				'status', u.status, 'aspect', u.aspect, 'answer', u.answer, 'created_at', u.created_at
			) order by u.id), '[]')
			from public.proposal_updates as u where u.proposal_id = c.id
		),
		'measures', (
			select coalesce(jsonb_agg(jsonb_build_object(
				'id', m.id, 'title', m.title, 'status', m.status, 'is_public', m.is_public
			) order by s.added_at), '[]')
			from public.measure_sources as s join public.measures as m on m.id = s.measure_id
			where s.contribution_id = c.id
		)
	) || private.own_part(c.id)
	from public.contributions as c join public.proposals as p on p.id = c.id
	where c.id = p_id and c.district_id = p_district
$$;
comment on function public.proposal_page is 'A proposal with all that its page shows, in one round trip. Shape: Proposal in src/lib/features/proposals/model.ts.';

create function public.proposal_versions(p_district text, p_id uuid)
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object('title', c.title, 'language', c.language, 'versions', (
		select jsonb_agg(to_jsonb(v) order by v.version) from (
			select c.version, c.title, p.summary, c.body, p.cost_cents, coalesce(c.edited_at, c.created_at) as written_at
			union all
			select v.version, v.title, v.summary, v.body, (v.detail ->> 'cost_cents')::bigint, v.written_at
			from public.contribution_versions as v where v.contribution_id = c.id
		) as v
	))
	from public.contributions as c join public.proposals as p on p.id = c.id
	where c.id = p_id and c.district_id = p_district
$$;
comment on function public.proposal_versions is 'Every version of a proposal, oldest first.';

grant execute on function
	public.proposal_list, public.process_list, public.proposal_board, public.proposal_page, public.proposal_versions,
	private.process_of, private.invited_to, private.said_about, private.own_invitations, private.own_part
to anon, authenticated, service_role;
