-- What a page asks for, in one round trip each. All as the reader: policies decide what is seen.

create function public.report_list(
	p_district text,
	-- Lists come as text: Supabase Lite cannot pass an array of an enum. The casts refuse what is no such word.
	p_states text[] default '{public}',
	p_categories text[] default null,
	p_statuses text[] default null,
	p_spheres text[] default null,
	p_since timestamptz default null,
	-- A tsquery of the 'simple' configuration, made by searchQuery() in reports/model.ts.
	p_words text default null,
	p_before timestamptz default null,
	p_before_id uuid default null,
	p_limit integer default 20
) returns table (
	id uuid, category public.report_category, status public.report_status, state public.contribution_state,
	sphere public.sphere, language text, excerpt text, place text,
	latitude double precision, longitude double precision,
	listed_at timestamptz, photo uuid, photo_width integer, photo_height integer, measures integer
) language sql stable security invoker set search_path = ''
as $$
	select c.id, r.category, r.status, c.state, c.sphere, c.language::text, left(c.body, 240), c.place,
		c.latitude, c.longitude, coalesce(c.published_at, c.created_at),
		a.id, a.width, a.height,
		(select count(*)::integer from public.measure_sources as s where s.contribution_id = c.id)
	from public.contributions as c
	join public.reports as r on r.id = c.id
	left join public.attachments as a on a.contribution_id = c.id and a.position = 0
	where c.district_id = p_district
		and c.state = any (p_states::public.contribution_state[])
		and (p_categories is null or r.category = any (p_categories::public.report_category[]))
		and (p_statuses is null or r.status = any (p_statuses::public.report_status[]))
		and (p_spheres is null or c.sphere = any (p_spheres::public.sphere[]))
		and (p_since is null or coalesce(c.published_at, c.created_at) >= p_since)
		and (p_words is null or c.search @@ p_words::tsquery)
		and (p_before is null
			or (coalesce(c.published_at, c.created_at), c.id) < (p_before, p_before_id))
	order by coalesce(c.published_at, c.created_at) desc, c.id desc
	limit least(p_limit, 100)
$$;
comment on function public.report_list is 'Reports of a district, newest first, filtered, a page at a time by keyset.';

create index contributions_listed on public.contributions
	(district_id, coalesce(published_at, created_at) desc, id desc);

create function public.report_clusters(
	p_district text,
	p_west double precision, p_south double precision,
	p_east double precision, p_north double precision,
	-- Side of a cell in degrees of longitude; what falls into one cell becomes one cluster.
	p_cell double precision,
	p_categories text[] default null,
	p_statuses text[] default null,
	p_spheres text[] default null,
	p_since timestamptz default null,
	p_words text default null
) returns table (
	count integer, latitude double precision, longitude double precision,
	west double precision, south double precision, east double precision, north double precision,
	id uuid, category public.report_category, status public.report_status, excerpt text
) language sql stable security invoker set search_path = ''
as $$
	select count(*)::integer, avg(c.latitude), avg(c.longitude),
		min(c.longitude), min(c.latitude), max(c.longitude), max(c.latitude),
		case when count(*) = 1 then min(c.id::text)::uuid end,
		case when count(*) = 1 then min(r.category) end,
		case when count(*) = 1 then min(r.status) end,
		case when count(*) = 1 then left(min(c.body), 80) end
	from public.contributions as c
	join public.reports as r on r.id = c.id
	where c.district_id = p_district
		and c.state = 'public'
		and c.longitude between p_west and p_east
		and c.latitude between p_south and p_north
		and (p_categories is null or r.category = any (p_categories::public.report_category[]))
		and (p_statuses is null or r.status = any (p_statuses::public.report_status[]))
		and (p_spheres is null or c.sphere = any (p_spheres::public.sphere[]))
		and (p_since is null or c.published_at >= p_since)
		and (p_words is null or c.search @@ p_words::tsquery)
	-- 0.6: the districts lie at 52° north, where a degree of longitude is that much of one of latitude.
	group by floor(c.longitude / p_cell), floor(c.latitude / (p_cell * 0.6))
	limit 500
$$;
comment on function public.report_clusters is 'Public reports in a box of the map, grouped by cells so that many cost what few do.';

create function public.district_home(p_district text)
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
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
comment on function public.district_home is 'All of a district''s home page in one round trip.';

create function private.own_roles()
returns jsonb language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('district', held.district_id, 'role', held.role)), '[]')
	from private.district_roles as held where held.user_id = (select auth.uid())
$$;

-- A token outlives its account by up to an hour: whoever is gone is a guest at once.
create function private.own_id()
returns uuid language sql stable security definer set search_path = ''
as $$ select id from auth.users where id = (select auth.uid()) $$;

create function public.me()
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
		'id', private.own_id(),
		'profile', (select jsonb_build_object(
			'display_name', p.display_name, 'language', s.language, 'mail_answers', s.mail_answers
		) from public.profiles as p join public.profile_private as s on s.id = p.id
		where p.id = (select auth.uid())),
		'roles', private.own_roles()
	)
$$;
comment on function public.me is 'Who the signed-in person is and which roles they hold where; id is null for an account that is gone.';

grant execute on function private.own_roles, private.own_id, public.me to authenticated, service_role;
grant execute on function public.report_list, public.report_clusters, public.district_home
to anon, authenticated, service_role;
