-- What happened: written down by triggers as it happens, whoever does it and by whichever function.

-- What was brought in with an old date, such as the demo or another platform's content, is no news.
create function private.is_fresh(moment timestamptz) returns boolean
language sql stable set search_path = ''
as $$ select moment > now() - interval '1 hour' $$;

create function private.note_event(
	kind public.news_kind, thread uuid, contribution uuid, actor uuid,
	person uuid default null, measure uuid default null, detail jsonb default '{}'
) returns void language sql volatile security definer set search_path = ''
as $$
	insert into private.events (district_id, kind, thread_id, contribution_id, measure_id, actor_id, person_id, detail)
	select place.district_id, note_event.kind, thread, contribution, measure, acting.id, person, jsonb_strip_nulls(note_event.detail)
	from (
		select c.district_id from public.contributions as c where c.id = coalesce(thread, contribution)
		union all
		select m.district_id from public.measures as m where m.id = measure and coalesce(thread, contribution) is null
	) as place
	left join public.profiles as acting on acting.id = actor
$$;

-- Whoever writes something wants to know what comes of it.
create function private.follow_own(person uuid, contribution uuid)
returns void language sql volatile security definer set search_path = ''
as $$
	insert into public.follows (person_id, district_id, contribution_id)
	select person, c.district_id, c.id from public.contributions as c
	where c.id = contribution and person is not null
	on conflict do nothing
$$;

create function private.note_contribution() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
	if tg_op = 'INSERT' and new.kind <> 'reply' then
		perform private.follow_own(new.author_id, new.id);
	end if;
	if new.kind in ('topic', 'proposal', 'report') and new.state = 'public' and private.is_fresh(new.published_at)
		and (tg_op = 'INSERT' or old.published_at is null)
	then
		perform private.note_event(new.kind::text::public.news_kind, new.id, new.id, new.author_id);
	end if;
	-- Who followed it wants to know how it goes on where it went.
	if tg_op = 'UPDATE' and new.merged_into is not null and old.merged_into is null then
		insert into public.follows (person_id, district_id, contribution_id)
		select f.person_id, c.district_id, c.id
		from public.follows as f join public.contributions as c on c.id = new.merged_into
		where f.contribution_id = new.id
		on conflict do nothing;
	end if;
	return null;
end
$$;
create trigger contributions_note after insert or update of state, merged_into on public.contributions
	for each row execute function private.note_contribution();

create function private.note_reply() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
	said public.contributions;
begin
	select * into said from public.contributions where id = new.id;
	perform private.follow_own(said.author_id, new.thread_id);
	if said.state = 'public' and private.is_fresh(said.published_at) then
		perform private.note_event(
			case when new.is_official then 'official_reply' when new.side is not null then 'argument' else 'reply' end::public.news_kind,
			new.thread_id, new.id, said.author_id, detail => jsonb_build_object('side', new.side)
		);
	end if;
	return null;
end
$$;
create trigger replies_note after insert on public.replies
	for each row execute function private.note_reply();

-- Who calls half the district calls nobody: only the first twenty hear of it.
create function private.note_mention() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
	said public.contributions;
begin
	select * into said from public.contributions where id = new.contribution_id;
	if private.is_fresh(coalesce(said.edited_at, said.published_at))
		and (
			select count(*) from private.events as e
			where e.contribution_id = new.contribution_id and e.kind = 'mention'
		) < 20
	then
		perform private.note_event(
			'mention', coalesce((select r.thread_id from public.replies as r where r.id = said.id), said.id),
			said.id, said.author_id, new.person_id
		);
	end if;
	return null;
end
$$;
create trigger mentions_note after insert on public.mentions
	for each row execute function private.note_mention();

create function private.note_answer() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
	if not private.is_fresh(new.created_at) then
		return null;
	end if;
	if tg_table_name = 'report_updates' then
		-- The first only says that it arrived, which its author knows.
		if new.status <> 'received' or exists (
			select 1 from public.report_updates as u where u.report_id = new.report_id and u.id < new.id
		) then
			perform private.note_event(
				'report_status', new.report_id, new.report_id, auth.uid(),
				detail => jsonb_build_object('status', new.status, 'answer', new.answer)
			);
		end if;
	else
		perform private.note_event(
			'proposal_status', new.proposal_id, new.proposal_id, auth.uid(),
			detail => jsonb_build_object('status', new.status, 'aspect', new.aspect, 'answer', new.answer)
		);
	end if;
	return null;
end
$$;
create trigger report_updates_note after insert on public.report_updates
	for each row execute function private.note_answer();
create trigger proposal_updates_note after insert on public.proposal_updates
	for each row execute function private.note_answer();

create function private.note_amendment() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
	if tg_op = 'INSERT' and new.state = 'open' and private.is_fresh(new.created_at) then
		perform private.note_event('amendment', new.proposal_id, new.proposal_id, new.author_id, writer.id)
		from (
			select c.author_id as id from public.contributions as c where c.id = new.proposal_id and c.author_id is not null
			union
			select a.person_id from public.proposal_authors as a where a.proposal_id = new.proposal_id
		) as writer;
	elsif tg_op = 'UPDATE' and new.state in ('accepted', 'declined') and old.state = 'open' and new.author_id is not null then
		perform private.note_event(
			'amendment_decided', new.proposal_id, new.proposal_id, auth.uid(), new.author_id,
			detail => jsonb_build_object('state', new.state)
		);
	end if;
	return null;
end
$$;
create trigger amendments_note after insert or update of state on public.amendments
	for each row execute function private.note_amendment();

create function private.note_measure() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
	-- As with the log: what the server or the owner of the database writes is left as it is.
	if auth.uid() is not null and new.is_public and new.status <> old.status then
		perform private.note_event(
			'measure_status', null, null, auth.uid(), measure => new.id,
			detail => jsonb_build_object('status', new.status)
		);
	end if;
	return null;
end
$$;
create trigger measures_note after update of status on public.measures
	for each row execute function private.note_measure();

-- What staff decided about something is told to whoever wrote it.
create function private.note_decision() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
	said public.contributions;
	told public.news_kind := case new.action::text
		when 'publish' then 'restored' when 'restore' then 'restored'
		when 'hide' then 'hidden' when 'remove' then 'hidden'
		when 'move' then 'moved' when 'split' then 'moved' when 'merge' then 'merged'
	end;
begin
	select * into said from public.contributions where id = new.contribution_id;
	if told is null or said.author_id is null or not private.is_fresh(new.created_at) then
		return null;
	end if;
	perform private.note_event(
		told, coalesce((select r.thread_id from public.replies as r where r.id = said.id), said.id), said.id,
		new.actor_id, said.author_id, detail => jsonb_build_object(
			'action', new.action,
			'reason', case when coalesce(new.reason, '') ~ '\S' then private.reason_texts(new) end
		)
	);
	return null;
end
$$;
create trigger decisions_note after insert on public.decisions
	for each row execute function private.note_decision();

-- Guests alone are written to directly; people with an account have their news.
create or replace function private.tell_reporter(report uuid, news text, detail jsonb)
returns void language sql volatile security definer set search_path = ''
as $$
	insert into private.outbox (kind, recipient, language, payload)
	select news, contact.email, contact.language, detail || jsonb_build_object(
		'report', report, 'district', c.district_id, 'code', contact.code, 'body', left(c.body, 300),
		'body_language', c.language
	)
	from public.contributions as c
	join public.report_contacts as contact on contact.report_id = c.id
	where c.id = report
$$;

create or replace function private.tell_sources(measure uuid, contribution uuid default null)
returns void language sql volatile security definer set search_path = ''
as $$
	with fresh as (
		insert into private.told (measure_id, contribution_id)
		select s.measure_id, s.contribution_id
		from public.measure_sources as s join public.measures as m on m.id = s.measure_id
		where m.id = measure and m.is_public
			and (contribution is null or s.contribution_id = contribution)
		on conflict do nothing
		returning measure_id, contribution_id
	)
	select
		private.tell_reporter(fresh.contribution_id, 'measure', jsonb_build_object('measure', m.id, 'title', m.title)),
		private.note_event('measure', fresh.contribution_id, fresh.contribution_id, auth.uid(), measure => m.id)
	from fresh join public.measures as m on m.id = fresh.measure_id
$$;

-- A phase begins by the calendar, not by anybody's hand.
create table private.begun_phases (
	process_id uuid not null references public.processes (id) on delete cascade,
	kind public.phase_kind not null,
	primary key (process_id, kind)
);
comment on table private.begun_phases is 'Phases whose beginning has been told.';

create function private.note_phases(moment timestamptz) returns void language sql volatile security definer set search_path = ''
as $$
	with begun as (
		insert into private.begun_phases (process_id, kind)
		select phase.process_id, phase.kind
		from public.phases as phase join public.processes as process on process.id = phase.process_id
		where process.is_public and phase.starts_on = (moment at time zone 'Europe/Berlin')::date
		on conflict do nothing
		returning process_id, kind
	)
	insert into private.events (district_id, kind, detail)
	select process.district_id, 'phase', jsonb_build_object('process', process.id, 'phase', begun.kind, 'title', process.title)
	from begun join public.processes as process on process.id = begun.process_id
$$;
