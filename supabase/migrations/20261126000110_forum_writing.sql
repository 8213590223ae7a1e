-- Writing topics and replies, changing and withdrawing one's own. These are the only doors.

create table private.thread_numbers (
	thread_id uuid primary key references public.contributions (id) on delete cascade,
	-- The highest number a reply of this thread ever had: one that was moved away leaves it behind.
	last integer not null
);
comment on table private.thread_numbers is 'So that no number of a reply is given twice in a thread.';

/*
 * Notes whom a contribution calls by name: at most ten, among those who have written in the district; who has
 * written in the thread comes first where two share a name. Names that nobody has are left out silently.
 */
create function private.note_mentions(contribution uuid, district text, thread uuid, names jsonb)
returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
	called uuid[];
begin
	called := array(
		select one.id from (
			select distinct on (lower(p.display_name)) p.id,
				exists (
					select 1 from public.replies as r join public.contributions as c on c.id = r.id
					where r.thread_id = thread and c.author_id = p.id and c.state = 'public'
				) or exists (
					select 1 from public.contributions as c where c.id = thread and c.author_id = p.id
				) as takes_part
			from public.profiles as p
			where lower(p.display_name) in (
					select lower(name) from jsonb_array_elements_text(coalesce(names, '[]')) as named (name) limit 20
				)
				and p.id <> auth.uid()
				and exists (
					select 1 from public.contributions as c
					where c.author_id = p.id and c.district_id = district and c.state = 'public'
				)
			order by lower(p.display_name), takes_part desc, p.id
		) as one
		order by one.takes_part desc, one.id limit 10
	);
	delete from public.mentions where contribution_id = contribution and person_id <> all (called);
	insert into public.mentions (contribution_id, person_id)
	select contribution, person from unnest(called) as person on conflict do nothing;
end
$$;

create function private.write_topic(topic jsonb)
returns boolean language plpgsql volatile security definer set search_path = ''
as $$
begin
	if coalesce(topic ->> 'title', '') !~ '\S' then
		raise exception 'a topic has a title' using errcode = '22023', hint = 'title_missing';
	end if;
	-- The forum has no places; what it does not ask for it does not keep.
	if not private.write_contribution('topic', topic - '{latitude,longitude,place}'::text[], 20) then
		return false;
	end if;
	insert into public.topics (id) values ((topic ->> 'id')::uuid);
	perform private.note_mentions(
		(topic ->> 'id')::uuid, topic ->> 'district', (topic ->> 'id')::uuid, topic -> 'mentions'
	);
	return true;
end
$$;
create function public.write_topic(p_topic jsonb)
returns boolean language sql volatile security invoker set search_path = ''
as $$ select private.write_topic(p_topic) $$;
comment on function public.write_topic is
	'Opens a topic as the signed-in person, with photos and mentions, in one go. True: written; false: it was there already.';

create function private.write_reply(reply jsonb)
returns integer language plpgsql volatile security definer set search_path = ''
as $$
declare
	new_id uuid := (reply ->> 'id')::uuid;
	thread public.contributions;
	given integer;
	official boolean := coalesce((reply ->> 'official')::boolean, false);
	quoted uuid := (reply ->> 'quoted')::uuid;
begin
	-- The lock is what gives each reply a number of its own.
	select * into thread from public.contributions as c
	where c.id = (reply ->> 'thread')::uuid and c.state = 'public' and c.kind <> 'reply' for update;
	if not found then
		raise exception 'no such thread' using errcode = '22023', hint = 'thread_gone';
	end if;
	select r.number into given from public.replies as r join public.contributions as c on c.id = r.id
	where r.id = new_id and r.thread_id = thread.id and c.author_id = auth.uid();
	if found then
		return given;
	end if;
	if exists (select 1 from public.topics as t where t.id = thread.id and t.closed_at is not null) then
		raise exception 'nobody replies here any more' using errcode = '22023', hint = 'closed';
	end if;
	if official and not private.may('moderate', thread.district_id) then
		raise exception 'not allowed' using errcode = '42501';
	end if;
	if quoted is not null and not exists (
		select 1 from public.replies as r where r.id = quoted and r.thread_id = thread.id
	) then
		raise exception 'what is quoted is not here' using errcode = '22023', hint = 'quote_gone';
	end if;

	if not private.write_contribution('reply', jsonb_build_object(
		'id', new_id, 'district', thread.district_id, 'sphere', thread.sphere,
		'language', reply ->> 'language', 'body', reply ->> 'body',
		'photos', coalesce(reply -> 'photos', '[]')
	), 200) then
		raise exception 'this id is taken' using errcode = '23505', hint = 'id_taken';
	end if;
	insert into private.thread_numbers (thread_id, last)
	values (thread.id, 1 + coalesce((select max(r.number) from public.replies as r where r.thread_id = thread.id), 0))
	on conflict (thread_id) do update set last = greatest(excluded.last, thread_numbers.last + 1)
	returning last into given;
	insert into public.replies (id, thread_id, number, quoted_id, side, is_official)
	values (
		new_id, thread.id, given, quoted,
		case when thread.kind = 'proposal' then (reply ->> 'side')::public.argument_side end, official
	);
	perform private.note_mentions(new_id, thread.district_id, thread.id, reply -> 'mentions');
	-- Whoever answers has read up to there.
	update public.reads set number = greatest(number, given), read_at = now()
	where person_id = auth.uid() and thread_id = thread.id and number = given - 1;
	return given;
end
$$;
create function public.write_reply(p_reply jsonb)
returns integer language sql volatile security invoker set search_path = ''
as $$ select private.write_reply(p_reply) $$;
comment on function public.write_reply is
	'Replies to a public topic, proposal or report as the signed-in person; returns the number of the reply. Sent twice it is one.';

create function private.edit_post(post uuid, read_version integer, changed jsonb)
returns integer language plpgsql volatile security definer set search_path = ''
as $$
declare
	present public.contributions;
	thread uuid;
	new_version integer;
begin
	select * into present from public.contributions as c
	where c.id = post and c.author_id = auth.uid() and c.kind in ('topic', 'reply') and c.state = 'public' for update;
	if not found then
		raise exception 'not allowed' using errcode = '42501';
	end if;
	thread := coalesce((select r.thread_id from public.replies as r where r.id = post), post);
	if exists (select 1 from public.topics as t where t.id = thread and t.closed_at is not null) then
		raise exception 'nobody writes here any more' using errcode = '22023', hint = 'closed';
	end if;
	if present.kind = 'topic' and coalesce(changed ->> 'title', '') !~ '\S' then
		raise exception 'a topic has a title' using errcode = '22023', hint = 'title_missing';
	end if;
	-- Sent twice, or nothing changed: the same words are there already.
	if present.body = changed ->> 'body' and present.language = changed ->> 'language'
		and (present.kind = 'reply' or present.title = changed ->> 'title') then
		return present.version;
	end if;
	new_version := private.keep_version(post, read_version, null, null);
	update public.contributions set
		title = case when kind = 'topic' then changed ->> 'title' end,
		body = changed ->> 'body', language = changed ->> 'language', version = new_version, edited_at = now()
	where id = post;
	perform private.note_mentions(post, present.district_id, thread, changed -> 'mentions');
	return new_version;
end
$$;
create function public.edit_post(p_id uuid, p_version integer, p_changed jsonb)
returns integer language sql volatile security invoker set search_path = ''
as $$ select private.edit_post(p_id, p_version, p_changed) $$;
comment on function public.edit_post is
	'Changes title, body and language of one''s own topic or reply and keeps the version before; returns the number of the new one. '
	'PT409 (hint version_old) when it was changed since it was read.';

create function private.withdraw_post(post uuid)
returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
	present public.contributions;
begin
	select * into present from public.contributions as c
	where c.id = post and c.author_id = auth.uid() and c.kind in ('topic', 'reply') for update;
	if not found then
		raise exception 'not allowed' using errcode = '42501';
	end if;
	if present.state = 'removed' then
		return;
	end if;
	if present.state <> 'public' then
		raise exception 'a moderator has decided about it' using errcode = '22023', hint = 'state_changed';
	end if;
	if present.replies > 0 then
		raise exception 'others have answered' using errcode = '22023', hint = 'answered';
	end if;
	update public.contributions set state = 'removed' where id = post;
end
$$;
create function public.withdraw_post(p_id uuid)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.withdraw_post(p_id) $$;
comment on function public.withdraw_post is
	'Takes back one''s own reply, or a topic that nobody has answered (hint answered otherwise).';

grant execute on function
	private.write_topic, public.write_topic, private.write_reply, public.write_reply,
	private.edit_post, public.edit_post, private.withdraw_post, public.withdraw_post
to authenticated;
