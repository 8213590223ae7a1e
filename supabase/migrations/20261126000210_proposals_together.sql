-- Writing a proposal together: authors who were invited, amendments that others suggest, and what staff say to it.

create function private.invite_author(proposal uuid, name text)
returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
	invited uuid[];
begin
	if not private.wrote_proposal(proposal) then
		raise exception 'only its authors invite to a proposal' using errcode = '42501';
	end if;
	perform private.open_proposal(proposal, 'invite');
	-- Two people may have chosen the same name; to invite the wrong one would show them nothing they cannot read, but be wrong.
	invited := array(
		select p.id from public.profiles as p
		where lower(p.display_name) = lower(btrim(name)) and p.display_name = btrim(name) limit 2
	);
	if cardinality(invited) = 0 then
		raise exception 'nobody has this name' using errcode = '22023', hint = 'name_unknown';
	elsif cardinality(invited) > 1 then
		raise exception 'several people have this name' using errcode = '22023', hint = 'name_shared';
	elsif exists (
		select 1 from public.contributions as c where c.id = proposal and c.author_id = invited[1]
		union all
		select 1 from public.proposal_authors as a where a.proposal_id = proposal and a.person_id = invited[1]
	) then
		raise exception 'is an author already' using errcode = '22023', hint = 'name_author';
	elsif (select count(*) from public.proposal_invitations as i where i.proposal_id = proposal) >= 20 then
		raise exception 'too many invitations wait' using errcode = 'PT429', hint = 'too_many';
	end if;
	insert into public.proposal_invitations (proposal_id, person_id) values (proposal, invited[1])
	on conflict do nothing;
end
$$;
create function public.invite_author(p_id uuid, p_name text)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.invite_author(p_id, p_name) $$;
comment on function public.invite_author is 'Asks a person, by the exact name they show, to become an author of one''s proposal.';

create function private.answer_invitation(proposal uuid, accepts boolean)
returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
	if accepts then
		perform private.open_proposal(proposal, 'invite');
	end if;
	delete from public.proposal_invitations as i where i.proposal_id = proposal and i.person_id = auth.uid();
	if not found then
		-- Sent twice, it is answered already.
		if accepts and private.wrote_proposal(proposal) then
			return;
		end if;
		raise exception 'not invited' using errcode = '42501';
	end if;
	if accepts then
		insert into public.proposal_authors (proposal_id, person_id) values (proposal, auth.uid())
		on conflict do nothing;
	end if;
end
$$;
create function public.answer_invitation(p_id uuid, p_accept boolean)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.answer_invitation(p_id, p_accept) $$;
comment on function public.answer_invitation is 'Becomes an author of a proposal one was invited to, or declines.';

create function private.leave_proposal(proposal uuid)
returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
	heir uuid;
begin
	perform 1 from public.contributions as c where c.id = proposal and c.kind = 'proposal' for update;
	if not private.wrote_proposal(proposal) then
		raise exception 'not an author' using errcode = '42501';
	end if;
	delete from public.proposal_authors as a where a.proposal_id = proposal and a.person_id = auth.uid();
	if exists (select 1 from public.contributions as c where c.id = proposal and c.author_id = auth.uid()) then
		-- Whoever began it hands it to the one who joined first.
		select a.person_id into heir from public.proposal_authors as a
		where a.proposal_id = proposal order by a.joined_at, a.person_id limit 1;
		if heir is null then
			raise exception 'somebody has to stay' using errcode = '22023', hint = 'last_author';
		end if;
		delete from public.proposal_authors as a where a.proposal_id = proposal and a.person_id = heir;
		update public.contributions as c set author_id = heir where c.id = proposal;
	end if;
end
$$;
create function public.leave_proposal(p_id uuid)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.leave_proposal(p_id) $$;
comment on function public.leave_proposal is 'Stops being an author of a proposal that has others.';

create function private.suggest_amendment(amendment jsonb)
returns boolean language plpgsql volatile security definer set search_path = ''
as $$
declare
	new_id uuid := (amendment ->> 'id')::uuid;
	changed public.proposals;
	present public.contributions;
	base integer := (amendment ->> 'version')::integer;
	owner uuid;
begin
	select a.author_id into owner from public.amendments as a where a.id = new_id;
	if found then
		if owner is distinct from auth.uid() then
			raise exception 'this id is taken' using errcode = '23505', hint = 'id_taken';
		end if;
		return false;
	end if;
	changed := private.open_proposal((amendment ->> 'proposal')::uuid, 'amend');
	select * into present from public.contributions as c where c.id = changed.id;
	if base is null or base not between 1 and present.version then
		raise exception 'no such version' using errcode = '22023', hint = 'form_broken';
	elsif base <> present.version then
		raise exception 'changed meanwhile' using errcode = 'PT409', hint = 'version_old';
	elsif (present.title, changed.summary, present.body)
		is not distinct from (amendment ->> 'title', amendment ->> 'summary', amendment ->> 'body')
	then
		raise exception 'says the same' using errcode = '22023', hint = 'nothing_changed';
	elsif (
		select count(*) from public.amendments as a
		where a.author_id = auth.uid() and a.created_at > now() - interval '1 day'
	) >= 20 then
		raise exception 'too many in a day' using errcode = 'PT429', hint = 'too_many';
	end if;
	insert into public.amendments (id, proposal_id, author_id, base_version, language, title, summary, body, reason)
	values (
		new_id, changed.id, auth.uid(), base, present.language, amendment ->> 'title', amendment ->> 'summary',
		amendment ->> 'body', coalesce(amendment ->> 'reason', '')
	);
	return true;
end
$$;
create function public.suggest_amendment(p_amendment jsonb)
returns boolean language sql volatile security invoker set search_path = ''
as $$ select private.suggest_amendment(p_amendment) $$;
comment on function public.suggest_amendment is
	'Suggests another wording of a proposal, in its language. True: written; false: it was there already.';

create function private.decide_amendment(amendment uuid, accepts boolean, confirmed boolean)
returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
	suggested public.amendments;
	changed public.proposals;
	present public.contributions;
begin
	select * into suggested from public.amendments as a where a.id = amendment;
	if not found or not private.wrote_proposal(suggested.proposal_id) then
		raise exception 'only its authors decide about a proposal' using errcode = '42501';
	end if;
	changed := private.open_proposal(suggested.proposal_id, 'amend');
	-- Once more, now that nobody else can change it.
	select * into suggested from public.amendments as a where a.id = amendment for update;
	if suggested.state <> 'open' then
		raise exception 'decided already' using errcode = 'PT409', hint = 'amendment_decided';
	end if;
	if accepts then
		select * into present from public.contributions as c where c.id = changed.id;
		if present.version <> suggested.base_version and not coalesce(confirmed, false) then
			raise exception 'changed meanwhile' using errcode = 'PT409', hint = 'version_old';
		end if;
		perform private.replace_proposal(
			changed.id, present.version, suggested.title, suggested.summary, suggested.body, suggested.language,
			changed.cost_cents
		);
	end if;
	update public.amendments as a set
		state = case when accepts then 'accepted' else 'declined' end::public.amendment_state, decided_at = now()
	where a.id = amendment;
end
$$;
create function public.decide_amendment(p_id uuid, p_accept boolean, p_confirmed boolean default false)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.decide_amendment(p_id, p_accept, p_confirmed) $$;
comment on function public.decide_amendment is
	'Takes over an amendment to one''s proposal as a new version, or declines it. Where the proposal was changed since, only if confirmed.';

create function private.withdraw_amendment(amendment uuid)
returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
	update public.amendments as a set state = 'withdrawn', decided_at = now()
	where a.id = amendment and a.author_id = auth.uid() and a.state = 'open';
	if not found then
		if exists (select 1 from public.amendments as a where a.id = amendment and a.author_id = auth.uid()) then
			raise exception 'decided already' using errcode = 'PT409', hint = 'amendment_decided';
		end if;
		raise exception 'not one''s own' using errcode = '42501';
	end if;
end
$$;
create function public.withdraw_amendment(p_id uuid)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.withdraw_amendment(p_id) $$;
comment on function public.withdraw_amendment is 'Takes back an amendment of one''s own that is not decided yet.';

grant execute on function
	private.invite_author, public.invite_author, private.answer_invitation, public.answer_invitation,
	private.leave_proposal, public.leave_proposal, private.suggest_amendment, public.suggest_amendment,
	private.decide_amendment, public.decide_amendment, private.withdraw_amendment, public.withdraw_amendment
to authenticated;
