-- Moderating what residents say to each other: hiding and restoring, and keeping the forum's topics in order.

/*
 * Hides, removes, restores or publishes a contribution of any kind. Throws 42501 for whoever may not, and 22023 with the
 * hint state_changed (somebody else was first) or reason_needed.
 */
create function private.moderate_contribution(
	contribution uuid, decided public.decision_action, why text, why_by_language jsonb
) returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
	subject public.contributions;
	target public.contribution_state := case decided
		when 'publish' then 'public' when 'restore' then 'public'
		when 'hide' then 'hidden' when 'remove' then 'removed'
	end;
begin
	select * into subject from public.contributions as c where c.id = contribution for update;
	-- Whoever may not decide is not told whether there is anything to decide about.
	if not found or not private.may('moderate', subject.district_id) then
		raise exception 'not allowed' using errcode = '42501';
	end if;
	if target is null or jsonb_typeof(why_by_language) <> 'object' then
		raise exception 'not a decision about a contribution' using errcode = '22023';
	end if;
	-- Reporters are told in their own way.
	if subject.kind = 'report' then
		perform private.decide_report(contribution, decided, why, null, why_by_language);
		return;
	end if;
	if not private.may_move(subject.state, target) then
		raise exception 'cannot go from % to %', subject.state, target using errcode = '22023', hint = 'state_changed';
	end if;
	if target in ('hidden', 'removed') and coalesce(why, '') !~ '\S' then
		raise exception 'a reason is needed' using errcode = '22023', hint = 'reason_needed';
	end if;
	update public.contributions as c set
		state = target,
		published_at = case when target = 'public' then coalesce(c.published_at, now()) else c.published_at end
	where c.id = contribution;
	insert into public.decisions (district_id, action, contribution_id, actor_id, reason, detail)
	values (
		subject.district_id, decided, contribution, auth.uid(), nullif(btrim(why), ''),
		jsonb_strip_nulls(jsonb_build_object(
			'from', subject.state, 'to', target, 'texts', nullif(why_by_language, '{}')
		))
	);
end
$$;
create function public.moderate_contribution(
	p_id uuid, p_action public.decision_action, p_reason text default null, p_answer jsonb default null
) returns void language sql volatile security invoker set search_path = ''
as $$ select private.moderate_contribution(p_id, p_action, p_reason, p_answer) $$;
comment on function public.moderate_contribution is
	'Hides, removes, restores or publishes a contribution of any kind, and logs it. p_answer holds the reason by language.';

-- A thread's highest number of all times, which is kept where replies are moved away: no number is given twice.
create function private.keep_number(thread uuid) returns integer
language sql volatile security definer set search_path = ''
as $$
	insert into private.thread_numbers as kept (thread_id, last)
	values (thread, coalesce((select max(r.number) from public.replies as r where r.thread_id = thread), 0))
	on conflict (thread_id) do update set last = greatest(excluded.last, kept.last)
	returning last
$$;

-- When something was last said in a topic, after replies were moved.
create function private.restamp_activity(topic uuid) returns void
language sql volatile security definer set search_path = ''
as $$
	update public.contributions as c set activity_at = greatest(
		c.published_at,
		(
			select max(said.created_at) from public.replies as r join public.contributions as said on said.id = r.id
			where r.thread_id = topic and said.state = 'public'
		)
	)
	where c.id = topic
$$;

/*
 * Makes a topic of replies of another one: those named (`replies`), and those from a number on (`from`). Takes its `id`,
 * `title`, `body` and `language`, as the moderator writes the opening. Both topics are locked or new.
 */
create function private.split_topic(source public.contributions, asked jsonb)
returns integer language plpgsql volatile security definer set search_path = ''
as $$
declare
	new_id uuid := (asked ->> 'id')::uuid;
	named uuid[] := array(
		select distinct value::uuid
		from jsonb_array_elements_text(case jsonb_typeof(asked -> 'replies') when 'array' then asked -> 'replies' else '[]' end)
	);
	moved uuid[] := array(
		select r.id from public.replies as r
		where r.thread_id = source.id and (r.id = any (named) or r.number >= (asked ->> 'from')::integer)
		order by r.number
	);
	numbers integer[] := array(select r.number from public.replies as r where r.id = any (moved));
begin
	if new_id is null then
		raise exception 'a new topic has an id' using errcode = '22023';
	end if;
	if coalesce(asked ->> 'title', '') !~ '\S' then
		raise exception 'a topic has a title' using errcode = '22023', hint = 'title_missing';
	end if;
	if not named <@ moved then
		raise exception 'a reply is elsewhere by now' using errcode = '22023', hint = 'state_changed';
	end if;
	if cardinality(moved) = 0 then
		raise exception 'no replies were chosen' using errcode = '22023', hint = 'replies_missing';
	end if;
	perform private.keep_number(source.id);
	insert into public.contributions
		(id, district_id, kind, author_id, sphere, language, title, body, state, published_at)
	values (
		new_id, source.district_id, 'topic', auth.uid(), source.sphere, asked ->> 'language',
		asked ->> 'title', asked ->> 'body', 'public', now()
	);
	insert into public.topics (id, split_from, answer_id)
	select new_id, source.id, case when t.answer_id = any (moved) then t.answer_id end
	from public.topics as t where t.id = source.id;
	update public.topics as t set answer_id = null where t.id = source.id and t.answer_id = any (moved);
	update public.replies as r set thread_id = new_id, number = chosen.place
	from unnest(moved) with ordinality as chosen (id, place) where r.id = chosen.id;
	-- Who had read some of them there has read as many here: their order stays.
	insert into public.reads (person_id, thread_id, number, read_at)
	select seen.person_id, new_id, (select count(*) from unnest(numbers) as n where n <= seen.number), seen.read_at
	from public.reads as seen where seen.thread_id = source.id;
	perform private.restamp_activity(source.id);
	perform private.restamp_activity(new_id);
	return cardinality(moved);
end
$$;

-- The opening of a topic as a reply: a copy, as the topic itself stays behind to lead on whoever has its address.
create function private.opening_as_reply(source public.contributions, thread uuid, place integer)
returns uuid language plpgsql volatile security definer set search_path = ''
as $$
declare
	copy uuid := gen_random_uuid();
	as_heading constant text := '([\\*_`\[\]<>#~])';
begin
	insert into public.contributions (
		id, district_id, kind, author_id, sphere, language, body, state, version, created_at, edited_at, published_at
	) values (
		copy, source.district_id, 'reply', source.author_id, source.sphere, source.language,
		case when char_length(source.body) <= 9500
			then '**' || regexp_replace(source.title, as_heading, '\\\1', 'g') || '**' || E'\n\n' || source.body
			else source.body end,
		'public', source.version, source.created_at, source.edited_at, source.published_at
	);
	insert into public.replies (id, thread_id, number) values (copy, thread, place);
	insert into public.translations (
		contribution_id, language, version, body, origin, provider, translator_id, is_locked, written_at
	)
	select copy, t.language, t.version,
		case when t.title is null or char_length(t.body) > 19000 then t.body
			else '**' || regexp_replace(t.title, as_heading, '\\\1', 'g') || '**' || E'\n\n' || t.body end,
		t.origin, t.provider, t.translator_id, t.is_locked, t.written_at
	from public.translations as t where t.contribution_id = source.id;
	update public.attachments as a set contribution_id = copy where a.contribution_id = source.id;
	update public.reactions as r set contribution_id = copy where r.contribution_id = source.id;
	update public.mentions as m set contribution_id = copy where m.contribution_id = source.id;
	return copy;
end
$$;

/*
 * Puts a topic into another one of its district: the opening and the replies become replies at its end, in order of time.
 * What came of the topic has come of the other one too. Returns what the log keeps. Both topics are locked.
 */
create function private.merge_topic(source public.contributions, target uuid)
returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
	goal public.contributions;
	base integer;
	opening_place integer;
	copy uuid;
	moved integer;
begin
	if target = source.id then
		raise exception 'a topic cannot be put into itself' using errcode = '22023', hint = 'target_same';
	end if;
	select * into goal from public.contributions as c
	where c.id = target and c.kind = 'topic' and c.state = 'public' and c.district_id = source.district_id;
	if not found then
		raise exception 'no such topic' using errcode = '22023', hint = 'target_gone';
	end if;
	base := private.keep_number(target);
	select count(*) into opening_place
	from public.replies as r join public.contributions as said on said.id = r.id
	where r.thread_id = source.id and said.created_at < source.created_at;
	opening_place := opening_place + 1;
	update public.replies as r set thread_id = target, number = base + ordered.place
	from (
		select said.id, n.place + case when said.created_at < source.created_at then 0 else 1 end as place
		from (
			select r.id, row_number() over (order by c.created_at, r.number) as place
			from public.replies as r join public.contributions as c on c.id = r.id
			where r.thread_id = source.id
		) as n join public.contributions as said on said.id = n.id
	) as ordered
	where r.id = ordered.id;
	get diagnostics moved = row_count;
	update public.topics as t set is_pinned = false, answer_id = null where t.id = source.id;
	update public.contributions as c set state = 'merged', merged_into = target where c.id = source.id;
	copy := private.opening_as_reply(source, target, base + opening_place);
	update public.contributions as c set sphere = goal.sphere
	from public.replies as r
	where r.thread_id = target and r.number > base and c.id = r.id and c.sphere <> goal.sphere;
	insert into public.measure_sources (measure_id, contribution_id)
	select s.measure_id, target from public.measure_sources as s where s.contribution_id = source.id
	on conflict do nothing;
	perform private.keep_number(target);
	perform private.restamp_activity(target);
	return jsonb_build_object('into', target, 'reply', copy, 'replies', moved);
end
$$;

/*
 * Pins, closes, moves, splits and merges topics and marks the reply that answers one; staff alone, but for the answer, which
 * the topic's author may mark too. `wanted` says the rest: `sphere` (move), `reply` (mark_answer, unmark_answer), `into`
 * (merge), see split_topic() for split; `seen` is the sphere or answer that the page showed. Throws 42501, and 22023 with the
 * hint state_changed, reply_gone, target_gone, target_same, title_missing or replies_missing.
 * Returns the topic where it goes on: the new one, the one it was merged into, or the same.
 */
create function private.arrange_topic(topic uuid, decided public.decision_action, wanted jsonb, why text)
returns uuid language plpgsql volatile security definer set search_path = ''
as $$
declare
	asked jsonb := coalesce(wanted, '{}');
	by_staff boolean;
	subject public.contributions;
	thread public.topics;
	present text;
	logged jsonb := '{}';
	goes_on uuid := topic;
begin
	-- Both topics of a merge in one order, so that two merges do not wait for each other.
	perform from public.contributions as c where c.id in (topic, (asked ->> 'into')::uuid) order by c.id for update;
	select * into subject from public.contributions as c where c.id = topic and c.kind = 'topic';
	select * into thread from public.topics as t where t.id = topic;
	by_staff := coalesce(private.may('moderate', subject.district_id), false);
	if not by_staff and not coalesce(
		decided in ('mark_answer', 'unmark_answer') and subject.author_id = auth.uid() and subject.state = 'public', false
	) then
		raise exception 'not allowed' using errcode = '42501';
	end if;
	if coalesce(decided not in (
		'pin', 'unpin', 'close', 'reopen', 'move', 'mark_answer', 'unmark_answer', 'split', 'merge'
	), true) or jsonb_typeof(asked) <> 'object' then
		raise exception 'not a decision about a topic' using errcode = '22023';
	end if;
	present := case when decided = 'move' then subject.sphere::text else coalesce(thread.answer_id::text, '') end;
	if subject.state <> 'public'
		or (decided in ('pin', 'unpin') and thread.is_pinned = (decided = 'pin'))
		or (decided in ('close', 'reopen') and (thread.closed_at is not null) = (decided = 'close'))
		or (decided in ('move', 'mark_answer') and coalesce(asked ->> 'seen', present) <> present)
		or (decided = 'move' and asked ->> 'sphere' = present)
		or (decided = 'mark_answer' and asked ->> 'reply' = present)
		or (decided = 'unmark_answer' and coalesce(asked ->> 'reply', '') <> present)
		or (decided = 'unmark_answer' and thread.answer_id is null)
	then
		raise exception 'somebody else was first' using errcode = '22023', hint = 'state_changed';
	end if;

	case decided
		when 'pin', 'unpin' then
			update public.topics as t set is_pinned = decided = 'pin' where t.id = topic;
		when 'close', 'reopen' then
			update public.topics as t set closed_at = case decided when 'close' then now() end where t.id = topic;
		when 'move' then
			if asked ->> 'sphere' is null then
				raise exception 'a sphere is needed' using errcode = '22023', hint = 'sphere_missing';
			end if;
			update public.contributions as c set sphere = (asked ->> 'sphere')::public.sphere
			where c.id = topic or c.id in (select r.id from public.replies as r where r.thread_id = topic);
			logged := jsonb_build_object('from', present, 'to', asked ->> 'sphere');
		when 'mark_answer' then
			if not exists (
				select 1 from public.replies as r join public.contributions as c on c.id = r.id
				where r.id = (asked ->> 'reply')::uuid and r.thread_id = topic and c.state = 'public'
			) then
				raise exception 'no such reply' using errcode = '22023', hint = 'reply_gone';
			end if;
			update public.topics as t set answer_id = (asked ->> 'reply')::uuid where t.id = topic;
			logged := jsonb_build_object('reply', asked ->> 'reply', 'instead_of', thread.answer_id);
		when 'unmark_answer' then
			update public.topics as t set answer_id = null where t.id = topic;
			logged := jsonb_build_object('reply', thread.answer_id);
		when 'split' then
			goes_on := (asked ->> 'id')::uuid;
			logged := jsonb_build_object('topic', goes_on, 'replies', private.split_topic(subject, asked));
		when 'merge' then
			goes_on := (asked ->> 'into')::uuid;
			if goes_on is null then
				raise exception 'no topic was chosen' using errcode = '22023', hint = 'target_missing';
			end if;
			logged := private.merge_topic(subject, goes_on);
	end case;
	insert into public.decisions (district_id, action, contribution_id, actor_id, reason, detail)
	values (
		subject.district_id, decided, topic, auth.uid(), nullif(btrim(why), ''), jsonb_strip_nulls(logged)
	);
	return goes_on;
end
$$;
create function public.arrange_topic(
	p_id uuid, p_action public.decision_action, p_detail jsonb default null, p_reason text default null
) returns uuid language sql volatile security invoker set search_path = ''
as $$ select private.arrange_topic(p_id, p_action, p_detail, p_reason) $$;
comment on function public.arrange_topic is
	'Pins, unpins, closes, reopens, moves, splits or merges a topic, or marks the reply that answers it, and logs it. '
	'p_detail holds sphere, reply, into, seen, or what private.split_topic() takes. Returns the topic where it goes on.';

grant execute on function
	private.moderate_contribution, public.moderate_contribution, private.arrange_topic, public.arrange_topic
to authenticated;
