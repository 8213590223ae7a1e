-- From what happened to the people who want to hear of it, and on to mail and push.

-- One word about one thing said, whichever way it concerns a person.
create unique index news_once on public.news (person_id, contribution_id) where kind in
	('reply', 'official_reply', 'argument', 'mention', 'topic', 'proposal', 'report');
create index news_unmailed on public.news (person_id) where mailed_at is null and read_at is null;

-- Metres between two places, by the mean radius of the earth.
create function private.metres(lat1 double precision, lon1 double precision, lat2 double precision, lon2 double precision)
returns double precision language sql immutable parallel safe set search_path = ''
as $$
	select 2 * 6371000 * asin(least(1, sqrt(
		sin(radians(lat2 - lat1) / 2) ^ 2
		+ cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ^ 2
	)))
$$;

-- Whether the clock in Halle is between two hours of a day; across midnight where the first is later.
create function private.is_quiet(moment timestamptz, quiet_from integer, quiet_to integer)
returns boolean language sql immutable parallel safe set search_path = ''
as $$
	select case
		when quiet_from is null or quiet_to is null or quiet_from = quiet_to then false
		when quiet_from < quiet_to then clock.hour >= quiet_from and clock.hour < quiet_to
		else clock.hour >= quiet_from or clock.hour < quiet_to
	end
	from (select extract(hour from moment at time zone 'Europe/Berlin')::integer as hour) as clock
$$;
comment on function private.is_quiet is 'Hours are 0 to 23 of Europe/Berlin.';

-- The moment itself, or where that is in the quiet hours, their end.
create function private.after_quiet(moment timestamptz, quiet_from integer, quiet_to integer)
returns timestamptz language sql immutable parallel safe set search_path = ''
as $$
	select case when private.is_quiet(moment, quiet_from, quiet_to) then (
		local.day + case when extract(hour from local.time)::integer < quiet_to then interval '0' else interval '1 day' end
			+ quiet_to * interval '1 hour'
	) at time zone 'Europe/Berlin' else moment end
	from (
		select moment at time zone 'Europe/Berlin' as time, date_trunc('day', moment at time zone 'Europe/Berlin') as day
	) as local
$$;

-- One place says how people want to hear of things, and no longer two.
insert into public.news_settings (person_id, mail)
	select id, 'never' from public.profile_private where not mail_answers
	on conflict (person_id) do nothing;
create or replace function public.me()
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
		'id', private.own_id(),
		'profile', (select jsonb_build_object(
			'display_name', p.display_name, 'language', s.language
		) from public.profiles as p join public.profile_private as s on s.id = p.id
		where p.id = (select auth.uid())),
		'roles', private.own_roles()
	)
$$;
alter table public.profile_private drop column mail_answers;

-- How people want to hear of things, with the defaults for those who have not said.
create view private.wishes as
	select profile.id as person_id, coalesce(own.language, 'de') as language,
		coalesce(wish.mail, 'at_once') as mail, coalesce(wish.push, true) as push,
		case when wish.person_id is null then 21 else wish.quiet_from end as quiet_from,
		case when wish.person_id is null then 8 else wish.quiet_to end as quiet_to,
		coalesce(wish.muted, '{}') as muted, wish.last_digest_at
	from public.profiles as profile
	left join public.profile_private as own on own.id = profile.id
	left join public.news_settings as wish on wish.person_id = profile.id;
comment on view private.wishes is 'The settings of everybody, by the defaults where they have none.';

-- From a change of rhythm on, the next digest has only what comes after it was asked for.
create function private.stamp_rhythm() returns trigger language plpgsql set search_path = ''
as $$
begin
	if tg_op = 'INSERT' then
		new.last_digest_at := now();
	elsif new.mail <> old.mail then
		new.last_digest_at := now();
	end if;
	return new;
end
$$;
create trigger news_settings_rhythm before insert or update of mail on public.news_settings
	for each row execute function private.stamp_rhythm();

-- Whom an event concerns, whether they may read of it or not.
create function private.concerned(event private.events)
returns setof uuid language sql stable security definer set search_path = ''
as $$
	select event.person_id where event.person_id is not null
	union
	select f.person_id from public.follows as f
	where event.person_id is null and f.contribution_id = event.thread_id
		-- Those called by name hear of that.
		and not exists (
			select 1 from public.mentions as m join private.wishes as wish on wish.person_id = m.person_id
			where m.contribution_id = event.contribution_id and m.person_id = f.person_id
				and event.kind in ('reply', 'official_reply', 'argument') and 'mention' <> all (wish.muted)
		)
	union
	select f.person_id from public.follows as f where f.measure_id = event.measure_id and event.thread_id is null
	union
	select f.person_id
	from public.measure_sources as s join public.follows as f on f.contribution_id = s.contribution_id
	where event.kind = 'measure_status' and s.measure_id = event.measure_id
	union
	select f.person_id
	from public.contributions as c join public.follows as f on f.district_id = c.district_id
	where event.kind in ('topic', 'proposal', 'report') and event.person_id is null and c.id = event.contribution_id
		and f.contribution_id is null and f.measure_id is null
		and (
			f.sphere = c.sphere
			or private.metres(f.latitude, f.longitude, c.latitude, c.longitude) <= f.radius_m
		)
	union
	select f.person_id
	from public.proposals as p join public.follows as f on f.contribution_id = p.id
	where event.kind = 'phase' and p.process_id = (event.detail ->> 'process')::uuid
$$;

-- What is public, and to its author what is not.
create function private.may_hear(person uuid, contribution uuid)
returns boolean language sql stable security definer set search_path = ''
as $$
	select contribution is null or exists (
		select 1 from public.contributions as c
		where c.id = contribution and (c.state = 'public' or c.author_id = person)
	)
$$;
create function private.may_hear_of_measure(measure uuid)
returns boolean language sql stable security definer set search_path = ''
as $$ select measure is null or exists (select 1 from public.measures as m where m.id = measure and m.is_public) $$;

create function private.hand_on_events(most integer)
returns integer language plpgsql volatile security definer set search_path = ''
as $$
declare
	event private.events;
	handled integer := 0;
begin
	perform private.note_phases(now());
	-- One after another in their order, a mention before the reply it is in.
	for event in
		select e.* from private.events as e where e.handed_on_at is null
		order by e.id limit most
		for update skip locked
	loop
		with told as (
			insert into public.news (person_id, district_id, event_id, kind, thread_id, contribution_id, measure_id, detail)
			select wish.person_id, event.district_id, event.id, event.kind, event.thread_id, event.contribution_id,
				event.measure_id, event.detail
			from private.concerned(event) as concerned (id) join private.wishes as wish on wish.person_id = concerned.id
			where concerned.id is distinct from event.actor_id and event.kind <> all (wish.muted)
				and private.may_hear(concerned.id, event.thread_id)
				and private.may_hear(concerned.id, event.contribution_id)
				and private.may_hear_of_measure(event.measure_id)
			on conflict do nothing
			returning id, person_id
		)
		insert into private.outbox (channel, kind, recipient, language, person_id, payload, once_key, next_attempt_at)
		select 'push', 'news', device.id::text, device.language, told.person_id,
			jsonb_build_object('news', jsonb_build_array(told.id)), 'push:' || told.id || ':' || device.id,
			private.after_quiet(now(), wish.quiet_from, wish.quiet_to)
		from told
		join private.wishes as wish on wish.person_id = told.person_id and wish.push
		join private.push_subscriptions as device on device.person_id = told.person_id
		on conflict (once_key) do nothing;
		update private.events set handed_on_at = now() where id = event.id;
		handled := handled + 1;
	end loop;
	return handled;
end
$$;
create function public.hand_on_events(p_most integer)
returns integer language sql volatile security invoker set search_path = ''
as $$ select private.hand_on_events(p_most) $$;
comment on function public.hand_on_events is 'Hands on what happened to those who want to hear of it; says how much it was. For the server.';

-- Whether a person's mail is due: at once outside the quiet hours; a digest from eight o'clock on, once a day or a week.
create function private.is_mail_due(
	moment timestamptz, rhythm public.mail_rhythm, last_digest timestamptz, quiet_from integer, quiet_to integer
) returns boolean language sql immutable parallel safe set search_path = ''
as $$
	select not private.is_quiet(moment, quiet_from, quiet_to) and case rhythm
		when 'never' then false
		when 'at_once' then true
		else extract(hour from moment at time zone 'Europe/Berlin') >= 8 and coalesce(
			date_trunc(case rhythm when 'daily' then 'day' else 'week' end, last_digest at time zone 'Europe/Berlin')
				< date_trunc(case rhythm when 'daily' then 'day' else 'week' end, moment at time zone 'Europe/Berlin'),
			true
		)
	end
$$;

create function private.write_mail(moment timestamptz)
returns integer language sql volatile security definer set search_path = ''
as $$
	with due as materialized (
		select n.id, n.person_id from public.news as n
		join private.wishes as wish on wish.person_id = n.person_id
		where n.mailed_at is null and n.read_at is null
			and private.is_mail_due(moment, wish.mail, wish.last_digest_at, wish.quiet_from, wish.quiet_to)
		order by n.id
		limit 5000
		for update of n skip locked
	), marked as (
		update public.news as n set mailed_at = now() from due where n.id = due.id
	), stamped as (
		update public.news_settings as s set last_digest_at = now()
		where s.person_id in (select person_id from due)
	), written as (
		insert into private.outbox (channel, kind, recipient, language, person_id, payload, once_key)
		select 'mail', case when wish.mail = 'at_once' then 'news' else 'digest' end, account.email, wish.language,
			wish.person_id, jsonb_build_object('news', jsonb_agg(due.id order by due.id)),
			'mail:' || wish.person_id || ':' || max(due.id)
		from due
		join private.wishes as wish on wish.person_id = due.person_id
		join auth.users as account on account.id = due.person_id and account.email is not null
		group by wish.person_id, wish.mail, wish.language, account.email
		on conflict (once_key) do nothing
		returning 1
	)
	select count(*)::integer from written
$$;
create function public.write_mail(p_moment timestamptz default now())
returns integer language sql volatile security invoker set search_path = ''
as $$ select private.write_mail(p_moment) $$;
comment on function public.write_mail is
	'Puts into the outbox what is due by mail at this moment, one mail a person; says how many. For the server.';

create function private.tidy_news() returns void language sql volatile security definer set search_path = ''
as $$
	delete from private.events where handed_on_at < now() - interval '30 days';
	delete from private.outbox where sent_at < now() - interval '90 days';
	delete from public.news where created_at < now() - interval '1 year';
$$;
create function public.tidy_news() returns void language sql volatile security invoker set search_path = ''
as $$ select private.tidy_news() $$;
comment on function public.tidy_news is 'Deletes news, events and traces of mail that nobody needs any more. For the server.';

grant execute on function
	private.hand_on_events, public.hand_on_events, private.write_mail, public.write_mail,
	private.tidy_news, public.tidy_news
to service_role;
