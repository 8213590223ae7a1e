-- What staff do: the processes with their phases, and the answer to each proposal. Both are logged.

create function private.save_process(process jsonb)
returns uuid language plpgsql volatile security definer set search_path = ''
as $$
declare
	saved uuid := (process ->> 'id')::uuid;
	read_version integer := (process ->> 'version')::integer;
	public_now boolean := coalesce((process ->> 'is_public')::boolean, false);
	present public.processes;
	phase record;
	last_day date;
begin
	select * into present from public.processes as p where p.id = saved for update;
	-- An admin's role names no district: what there is not would be allowed to them.
	if coalesce(present.district_id, process ->> 'district') is null or (read_version is not null and present.id is null)
		or not private.may('plan', coalesce(present.district_id, process ->> 'district'))
	then
		raise exception 'not allowed' using errcode = '42501';
	end if;
	if read_version is null then
		insert into public.processes (id, district_id, title, description, is_public)
		values (saved, process ->> 'district', process -> 'title', coalesce(process -> 'description', '{}'), public_now);
	elsif present.version <> read_version then
		raise exception 'the process was changed meanwhile' using errcode = 'PT409', hint = 'version_old';
	elsif not public_now and exists (select 1 from public.proposals as p where p.process_id = saved) then
		raise exception 'there are proposals in it' using errcode = '22023', hint = 'process_in_use';
	else
		update public.processes as p set
			title = process -> 'title', description = coalesce(process -> 'description', '{}'),
			is_public = public_now, version = p.version + 1, edited_at = now()
		where p.id = saved;
	end if;

	delete from public.phases as ph where ph.process_id = saved;
	for phase in
		select kind::public.phase_kind as kind, starts_on::date as starts_on, ends_on::date as ends_on
		from jsonb_to_recordset(coalesce(process -> 'phases', '[]')) as each (kind text, starts_on text, ends_on text)
		order by 1
	loop
		if phase.starts_on is null or phase.ends_on is null
			or phase.starts_on not between date '2000-01-01' and date '2099-12-31'
			or phase.ends_on not between date '2000-01-01' and date '2099-12-31'
		then
			raise exception 'a phase has two days' using errcode = '22023', hint = 'day_invalid';
		elsif phase.starts_on <= last_day then
			raise exception 'phases follow each other' using errcode = '22023', hint = 'phases_order';
		end if;
		insert into public.phases (process_id, kind, starts_on, ends_on)
		values (saved, phase.kind, phase.starts_on, phase.ends_on);
		last_day := phase.ends_on;
	end loop;
	if last_day is null then
		raise exception 'a process has phases' using errcode = '22023', hint = 'phases_missing';
	end if;

	insert into public.decisions (district_id, action, actor_id, detail)
	select p.district_id, 'save_process', auth.uid(), jsonb_build_object(
		'process', p.id, 'title', p.title, 'is_public', p.is_public, 'version', p.version, 'phases', (
			select jsonb_agg(jsonb_build_object('kind', ph.kind, 'starts_on', ph.starts_on, 'ends_on', ph.ends_on) order by ph.kind)
			from public.phases as ph where ph.process_id = p.id
		)
	) from public.processes as p where p.id = saved;
	return saved;
end
$$;
create function public.save_process(p_process jsonb)
returns uuid language sql volatile security invoker set search_path = ''
as $$ select private.save_process(p_process) $$;
comment on function public.save_process is
	'Creates or changes a process with its phases, which follow each other; refuses to overwrite a newer version.';

create function private.check_proposal(
	proposal uuid, new_status public.proposal_status, new_aspect public.check_aspect, new_answer jsonb
) returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
	subject public.contributions;
	said jsonb := coalesce(new_answer, '{}');
begin
	select * into subject from public.contributions as c where c.id = proposal and c.kind = 'proposal' for update;
	if not found or subject.state = 'removed' or not private.may('answer', subject.district_id) then
		raise exception 'not allowed' using errcode = '42501';
	end if;
	if new_status is null then
		raise exception 'a status is needed' using errcode = '22023', hint = 'status_missing';
	elsif new_status in ('partly', 'not_possible')
		and not exists (select 1 from jsonb_each_text(said) as words where words.value ~ '\S')
	then
		raise exception 'an explanation is owed' using errcode = '22023', hint = 'answer_missing';
	elsif new_aspect is not null and new_status <> 'checking' then
		raise exception 'an aspect is only of a check' using errcode = '22023', hint = 'form_broken';
	end if;
	-- Sent twice: the same answer again is the one that is there already.
	if (
		select (last.status, last.aspect, last.answer) is not distinct from (new_status, new_aspect, said)
		from public.proposal_updates as last where last.proposal_id = proposal
		order by last.id desc limit 1
	) then
		return;
	end if;
	update public.proposals as p set status = new_status where p.id = proposal;
	insert into public.proposal_updates (proposal_id, status, aspect, answer)
	values (proposal, new_status, new_aspect, said);
	insert into public.decisions (district_id, action, contribution_id, actor_id, detail)
	values (
		subject.district_id, 'check_proposal', proposal, auth.uid(), jsonb_strip_nulls(jsonb_build_object(
			'status', new_status, 'aspect', new_aspect, 'answer', said
		))
	);
end
$$;
create function public.check_proposal(
	p_id uuid, p_status public.proposal_status, p_aspect public.check_aspect default null, p_answer jsonb default null
) returns void language sql volatile security invoker set search_path = ''
as $$ select private.check_proposal(p_id, p_status, p_aspect, p_answer) $$;
comment on function public.check_proposal is
	'Says how far the check of a proposal has got, with an answer by language; partly and not_possible need one.';

grant execute on function
	private.save_process, public.save_process, private.check_proposal, public.check_proposal
to authenticated;
