-- The forum as it is read: the board, a topic with one page of its replies, how a contribution was changed.

-- How many people reacted, and how the reader did. Only for contributions that the caller has read.
create function private.reactions_of(contribution uuid)
returns jsonb language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object(
		'counts', coalesce(jsonb_object_agg(counted.kind, counted.people), '{}'),
		'own', coalesce(jsonb_agg(counted.kind order by counted.kind) filter (where counted.own), '[]')
	)
	from (
		select r.kind, count(*) as people, bool_or(r.person_id = (select auth.uid())) as own
		from public.reactions as r where r.contribution_id = contribution group by r.kind
	) as counted
$$;

create function private.photos_of(contribution uuid)
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select coalesce(
		jsonb_agg(jsonb_build_object('id', a.id, 'width', a.width, 'height', a.height) order by a.position), '[]'
	)
	from public.attachments as a where a.contribution_id = contribution
$$;

-- What the opening of a thread and each reply share. As the reader.
create function private.post_of(c public.contributions, reader text)
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
		'id', c.id, 'author', (select p.display_name from public.profiles as p where p.id = c.author_id),
		'is_own', coalesce(c.author_id = (select auth.uid()), false),
		'language', c.language, 'version', c.version, 'title', c.title, 'summary', null, 'body', c.body,
		'created_at', c.created_at, 'edited_at', c.edited_at,
		'translation', case when c.language <> reader then private.translation_of(c.id, reader) end,
		'reactions', private.reactions_of(c.id),
		'photos', private.photos_of(c.id)
	)
$$;
comment on function private.post_of is 'Shape: Post in src/lib/features/forum/model.ts.';

-- The numbers of replies that are no longer shown, and who took them away: their author or a moderator.
create function private.gaps_of(thread uuid, after integer, up_to integer)
returns jsonb language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(to_jsonb(gap) order by gap.number), '[]') from (
		select r.number, c.state = 'removed' and not exists (
			select 1 from public.decisions as d where d.contribution_id = c.id
		) as withdrawn
		from public.replies as r join public.contributions as c on c.id = r.id
		where r.thread_id = thread and r.number > after and r.number <= up_to
			and c.state in ('hidden', 'removed')
		order by r.number limit 200
	) as gap
$$;

/*
 * One page of a thread: the twenty replies around `at`, beyond `after`, or ahead of `before`; the first page
 * without any of them. Found by their numbers, so that the last page of ten thousand replies costs what the first does.
 */
create function private.thread_of(thread uuid, reader text, at integer, after integer, before integer)
returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
	a_page constant integer := 20;
	start integer := case when at is null then coalesce(after, 0) else (greatest(at, 1) - 1) / a_page * a_page end;
	numbers integer[];
	final integer;
begin
	select r.number into final from public.replies as r join public.contributions as c on c.id = r.id
	where r.thread_id = thread and c.state = 'public' order by r.number desc limit 1;

	if at is null and after is null and before is not null then
		select coalesce(array_agg(near.number order by near.number), '{}') into numbers from (
			select r.number from public.replies as r join public.contributions as c on c.id = r.id
			where r.thread_id = thread and c.state = 'public' and r.number < before
			order by r.number desc limit a_page + 1
		) as near;
		start := case when cardinality(numbers) > a_page then numbers[1] else 0 end;
		numbers := numbers[greatest(cardinality(numbers) - a_page, 0) + 1:];
	else
		select coalesce(array_agg(near.number order by near.number), '{}') into numbers from (
			select r.number from public.replies as r join public.contributions as c on c.id = r.id
			where r.thread_id = thread and c.state = 'public' and r.number > start
			order by r.number limit a_page
		) as near;
	end if;

	return jsonb_build_object(
		'replies', (
			select coalesce(jsonb_agg(private.post_of(c, reader) || jsonb_build_object(
				'number', r.number, 'is_official', r.is_official, 'side', r.side,
				'quoted', (
					select jsonb_build_object(
						'number', q.number, 'language', said.language, 'excerpt', left(said.body, 300),
						'author', (select p.display_name from public.profiles as p where p.id = said.author_id)
					)
					from public.replies as q join public.contributions as said on said.id = q.id
					where q.id = r.quoted_id and q.thread_id = thread and said.state = 'public'
				)
			) order by r.number), '[]')
			from public.replies as r join public.contributions as c on c.id = r.id
			where r.thread_id = thread and r.number = any (numbers) and c.state = 'public'
		),
		'gaps', private.gaps_of(thread, start, case
			when numbers[cardinality(numbers)] < final then numbers[cardinality(numbers)] else 2147483647 end),
		'last', coalesce(final, 0),
		'more_before', exists (
			select 1 from public.replies as r join public.contributions as c on c.id = r.id
			where r.thread_id = thread and c.state = 'public' and r.number <= start
		),
		'more_after', coalesce(numbers[cardinality(numbers)] < final, false)
	);
end
$$;
comment on function private.thread_of is 'Shape: ThreadPage in src/lib/features/forum/model.ts.';

-- Where a contribution is read: a reply in its thread, what was merged in what it was merged into. Null for what is not public.
create function private.place_of(district text, contribution uuid)
returns jsonb language sql stable security definer set search_path = ''
as $$
	with recursive steps as (
		select c.id, c.kind, c.state, c.merged_into, 0 as step
		from public.contributions as c where c.id = contribution and c.district_id = district
		union all
		select c.id, c.kind, c.state, c.merged_into, steps.step + 1
		from steps join public.contributions as c on c.id = steps.merged_into where steps.step < 10
	),
	ended as (select * from steps order by step desc limit 1)
	select jsonb_build_object('kind', thread.kind, 'id', thread.id, 'number', r.number)
	from ended
	left join public.replies as r on r.id = ended.id
	join public.contributions as thread on thread.id = coalesce(r.thread_id, ended.id)
	where thread.state = 'public'
$$;

create function public.topic_page(
	p_district text, p_id uuid, p_reader text,
	p_at integer default null, p_after integer default null, p_before integer default null
) returns jsonb language plpgsql volatile security invoker set search_path = ''
as $$
declare
	opening public.contributions;
	topic public.topics;
	thread jsonb;
	seen integer;
	shown integer;
begin
	select * into opening from public.contributions as c
	where c.id = p_id and c.district_id = p_district and c.kind = 'topic' and c.state <> 'merged';
	if not found then
		return jsonb_build_object('moved', private.place_of(p_district, p_id));
	end if;
	select * into topic from public.topics as t where t.id = p_id;
	thread := private.thread_of(p_id, p_reader, p_at, p_after, p_before);

	if auth.uid() is not null then
		select r.number into seen from public.reads as r where r.person_id = auth.uid() and r.thread_id = p_id;
		shown := coalesce((thread -> 'replies' -> -1 ->> 'number')::integer, 0);
		if seen is null then
			insert into public.reads (person_id, thread_id, number)
			select auth.uid(), p_id, shown from public.profiles as p where p.id = auth.uid()
			on conflict do nothing;
		elsif shown > seen then
			update public.reads set number = shown, read_at = now()
			where person_id = auth.uid() and thread_id = p_id;
		end if;
	end if;

	return jsonb_build_object(
		'opening', private.post_of(opening, p_reader),
		'state', opening.state, 'sphere', opening.sphere, 'count', opening.replies,
		'is_pinned', topic.is_pinned, 'closed_at', topic.closed_at,
		'answer', (
			select jsonb_build_object(
				'number', r.number, 'language', c.language, 'excerpt', left(c.body, 300),
				'author', (select p.display_name from public.profiles as p where p.id = c.author_id)
			)
			from public.replies as r join public.contributions as c on c.id = r.id
			where r.id = topic.answer_id and r.thread_id = p_id and c.state = 'public'
		),
		'split_from', (
			select jsonb_build_object('id', c.id, 'title', c.title, 'language', c.language)
			from public.contributions as c where c.id = topic.split_from and c.state = 'public'
		),
		'seen', seen, 'thread', thread
	);
end
$$;
comment on function public.topic_page is
	'A topic with one page of its replies, and notes how far the signed-in person has read. For the id of a reply or of what '
	'was merged: where it is now. Shape: TopicPage in src/lib/features/forum/model.ts.';

-- Whether something was said that the signed-in person has not been shown; a topic never opened is new if it came after them.
create function private.is_unread(topic public.contributions, since timestamptz)
returns boolean language sql stable security definer set search_path = ''
as $$
	select coalesce(
		(
			select exists (
				select 1 from public.replies as r join public.contributions as c on c.id = r.id
				where r.thread_id = topic.id and r.number > seen.number and c.state = 'public'
			)
			from public.reads as seen where seen.thread_id = topic.id and seen.person_id = (select auth.uid())
		),
		topic.activity_at > since and topic.author_id is distinct from (select auth.uid())
	)
$$;

create function public.forum_board(
	p_district text, p_reader text, p_sphere text default null,
	p_before timestamptz default null, p_before_id uuid default null, p_limit integer default 20
) returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
	-- A newcomer has not missed what was said before they came.
	since timestamptz := (select p.created_at from public.profiles as p where p.id = auth.uid());
	chosen uuid[] := '{}';
begin
	if p_before is null then
		chosen := array(
			select c.id from public.topics as t join public.contributions as c on c.id = t.id
			where t.is_pinned and c.district_id = p_district and c.kind = 'topic' and c.state = 'public'
				and (p_sphere is null or c.sphere = p_sphere::public.sphere)
			order by c.activity_at desc, c.id desc limit 10
		);
	end if;
	-- Two statements, so that each is planned for the index made for it.
	if p_sphere is null then
		chosen := chosen || array(
			select c.id from public.contributions as c
			where c.district_id = p_district and c.kind = 'topic' and c.state = 'public'
				and (p_before is null or (c.activity_at, c.id) < (p_before, p_before_id))
				and not exists (select 1 from public.topics as t where t.id = c.id and t.is_pinned)
			order by c.activity_at desc, c.id desc limit least(p_limit, 100)
		);
	else
		chosen := chosen || array(
			select c.id from public.contributions as c
			where c.district_id = p_district and c.kind = 'topic' and c.state = 'public'
				and c.sphere = p_sphere::public.sphere
				and (p_before is null or (c.activity_at, c.id) < (p_before, p_before_id))
				and not exists (select 1 from public.topics as t where t.id = c.id and t.is_pinned)
			order by c.activity_at desc, c.id desc limit least(p_limit, 100)
		);
	end if;

	return (
		select coalesce(jsonb_agg(jsonb_build_object(
			'id', c.id, 'sphere', c.sphere, 'replies', c.replies, 'activity_at', c.activity_at,
			'author', (select p.display_name from public.profiles as p where p.id = c.author_id),
			'is_pinned', t.is_pinned, 'is_closed', t.closed_at is not null, 'is_answered', t.answer_id is not null,
			'language', case when tr.title is null then c.language::text else tr.language::text end,
			'title', coalesce(tr.title, c.title),
			'excerpt', left(case when tr.title is null then c.body else tr.body end, 400),
			'is_unread', since is not null and private.is_unread(c, since)
		) order by listed.position), '[]')
		from unnest(chosen) with ordinality as listed (id, position)
		join public.contributions as c on c.id = listed.id
		join public.topics as t on t.id = c.id
		left join public.translations as tr
			on tr.contribution_id = c.id and tr.language = p_reader and c.language <> p_reader
	);
end
$$;
comment on function public.forum_board is
	'Topics of a district: on the first page what is pinned, then by what was said last, by keyset. '
	'Shape: TopicCard[] in src/lib/features/forum/model.ts.';

-- A topic or reply with its earlier versions, for its history and for changing it.
create function public.post_versions(p_district text, p_id uuid)
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
		'id', c.id, 'kind', c.kind, 'state', c.state, 'version', c.version, 'language', c.language,
		'title', c.title, 'body', c.body, 'written_at', coalesce(c.edited_at, c.created_at),
		'author', (select p.display_name from public.profiles as p where p.id = c.author_id),
		'is_own', coalesce(c.author_id = (select auth.uid()), false),
		'place', private.place_of(p_district, p_id),
		'earlier', (
			select coalesce(jsonb_agg(jsonb_build_object(
				'version', v.version, 'language', v.language, 'title', v.title, 'body', v.body, 'written_at', v.written_at
			) order by v.version desc), '[]')
			from (
				select * from public.contribution_versions as kept
				where kept.contribution_id = c.id order by kept.version desc limit 50
			) as v
		)
	)
	from public.contributions as c
	where c.id = p_id and c.district_id = p_district and c.kind in ('topic', 'reply')
$$;
comment on function public.post_versions is
	'A topic or reply and its last fifty earlier versions, newest first. Shape: PostVersions in src/lib/features/forum/model.ts.';

grant execute on function
	private.reactions_of, private.photos_of, private.post_of, private.gaps_of, private.thread_of, private.place_of,
	private.is_unread, public.topic_page, public.forum_board, public.post_versions
to anon, authenticated, service_role;
