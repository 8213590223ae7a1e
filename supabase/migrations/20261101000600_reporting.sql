-- Writing a report, following it by its code, and moving it on. See DESIGN.md, section 4.

create function private.may_move(origin public.contribution_state, target public.contribution_state)
returns boolean language sql immutable parallel safe set search_path = ''
as $$
	select case origin
		when 'pending' then target in ('public', 'hidden', 'removed')
		when 'public' then target in ('hidden', 'removed')
		when 'hidden' then target in ('public', 'removed')
		else false
	end
$$;
comment on function private.may_move is 'What a moderator may do with a contribution. Mirrors src/lib/features/moderation/model.ts.';

create function private.hash_code(code text) returns bytea
language sql immutable parallel safe set search_path = ''
as $$ select sha256(convert_to(upper(code), 'UTF8')) $$;

create function private.submit_report(report jsonb)
returns boolean language plpgsql volatile security definer set search_path = ''
as $$
declare
	new_id uuid := (report ->> 'id')::uuid;
	author uuid := auth.uid();
	kept bytea;
	photo jsonb;
begin
	if char_length(coalesce(report ->> 'code', '')) <> 12 then
		raise exception 'a follow-up code has twelve characters' using errcode = '22023';
	end if;
	-- Sent twice: the same code means the same sender, any other an attempt at somebody else's report.
	select code_hash into kept from private.follow_codes where contribution_id = new_id;
	if found then
		if kept <> private.hash_code(report ->> 'code') then
			raise exception 'this id is taken' using errcode = '23505';
		end if;
		-- Photos that came along the second time stay reserved, and so are swept.
		return false;
	end if;
	if author is not null and (
		select count(*) from public.contributions
		where author_id = author and created_at > now() - interval '1 day'
	) >= 40 then
		raise exception 'too many reports in a day' using errcode = 'PT429', hint = 'too_many';
	end if;

	insert into public.contributions
		(id, district_id, kind, author_id, sphere, language, body, state, latitude, longitude, place)
	values (
		new_id, report ->> 'district', 'report', author,
		(report ->> 'sphere')::public.sphere, report ->> 'language', report ->> 'body', 'pending',
		(report ->> 'latitude')::double precision, (report ->> 'longitude')::double precision,
		report ->> 'place'
	);
	insert into public.reports (id, category)
	values (new_id, (report ->> 'category')::public.report_category);
	insert into public.report_updates (report_id, status) values (new_id, 'received');
	insert into private.follow_codes (contribution_id, code_hash)
	values (new_id, private.hash_code(report ->> 'code'));
	-- People with an account are written to there; they cannot name somebody else's address.
	if author is null and report ->> 'email' is not null then
		insert into public.report_contacts (report_id, email, language, code)
		values (new_id, report ->> 'email', report ->> 'language_of_reader', report ->> 'code');
	end if;
	for photo in select value from jsonb_array_elements(coalesce(report -> 'photos', '[]')) loop
		-- Only what the server has stored and reserved can become part of a report, and only once.
		delete from private.uploads where id = (photo ->> 'id')::uuid;
		if not found then
			raise exception 'no such upload' using errcode = '22023', hint = 'photo_gone';
		end if;
		insert into public.attachments (id, contribution_id, position, width, height)
		values (
			(photo ->> 'id')::uuid, new_id, (photo ->> 'position')::smallint,
			(photo ->> 'width')::integer, (photo ->> 'height')::integer
		);
	end loop;
	return true;
exception when unique_violation then
	-- Two copies of one report arrived in the same moment; the other was first.
	if exists (
		select 1 from private.follow_codes
		where contribution_id = new_id and code_hash = private.hash_code(report ->> 'code')
	) then
		return false;
	end if;
	raise;
end
$$;
create function public.submit_report(p_report jsonb)
returns boolean language sql volatile security invoker set search_path = ''
as $$ select private.submit_report(p_report) $$;
comment on function public.submit_report is
	'Writes a report with its code, contact and photos in one go. True: written; false: it was there already. '
	'Signed-in people write as themselves; for guests the server calls it.';
grant execute on function private.submit_report, public.submit_report to authenticated, service_role;

create function private.reserve_upload(upload uuid)
returns void language sql volatile security definer set search_path = ''
as $$ insert into private.uploads (id) values (upload) on conflict do nothing $$;
create function public.reserve_upload(p_id uuid)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.reserve_upload(p_id) $$;
comment on function public.reserve_upload is 'Notes a photo before it is stored, so that a crash leaves a trace. For the server.';

create function private.abandoned_uploads()
returns setof uuid language sql stable security definer set search_path = ''
as $$
	select id from private.uploads as upload
	where created_at < now() - interval '1 hour'
		and not exists (select 1 from public.attachments as photo where photo.id = upload.id)
	limit 100
$$;
create function public.abandoned_uploads()
returns setof uuid language sql stable security invoker set search_path = ''
as $$ select private.abandoned_uploads() $$;
comment on function public.abandoned_uploads is 'Photos whose report never came. For the server.';

create function private.forget_upload(upload uuid)
returns void language sql volatile security definer set search_path = ''
as $$ delete from private.uploads where id = upload $$;
create function public.forget_upload(p_id uuid)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.forget_upload(p_id) $$;
comment on function public.forget_upload is 'Notes that the bytes of an abandoned photo are gone. For the server.';

create function private.forget_contacts()
returns integer language sql volatile security definer set search_path = ''
as $$
	with gone as (
		delete from public.report_contacts as contact
		using public.reports as report, public.contributions as c
		where report.id = contact.report_id and c.id = report.id
			and (report.status in ('done', 'not_possible', 'not_ours') or c.state = 'removed')
			and not exists (
				select 1 from public.report_updates as step
				where step.report_id = report.id and step.created_at > now() - interval '30 days'
			)
			and not exists (
				select 1 from public.decisions as decision
				where decision.contribution_id = report.id
					and decision.created_at > now() - interval '30 days'
			)
		returning 1
	)
	select count(*)::integer from gone
$$;
create function public.forget_contacts()
returns integer language sql volatile security invoker set search_path = ''
as $$ select private.forget_contacts() $$;
comment on function public.forget_contacts is 'Deletes guests'' addresses thirty days after the last answer, or after the report was removed. For the server.';
grant execute on function
	private.reserve_upload, public.reserve_upload, private.abandoned_uploads, public.abandoned_uploads,
	private.forget_upload, public.forget_upload, private.forget_contacts, public.forget_contacts
to service_role;

-- A reason by language, as the reporter reads it. What staff wrote freely is German.
create function private.reason_texts(decision public.decisions)
returns jsonb language sql immutable set search_path = ''
as $$ select coalesce(decision.detail -> 'texts', jsonb_build_object('de', decision.reason)) $$;

create function private.follow_report(code text)
returns jsonb language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object(
		'id', c.id, 'district_id', c.district_id, 'sphere', c.sphere, 'language', c.language,
		'body', c.body, 'state', c.state, 'place', c.place,
		'latitude', c.latitude, 'longitude', c.longitude, 'created_at', c.created_at,
		'category', r.category, 'status', r.status,
		'reason', case when c.state in ('hidden', 'removed') then (
			select private.reason_texts(d) from public.decisions as d
			where d.contribution_id = c.id and d.action in ('hide', 'remove')
			order by d.id desc limit 1
		) end,
		'updates', (
			select coalesce(jsonb_agg(jsonb_build_object(
				'status', u.status, 'answer', u.answer, 'created_at', u.created_at
			) order by u.created_at, u.id), '[]')
			from public.report_updates as u where u.report_id = c.id
		),
		'photos', (
			select coalesce(jsonb_agg(jsonb_build_object(
				'id', a.id, 'width', a.width, 'height', a.height
			) order by a.position), '[]')
			from public.attachments as a where a.contribution_id = c.id
		),
		'measures', (
			select coalesce(jsonb_agg(jsonb_build_object(
				'id', m.id, 'title', m.title, 'status', m.status
			) order by m.created_at), '[]')
			from public.measure_sources as s join public.measures as m on m.id = s.measure_id
			where s.contribution_id = c.id and m.is_public
		)
	)
	from private.follow_codes as f
	join public.contributions as c on c.id = f.contribution_id
	join public.reports as r on r.id = c.id
	where f.code_hash = private.hash_code(code)
$$;
create function public.follow_report(p_code text)
returns jsonb language sql stable security invoker set search_path = ''
as $$ select private.follow_report(p_code) $$;
comment on function public.follow_report is 'A report behind its follow-up code, in any state; null when there is none.';
grant execute on function private.follow_report, public.follow_report to anon, authenticated, service_role;

-- Queues the mail about a decision, for guests who left an address and for people with an account.
create function private.tell_reporter(report uuid, news text, detail jsonb)
returns void language sql volatile security definer set search_path = ''
as $$
	insert into private.outbox (kind, recipient, language, payload)
	select news, told.email, told.language, detail || jsonb_build_object(
		'report', report, 'district', c.district_id, 'code', told.code, 'body', left(c.body, 300),
		'body_language', c.language
	)
	from public.contributions as c
	cross join lateral (
		select contact.email, contact.language::text, contact.code
		from public.report_contacts as contact where contact.report_id = c.id
		union all
		select account.email::text, setting.language::text, null
		from auth.users as account join public.profile_private as setting on setting.id = account.id
		where account.id = c.author_id and setting.mail_answers and account.email is not null
	) as told
	where c.id = report
$$;

create function private.decide_report(
	report uuid, decided public.decision_action, why text, new_status public.report_status, new_answer jsonb
) returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
	subject public.contributions;
	target public.contribution_state := case decided
		when 'publish' then 'public' when 'restore' then 'public'
		when 'hide' then 'hidden' when 'remove' then 'removed'
	end;
begin
	select * into subject from public.contributions where id = report and kind = 'report' for update;
	-- Whoever may not decide is not told whether there is anything to decide about.
	if not found or not private.may(
		case when decided = 'status' then 'answer' else 'moderate' end::public.permission, subject.district_id
	) then
		raise exception 'not allowed' using errcode = '42501';
	end if;

	if decided = 'status' then
		if new_status is null then
			raise exception 'a status is needed' using errcode = '22023';
		end if;
		-- Sent twice: the same answer again is the one that is there already.
		if (
			select last.status = new_status and last.answer = coalesce(new_answer, '{}')
			from public.report_updates as last where last.report_id = report
			order by last.id desc limit 1
		) then
			return;
		end if;
		update public.reports set status = new_status where id = report;
		insert into public.report_updates (report_id, status, answer)
		values (report, new_status, coalesce(new_answer, '{}'));
	elsif target is null then
		raise exception 'not a decision about a report' using errcode = '22023';
	else
		if not private.may_move(subject.state, target) then
			raise exception 'cannot go from % to %', subject.state, target using errcode = '22023', hint = 'state_changed';
		end if;
		if target in ('hidden', 'removed') and coalesce(why, '') !~ '\S' then
			raise exception 'a reason is needed' using errcode = '22023', hint = 'reason_needed';
		end if;
		update public.contributions
		set state = target, published_at = case when target = 'public' then coalesce(published_at, now()) else published_at end
		where id = report;
	end if;

	insert into public.decisions (district_id, action, contribution_id, actor_id, reason, detail)
	values (
		subject.district_id, decided, report, auth.uid(), nullif(btrim(why), ''),
		case when decided = 'status'
			then jsonb_build_object('status', new_status, 'answer', coalesce(new_answer, '{}'))
			else jsonb_strip_nulls(jsonb_build_object(
				'from', subject.state, 'to', target, 'texts', nullif(new_answer, '{}')
			)) end
	);
	perform private.tell_reporter(report, decided::text, jsonb_build_object(
		'status', new_status,
		'answer', case when decided = 'status' then coalesce(new_answer, '{}') else '{}' end,
		'reason', case when coalesce(why, '') ~ '\S' then coalesce(nullif(new_answer, '{}'), jsonb_build_object('de', why)) end
	));
end
$$;
create function public.decide_report(
	p_report uuid, p_action public.decision_action, p_reason text default null,
	p_status public.report_status default null, p_answer jsonb default null
) returns void language sql volatile security invoker set search_path = ''
as $$ select private.decide_report(p_report, p_action, p_reason, p_status, p_answer) $$;
comment on function public.decide_report is
	'Publishes, hides, removes or restores a report, or sets its status with an answer; logs it and tells the reporter. '
	'p_answer holds the answer by language, or with a reason that reason by language.';
grant execute on function private.decide_report, public.decide_report to authenticated;
