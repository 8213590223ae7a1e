-- What became of a contribution: one line of dated steps, from its first sentence to what is done about it.
-- A step is {"at", "what", …}; what else it has depends on what it is. Shape: Story in src/lib/features/story/model.ts.

-- Where a contribution went when it was merged, step by step; itself where it was not. Null in another district.
create function private.merged_to(district text, contribution uuid) returns uuid
language sql stable security definer set search_path = ''
as $$
	with recursive steps as (
		select c.id, c.merged_into, 0 as step from public.contributions as c
		where c.id = contribution and c.district_id = district
		union all
		select c.id, c.merged_into, steps.step + 1
		from steps join public.contributions as c on c.id = steps.merged_into where steps.step < 10
	)
	select id from steps order by step desc limit 1
$$;

-- What was merged into a contribution. It was public until then, and is part of it now.
create function private.merged_steps(contribution uuid) returns setof jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object(
		'at', coalesce((
			select max(d.created_at) from public.decisions as d where d.contribution_id = c.id and d.action = 'merge'
		), c.edited_at, c.created_at),
		'what', 'merged', 'kind', c.kind, 'written_at', c.created_at,
		'title', c.title, 'language', c.language
	)
	from public.contributions as c where c.merged_into = contribution and c.state = 'merged'
$$;

-- Decisions that everybody may know of. Neither who decided, nor the words of a reason: those are for the author.
create function private.decided_steps(contribution uuid) returns setof jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('at', d.created_at, 'what', d.action)
	from public.decisions as d
	where d.contribution_id = contribution and d.action in ('close', 'reopen', 'move', 'split', 'hide', 'restore')
$$;

-- When a proposal reached how many supporters; never who they are. Few are not told: one might be recognised.
create function private.support_steps(proposal uuid) returns setof jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('at', reached.created_at, 'what', 'supports', 'count', reached.count)
	from (
		select s.created_at, row_number() over (order by s.created_at, s.person_id) as count
		from public.supports as s where s.proposal_id = proposal
	) as reached
	where reached.count in (10, 50, 100, 250, 500, 1000, 2500, 5000, 10000)
$$;

-- How a public measure went on after a day, as its log says.
create function private.measure_steps(measure uuid, since timestamptz) returns setof jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object(
		'at', d.created_at, 'what', 'measure_status', 'status', d.detail #>> '{status,to}',
		'measure', jsonb_build_object('id', m.id, 'title', m.title)
	)
	from public.measures as m join public.decisions as d on d.measure_id = m.id
	where m.id = measure and m.is_public and d.action = 'edit_measure'
		and d.detail #>> '{status,to}' is not null and d.created_at >= since
$$;

-- Somebody's words with their time, in the reader's language where there is that.
create function private.said_in(c public.contributions, reader text) returns jsonb
language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
		'at', c.created_at, 'language', coalesce(t.language, c.language), 'origin', t.origin,
		'title', case when t.body is null then c.title else coalesce(t.title, c.title) end,
		'body', left(coalesce(t.body, c.body), 600)
	)
	from (values (1)) as one
	left join public.translations as t on t.contribution_id = c.id and t.language = reader and c.language <> reader
$$;

-- The steps of a contribution that the reader may read anyway.
create function private.own_steps(c public.contributions, reader text) returns setof jsonb
language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object('at', c.published_at, 'what', 'published')
	where c.kind = 'report' and c.published_at > c.created_at
	union all
	select jsonb_build_object('at', max(v.next_at), 'what', 'edited', 'count', count(*))
	from (
		select coalesce(lead(v.written_at) over (order by v.version), c.edited_at, v.written_at) as next_at
		from public.contribution_versions as v where v.contribution_id = c.id
	) as v having count(*) > 0
	union all
	select jsonb_build_object('at', u.created_at, 'what', 'report_status', 'status', u.status, 'answer', u.answer)
	from public.report_updates as u where u.report_id = c.id and u.status <> 'received'
	union all
	select jsonb_build_object('at', u.created_at, 'what', 'proposal_status', 'status', u.status, 'aspect', u.aspect, 'answer', u.answer)
	from public.proposal_updates as u where u.proposal_id = c.id
	union all
	select jsonb_build_object('at', a.decided_at, 'what', 'amended', 'title', a.title, 'language', a.language)
	from public.amendments as a where a.proposal_id = c.id and a.state = 'accepted' and a.decided_at is not null
	union all
	select jsonb_build_object(
		'at', greatest(ph.starts_on::timestamp at time zone 'Europe/Berlin', c.created_at), 'what', 'phase', 'phase', ph.kind,
		'ends_on', ph.ends_on, 'title', process.title
	)
	from public.proposals as p
	join public.processes as process on process.id = p.process_id
	join public.phases as ph on ph.process_id = p.process_id
	where p.id = c.id and ph.starts_on <= current_date and ph.ends_on >= (c.created_at at time zone 'Europe/Berlin')::date
	union all
	-- How the talk grew: by the numbers of the replies, so that ten thousand are as quick as ten.
	select jsonb_build_object('at', said.created_at, 'what', 'replies', 'count', r.number)
	from public.replies as r join public.contributions as said on said.id = r.id
	where r.thread_id = c.id and r.number in (1, 10, 50, 100, 500, 1000, 5000, 10000) and said.state = 'public'
	union all
	select jsonb_build_object('what', 'official', 'number', said.number) || private.said_in(said.reply, reader)
	from (
		select r.number, reply from public.replies as r join public.contributions as reply on reply.id = r.id
		where r.thread_id = c.id and r.is_official and reply.state = 'public'
		order by r.number limit 30
	) as said
	union all
	select jsonb_build_object('what', 'answered', 'number', r.number) || private.said_in(reply, reader)
	from public.topics as t join public.replies as r on r.id = t.answer_id
	join public.contributions as reply on reply.id = r.id
	where t.id = c.id and reply.state = 'public' and not r.is_official
	union all
	select jsonb_build_object('at', began.created_at, 'what', 'split_off', 'id', began.id, 'title', began.title, 'language', began.language)
	from public.topics as t join public.contributions as began on began.id = t.id
	where t.split_from = c.id and began.state = 'public'
	union all
	select jsonb_build_object(
		'at', s.added_at, 'what', 'measure',
		'status', m.status, 'starts_on', m.starts_on, 'ends_on', m.ends_on,
		'measure', jsonb_build_object('id', m.id, 'title', m.title, 'summary', m.summary)
	)
	from public.measure_sources as s join public.measures as m on m.id = s.measure_id
	where s.contribution_id = c.id
$$;

create function public.contribution_story(p_district text, p_id uuid, p_reader text)
returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
	c public.contributions;
begin
	select * into c from public.contributions as found
	where found.id = private.merged_to(p_district, p_id) and found.district_id = p_district;
	if not found then
		return null;
	end if;
	return private.said_in(c, p_reader) || jsonb_build_object(
		'id', c.id, 'kind', c.kind, 'state', c.state, 'sphere', c.sphere, 'replies', c.replies,
		'author', (select p.display_name from public.profiles as p where p.id = c.author_id),
		'category', (select r.category from public.reports as r where r.id = c.id),
		'status', coalesce(
			(select r.status::text from public.reports as r where r.id = c.id),
			(select p.status::text from public.proposals as p where p.id = c.id)
		),
		'supports', (select p.supports from public.proposals as p where p.id = c.id),
		'thread', (
			select jsonb_build_object(
				'id', thread.id, 'kind', thread.kind, 'number', r.number, 'title', thread.title, 'language', thread.language
			)
			from public.replies as r join public.contributions as thread on thread.id = r.thread_id where r.id = c.id
		),
		'split_from', (
			select jsonb_build_object('id', origin.id, 'title', origin.title, 'language', origin.language)
			from public.topics as t join public.contributions as origin on origin.id = t.split_from and origin.state = 'public'
			where t.id = c.id
		),
		'steps', (
			select coalesce(jsonb_agg(step order by (step ->> 'at')::timestamptz, step ->> 'what'), '[]')
			from (
				select private.own_steps(c, p_reader)
				union all select private.merged_steps(c.id)
				union all select private.decided_steps(c.id)
				union all select private.support_steps(c.id)
				union all
				select private.measure_steps(s.measure_id, s.added_at)
				from public.measure_sources as s where s.contribution_id = c.id
			) as steps (step)
		)
	);
end
$$;
comment on function public.contribution_story is
	'A contribution and all that happened about it, in order of time; of what was merged, the story of where it went. Null where there is none to read.';
grant execute on function
	private.merged_to, private.merged_steps, private.decided_steps, private.support_steps, private.measure_steps,
	private.own_steps, private.said_in, public.contribution_story
to anon, authenticated, service_role;
