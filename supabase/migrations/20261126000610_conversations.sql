-- What staff see of conversations: the list by time, and one contribution with all that belongs to it.

create index contributions_talk on public.contributions (district_id, kind, created_at desc, id desc);
create index contributions_talk_all on public.contributions (district_id, created_at desc, id desc) where kind <> 'report';
create index contributions_talk_taken on public.contributions (district_id, state, created_at desc, id desc)
	where kind <> 'report' and state <> 'public';

-- A reply in a few words, to be shown beside another one.
create function private.reply_line(r public.replies)
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
		'id', r.id, 'number', r.number, 'state', c.state, 'is_official', r.is_official,
		'language', c.language, 'excerpt', left(c.body, 240), 'created_at', c.created_at,
		'author', (select p.display_name from public.profiles as p where p.id = c.author_id)
	)
	from public.contributions as c where c.id = r.id
$$;
comment on function private.reply_line is 'Shape: ReplyLine in src/lib/features/moderation/talk/model.ts.';

create function public.talk_case(p_district text, p_id uuid, p_reader text)
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
		'id', c.id, 'kind', c.kind, 'state', c.state, 'sphere', c.sphere,
		'words', jsonb_build_object(
			'language', c.language, 'version', c.version, 'title', c.title,
			'summary', (select p.summary from public.proposals as p where p.id = c.id), 'body', c.body,
			'translation', case when c.language <> p_reader then private.translation_of(c.id, p_reader) end
		),
		'author', (select p.display_name from public.profiles as p where p.id = c.author_id),
		'created_at', c.created_at, 'edited_at', c.edited_at, 'replies', c.replies,
		'photos', (
			select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'width', a.width, 'height', a.height) order by a.position), '[]')
			from public.attachments as a where a.contribution_id = c.id
		),
		'topic', (
			select jsonb_build_object(
				'is_pinned', t.is_pinned, 'closed_at', t.closed_at,
				'answer', (select private.reply_line(r) from public.replies as r where r.id = t.answer_id),
				'split_from', (
					select jsonb_build_object('id', s.id, 'title', s.title, 'language', s.language)
					from public.contributions as s where s.id = t.split_from
				)
			)
			from public.topics as t where t.id = c.id
		),
		'reply', (
			select private.reply_line(r) || jsonb_build_object('thread', (
				select jsonb_build_object(
					'id', s.id, 'kind', s.kind, 'title', s.title, 'language', s.language, 'excerpt', left(s.body, 240),
					'state', s.state, 'answer', (select t.answer_id from public.topics as t where t.id = s.id)
				)
				from public.contributions as s where s.id = r.thread_id
			))
			from public.replies as r where r.id = c.id
		),
		-- What was said around a reply, or last below anything else.
		'around', (
			select coalesce(jsonb_agg(private.reply_line(near) order by near.number), '[]') from (
				(
					select r.* from public.replies as r, public.replies as own
					where own.id = c.id and r.thread_id = own.thread_id and r.number < own.number
					order by r.number desc limit 2
				)
				union all
				(
					select r.* from public.replies as r, public.replies as own
					where own.id = c.id and r.thread_id = own.thread_id and r.number > own.number
					order by r.number limit 2
				)
				union all
				(select r.* from public.replies as r where r.thread_id = c.id order by r.number desc limit 5)
			) as near
		),
		'merged_into', (
			select jsonb_build_object('id', s.id, 'title', s.title, 'language', s.language)
			from public.contributions as s where s.id = c.merged_into
		),
		'measures', (
			select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'title', m.title, 'status', m.status) order by m.created_at), '[]')
			from public.measure_sources as s join public.measures as m on m.id = s.measure_id
			where s.contribution_id = c.id
		)
	)
	from public.contributions as c
	where c.id = p_id and c.district_id = p_district and c.kind <> 'report'
$$;
comment on function public.talk_case is
	'A topic, reply or proposal as staff look at it; null where the reader may not see it. Shape: TalkCase in src/lib/features/moderation/talk/model.ts.';
grant execute on function private.reply_line, public.talk_case to anon, authenticated, service_role;
