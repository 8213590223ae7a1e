-- Changing measures: whichever way a person does it, it is logged and those who asked for it are told.
-- What the server or the owner of the database writes, auth.uid() being null, is left as it is.

create table private.told (
	measure_id uuid references public.measures (id) on delete cascade,
	contribution_id uuid references public.contributions (id) on delete cascade,
	told_at timestamptz not null default now(),
	primary key (measure_id, contribution_id)
);
comment on table private.told is 'Which authors were told of which measure; outlives the source, so that nobody is told twice.';
create index told_contribution on private.told (contribution_id);

-- Tells those behind a public measure who do not know it yet; only one of them, where one is named.
create function private.tell_sources(measure uuid, contribution uuid default null)
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
	select private.tell_reporter(fresh.contribution_id, 'measure', jsonb_build_object(
		'measure', m.id, 'title', m.title
	))
	from fresh join public.measures as m on m.id = fresh.measure_id
$$;

create function private.stamp_measure() returns trigger language plpgsql set search_path = ''
as $$
begin
	if auth.uid() is null then
		return new;
	end if;
	if tg_op = 'INSERT' then
		new.created_by := auth.uid();
		new.created_at := now();
		new.version := 1;
	-- Whoever made it erases their account: no change of the measure.
	elsif pg_trigger_depth() > 1 and old.created_by is not null and new.created_by is null then
		return new;
	elsif new.id <> old.id or new.district_id <> old.district_id then
		raise exception 'a measure keeps its id and its district' using errcode = '42501';
	else
		new.created_by := old.created_by;
		new.created_at := old.created_at;
		new.version := old.version + 1;
	end if;
	new.edited_at := now();
	return new;
end
$$;
create trigger measures_stamp before insert or update on public.measures
	for each row execute function private.stamp_measure();

-- A measure for the log: without what the log's entry says itself, and without book-keeping.
create function private.measure_facts(measure public.measures)
returns jsonb language sql stable parallel safe set search_path = ''
as $$
	select to_jsonb(measure)
		- '{id,district_id,version,created_by,created_at,edited_at}'::text[]
$$;

create function private.log_measure() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
	-- {"from": […], "to": […]} while a change of spheres goes along; see private.log_spheres().
	spheres jsonb := nullif(current_setting('viertel.spheres', true), '')::jsonb;
	what jsonb;
begin
	if auth.uid() is null then
		return null;
	end if;
	if tg_op = 'INSERT' then
		what := private.measure_facts(new) || jsonb_build_object('spheres', coalesce(spheres -> 'to', '[]'));
	elsif new.version = old.version then
		return null;
	else
		select coalesce(jsonb_object_agg(
			before.key, jsonb_build_object('from', before.value, 'to', after.value)
		), '{}') into what
		from jsonb_each(private.measure_facts(old)) as before
		join jsonb_each(private.measure_facts(new)) as after on after.key = before.key
		where after.value <> before.value;
		if spheres -> 'from' <> spheres -> 'to' then
			what := what || jsonb_build_object('spheres', spheres);
		end if;
	end if;
	insert into public.decisions (district_id, action, measure_id, actor_id, detail)
	values (
		new.district_id, case tg_op when 'INSERT' then 'create_measure' else 'edit_measure' end::public.decision_action,
		new.id, auth.uid(), what
	);
	if tg_op = 'UPDATE' and new.is_public and not old.is_public then
		perform private.tell_sources(new.id);
	end if;
	return null;
end
$$;
create trigger measures_log after insert or update on public.measures
	for each row execute function private.log_measure();

create function private.log_measure_end() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
	if auth.uid() is not null then
		insert into public.decisions (district_id, action, actor_id, detail)
		values (
			old.district_id, 'delete_measure', auth.uid(),
			private.measure_facts(old) || jsonb_build_object('measure', old.id, 'sources', (
				select coalesce(jsonb_agg(s.contribution_id order by s.added_at), '[]')
				from public.measure_sources as s where s.measure_id = old.id
			))
		);
	end if;
	return old;
end
$$;
-- Before, as afterwards it has no sources any more.
create trigger measures_log_end before delete on public.measures
	for each row execute function private.log_measure_end();

-- Spheres are part of a measure: changing them alone is an edit of it, logged by its own trigger.
create function private.log_spheres() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
	edited record;
begin
	-- save_measure() has announced the change already.
	if auth.uid() is null or coalesce(current_setting('viertel.spheres', true), '') <> '' then
		return null;
	end if;
	for edited in
		select each.measure_id, jsonb_build_object(
			'from', coalesce(jsonb_agg(each.sphere order by each.sphere) filter (where each.was), '[]'),
			'to', coalesce(jsonb_agg(each.sphere order by each.sphere) filter (where each.stays), '[]')
		) as spheres
		from (
			select c.measure_id, c.sphere, tg_op = 'DELETE' as was, tg_op = 'INSERT' as stays
			from changed as c
			union all
			select s.measure_id, s.sphere, true, true from public.measure_spheres as s
			where s.measure_id in (select c.measure_id from changed as c)
				and (s.measure_id, s.sphere) not in (select c.measure_id, c.sphere from changed as c)
		) as each
		group by each.measure_id
	loop
		perform set_config('viertel.spheres', edited.spheres::text, true);
		-- Where the measure itself is being deleted, there is none any more.
		update public.measures set edited_at = now() where id = edited.measure_id;
	end loop;
	perform set_config('viertel.spheres', '', true);
	return null;
end
$$;
create trigger measure_spheres_added after insert on public.measure_spheres
	referencing new table as changed for each statement execute function private.log_spheres();
create trigger measure_spheres_taken after delete on public.measure_spheres
	referencing old table as changed for each statement execute function private.log_spheres();

create function private.stamp_source() returns trigger language plpgsql set search_path = ''
as $$
begin
	if auth.uid() is not null then
		new.added_at := now();
	end if;
	return new;
end
$$;
create trigger measure_sources_stamp before insert on public.measure_sources
	for each row execute function private.stamp_source();

create function private.log_source() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
	tied public.measure_sources;
begin
	if auth.uid() is null then
		return null;
	end if;
	if tg_op = 'INSERT' then
		tied := new;
	else
		tied := old;
	end if;
	-- Where the measure is being deleted, there is none any more, and that it is has been logged. The lock lets
	-- whoever publishes it in this moment see this source, or this source see that it is public.
	insert into public.decisions (district_id, action, measure_id, contribution_id, actor_id)
	select m.district_id, case tg_op when 'INSERT' then 'add_source' else 'remove_source' end::public.decision_action,
		m.id, tied.contribution_id, auth.uid()
	from public.measures as m where m.id = tied.measure_id
	for share;
	if tg_op = 'INSERT' then
		perform private.tell_sources(tied.measure_id, tied.contribution_id);
	end if;
	return null;
end
$$;
create trigger measure_sources_log after insert or delete on public.measure_sources
	for each row execute function private.log_source();

create function public.save_measure(p_measure jsonb)
returns uuid language plpgsql volatile security invoker set search_path = ''
as $$
declare
	saved uuid := (p_measure ->> 'id')::uuid;
	spheres public.sphere[] := array(
		select value::public.sphere
		from jsonb_array_elements_text(coalesce(p_measure -> 'spheres', '[]'))
		group by 1 order by 1
	);
begin
	-- For the log, which names the spheres with all else that is saved.
	perform set_config('viertel.spheres', jsonb_build_object(
		'from', array(select s.sphere from public.measure_spheres as s where s.measure_id = saved order by 1),
		'to', spheres
	)::text, true);
	if p_measure ->> 'version' is null then
		insert into public.measures (
			id, district_id, title, summary, description, status, is_public,
			starts_on, ends_on, organisation_id, budget_cents
		) values (
			saved, p_measure ->> 'district', p_measure -> 'title', p_measure -> 'summary',
			p_measure -> 'description', (p_measure ->> 'status')::public.measure_status,
			(p_measure ->> 'is_public')::boolean, (p_measure ->> 'starts_on')::date,
			(p_measure ->> 'ends_on')::date, (p_measure ->> 'organisation')::uuid,
			(p_measure ->> 'budget_cents')::bigint
		);
	else
		update public.measures set
			title = p_measure -> 'title', summary = p_measure -> 'summary',
			description = p_measure -> 'description',
			status = (p_measure ->> 'status')::public.measure_status,
			is_public = (p_measure ->> 'is_public')::boolean,
			starts_on = (p_measure ->> 'starts_on')::date, ends_on = (p_measure ->> 'ends_on')::date,
			organisation_id = (p_measure ->> 'organisation')::uuid,
			budget_cents = (p_measure ->> 'budget_cents')::bigint
		where id = saved and version = (p_measure ->> 'version')::integer;
		if not found then
			if not private.plans_measure(saved) then
				raise exception 'not allowed' using errcode = '42501';
			end if;
			raise exception 'the measure was changed meanwhile' using errcode = 'PT409', hint = 'version_old';
		end if;
	end if;

	delete from public.measure_spheres where measure_id = saved and sphere <> all (spheres);
	insert into public.measure_spheres (measure_id, sphere)
	select saved, unnest(spheres) on conflict do nothing;
	perform set_config('viertel.spheres', '', true);

	insert into public.measure_sources (measure_id, contribution_id)
	select saved, value::uuid from jsonb_array_elements_text(coalesce(p_measure -> 'sources', '[]'))
	on conflict do nothing;
	return saved;
end
$$;
comment on function public.save_measure is 'Creates or changes a measure with its spheres; refuses to overwrite a newer version.';

create function public.add_source(p_measure uuid, p_contribution uuid)
returns void language sql volatile security invoker set search_path = ''
as $$
	insert into public.measure_sources (measure_id, contribution_id)
	values (p_measure, p_contribution) on conflict do nothing
$$;
comment on function public.add_source is 'Ties a contribution to the measure that answers it, and tells its author.';

create function public.remove_source(p_measure uuid, p_contribution uuid)
returns void language plpgsql volatile security invoker set search_path = ''
as $$
begin
	delete from public.measure_sources
	where measure_id = p_measure and contribution_id = p_contribution;
	if not found then
		raise exception 'not allowed' using errcode = '42501';
	end if;
end
$$;
comment on function public.remove_source is 'Unties a contribution from a measure.';
grant execute on function public.save_measure, public.add_source, public.remove_source to authenticated;
