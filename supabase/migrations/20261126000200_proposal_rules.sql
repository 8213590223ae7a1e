-- What a process lets people do today, and the writing of proposals by it. The wall is here: every door asks proposal_allows().

create function private.phase_allows(phase public.phase_kind, deed text)
returns boolean language sql immutable parallel safe set search_path = ''
as $$
	select coalesce(case phase
		when 'collect' then deed in ('write', 'edit', 'invite', 'support', 'talk')
		when 'discuss' then deed in ('support', 'argue', 'amend', 'talk')
		when 'check' then deed = 'talk'
		else false
	end, false)
$$;
comment on function private.phase_allows is 'Mirrors DEEDS in src/lib/features/proposals/model.ts; a database test compares the two.';

create function private.phase_today(process uuid)
returns public.phase_kind language sql stable security definer set search_path = ''
as $$
	select ph.kind from public.phases as ph
	where ph.process_id = process
		and (now() at time zone 'Europe/Berlin')::date between ph.starts_on and ph.ends_on
$$;
comment on function private.phase_today is 'The phase a process is in on this day of Europe/Berlin; null before, between and after its phases.';

create function private.proposal_allows(process uuid, deed text)
returns boolean language sql stable security definer set search_path = ''
as $$
	select exists (select 1 from public.processes as p where p.id = process and p.is_public)
		and private.phase_allows(private.phase_today(process), deed)
$$;
comment on function private.proposal_allows is 'Whether residents may do this to proposals of this process today.';

create function private.wrote_proposal(proposal uuid)
returns boolean language sql stable security definer set search_path = ''
as $$
	select exists (
		select 1 from public.contributions as c
		where c.id = proposal and c.kind = 'proposal' and c.author_id = (select auth.uid())
	) or exists (
		select 1 from public.proposal_authors as a
		where a.proposal_id = proposal and a.person_id = (select auth.uid())
	)
$$;
comment on function private.wrote_proposal is 'Whether the signed-in person is an author of this proposal.';
grant execute on function private.phase_allows, private.phase_today, private.proposal_allows, private.wrote_proposal
to anon, authenticated, service_role;

/*
 * The proposal, locked against other changes, if it is public and its phase lets people do this. Throws 42501 for
 * people without a name and for what is not a public proposal, PT409 (hint phase_closed) outside the phase.
 */
create function private.open_proposal(proposal uuid, deed text)
returns public.proposals language plpgsql volatile security definer set search_path = ''
as $$
declare
	found_one public.proposals;
begin
	if not exists (select 1 from public.profiles as p where p.id = auth.uid()) then
		raise exception 'only people with a name do this' using errcode = '42501';
	end if;
	perform 1 from public.contributions as c where c.id = proposal and c.kind = 'proposal' and c.state = 'public'
	for no key update;
	if not found then
		raise exception 'no such proposal' using errcode = '42501';
	end if;
	select * into found_one from public.proposals as p where p.id = proposal;
	if not private.proposal_allows(found_one.process_id, deed) then
		raise exception 'not in this phase' using errcode = 'PT409', hint = 'phase_closed';
	end if;
	return found_one;
end
$$;

create function private.write_proposal(proposal jsonb)
returns boolean language plpgsql volatile security definer set search_path = ''
as $$
declare
	chosen uuid := (proposal ->> 'process')::uuid;
begin
	if coalesce(proposal ->> 'title', '') !~ '\S' then
		raise exception 'a proposal has a title' using errcode = '22023', hint = 'title_missing';
	end if;
	if not exists (
		select 1 from public.processes as p
		where p.id = chosen and p.is_public and p.district_id = proposal ->> 'district'
	) then
		raise exception 'no such process in this district' using errcode = '22023', hint = 'process_unknown';
	end if;
	-- Sent twice is one proposal, even when its phase has ended between the two.
	if not private.write_contribution('proposal', proposal, 10) then
		return false;
	end if;
	if not private.proposal_allows(chosen, 'write') then
		raise exception 'not in this phase' using errcode = 'PT409', hint = 'phase_closed';
	end if;
	insert into public.proposals (id, process_id, summary, cost_cents)
	values (
		(proposal ->> 'id')::uuid, chosen, proposal ->> 'summary', (proposal ->> 'cost_cents')::bigint
	);
	return true;
end
$$;
create function public.write_proposal(p_proposal jsonb)
returns boolean language sql volatile security invoker set search_path = ''
as $$ select private.write_proposal(p_proposal) $$;
comment on function public.write_proposal is
	'Writes a proposal into a process that collects them. True: written; false: it was there already.';

/*
 * Puts a new version in the place of the one that was read. The caller has checked who does it.
 * Throws PT409 (hint version_old) where that is not the present one.
 */
create function private.replace_proposal(
	proposal uuid, read_version integer, title text, summary text, body text, language text, cost_cents bigint
) returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
	next_version integer;
	kept public.proposals;
begin
	select * into kept from public.proposals as p where p.id = proposal;
	next_version := private.keep_version(
		proposal, read_version, kept.summary, jsonb_build_object('cost_cents', kept.cost_cents)
	);
	update public.contributions as c set
		title = replace_proposal.title, body = replace_proposal.body, language = replace_proposal.language,
		version = next_version, edited_at = now()
	where c.id = proposal;
	update public.proposals as p set
		summary = replace_proposal.summary, cost_cents = replace_proposal.cost_cents
	where p.id = proposal;
end
$$;

create function private.edit_proposal(edited jsonb)
returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
	proposal uuid := (edited ->> 'id')::uuid;
begin
	if not private.wrote_proposal(proposal) then
		raise exception 'only its authors change a proposal' using errcode = '42501';
	end if;
	perform private.open_proposal(proposal, 'edit');
	if coalesce(edited ->> 'title', '') !~ '\S' then
		raise exception 'a proposal has a title' using errcode = '22023', hint = 'title_missing';
	end if;
	perform private.replace_proposal(
		proposal, coalesce((edited ->> 'version')::integer, 0), edited ->> 'title', edited ->> 'summary',
		edited ->> 'body', edited ->> 'language', (edited ->> 'cost_cents')::bigint
	);
	update public.contributions as c set sphere = (edited ->> 'sphere')::public.sphere
	where c.id = proposal and c.sphere is distinct from (edited ->> 'sphere')::public.sphere;
end
$$;
create function public.edit_proposal(p_proposal jsonb)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.edit_proposal(p_proposal) $$;
comment on function public.edit_proposal is
	'Changes a proposal of one''s own and keeps the version before; refuses to overwrite a newer one (version_old).';

create function private.support_proposal(proposal uuid, is_on boolean)
returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
	perform private.open_proposal(proposal, 'support');
	if is_on then
		insert into public.supports (proposal_id, person_id) values (proposal, auth.uid()) on conflict do nothing;
	else
		delete from public.supports as s where s.proposal_id = proposal and s.person_id = auth.uid();
	end if;
end
$$;
create function public.support_proposal(p_id uuid, p_on boolean)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.support_proposal(p_id, p_on) $$;
comment on function public.support_proposal is 'Supports a proposal, once a person, or takes that back.';

-- Whoever writes replies: below a proposal, the phase says whether they may. Staff speak officially at any time.
create function private.check_reply_phase() returns trigger language plpgsql security definer set search_path = ''
as $$
declare
	process uuid;
begin
	select p.process_id into process from public.proposals as p where p.id = new.thread_id;
	if not found then
		if new.side is not null then
			raise exception 'arguments belong to proposals' using errcode = '22023', hint = 'form_broken';
		end if;
	-- Without a person it is the owner of the database, who fills in what was said before.
	elsif auth.uid() is not null and not new.is_official
		and not private.proposal_allows(process, case when new.side is null then 'talk' else 'argue' end)
	then
		raise exception 'not in this phase' using errcode = 'PT409', hint = 'phase_closed';
	end if;
	return new;
end
$$;
create trigger replies_phase before insert on public.replies
	for each row execute function private.check_reply_phase();

grant execute on function
	private.write_proposal, public.write_proposal, private.edit_proposal, public.edit_proposal,
	private.support_proposal, public.support_proposal
to authenticated;
