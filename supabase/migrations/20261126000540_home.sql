-- The home page of a district, with what people talk about.

-- The talk on a district's home page: the topics in which something was said last, and what is proposed now.
create function private.talk_of(district text, reader text)
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
		'topics', (
			select coalesce(jsonb_agg(private.title_of(latest.c, reader) || jsonb_build_object(
				'id', (latest.c).id, 'replies', (latest.c).replies, 'at', (latest.c).activity_at
			) order by (latest.c).activity_at desc, (latest.c).id desc), '[]')
			from (
				select c from public.contributions as c
				where c.district_id = talk_of.district and c.kind = 'topic' and c.state = 'public'
				order by c.activity_at desc, c.id desc limit 3
			) as latest
		),
		'process', (
			select jsonb_build_object(
				'id', p.id, 'title', p.title, 'phase', ph.kind, 'ends_on', ph.ends_on, 'proposals', (
					select count(*) from public.proposals as each
					join public.contributions as c on c.id = each.id and c.state = 'public'
					where each.process_id = p.id
				)
			)
			from public.processes as p
			join public.phases as ph on ph.process_id = p.id
				and (now() at time zone 'Europe/Berlin')::date between ph.starts_on and ph.ends_on
			where p.district_id = talk_of.district and p.is_public
			order by p.created_at desc, ph.kind desc limit 1
		)
	)
$$;
drop function public.district_home(text);
create function public.district_home(p_district text, p_reader text default null)
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select case when p_reader is null then '{}' else jsonb_build_object('talk', private.talk_of(p_district, p_reader)) end
	|| jsonb_build_object(
		'counts', (
			select jsonb_build_object(
				'reports', count(*),
				'open', count(*) filter (where r.status in ('received', 'checking', 'planned', 'in_progress')),
				'done', count(*) filter (where r.status = 'done')
			)
			from public.contributions as c join public.reports as r on r.id = c.id
			where c.district_id = p_district and c.state = 'public'
		),
		'reports', (
			select coalesce(jsonb_agg(to_jsonb(latest)), '[]')
			from public.report_list(p_district, p_limit => 6) as latest
		),
		'answered', (
			select coalesce(jsonb_agg(to_jsonb(solved)), '[]')
			from public.report_list(p_district, p_statuses => '{done}', p_limit => 3) as solved
		),
		'measures', (
			select coalesce(jsonb_agg(to_jsonb(shown) order by shown.edited_at desc), '[]')
			from (
				select m.id, m.title, m.summary, m.status, m.edited_at,
					(select coalesce(jsonb_agg(s.sphere order by s.sphere), '[]')
						from public.measure_spheres as s where s.measure_id = m.id) as spheres,
					(select count(*) from public.measure_sources as s where s.measure_id = m.id) as sources
				from public.measures as m
				where m.district_id = p_district and m.is_public and m.status <> 'stopped'
				order by m.edited_at desc limit 4
			) as shown
		)
	)
$$;
comment on function public.district_home is
	'All of a district''s home page in one round trip; for a reader''s language with the talk, its titles in that language.';
grant execute on function private.talk_of, public.district_home to anon, authenticated, service_role;
