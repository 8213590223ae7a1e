-- One outbox for mail and push: claimed, tried again with growing pauses, and given up in the sight of admins.

drop function public.claim_mail(integer);
create or replace function private.claim_mail(most integer)
returns setof private.outbox language sql volatile security definer set search_path = ''
as $$
	-- A sender that died each time has had its chances too.
	update private.outbox set dead_at = now(), last_error = coalesce(last_error, 'no answer from the sender')
	where sent_at is null and dead_at is null and next_attempt_at <= now() and attempts >= 12;
	-- Chosen once, before: as a subquery, a plan may choose again for every row, and take them all.
	with chosen as materialized (
		select due.id from private.outbox as due
		where due.sent_at is null and due.dead_at is null and due.next_attempt_at <= now()
		order by due.next_attempt_at
		limit most
		for update skip locked
	)
	update private.outbox as mail
	set attempts = mail.attempts + 1,
		-- A lease: for so long nobody else is given it. A sender that is slower stops by itself (news/outbox.ts).
		next_attempt_at = now() + interval '10 minutes'
	from chosen where mail.id = chosen.id
	returning mail.*
$$;
create function public.claim_mail(p_most integer)
returns table (id bigint, channel text, kind text, recipient text, language text, person_id uuid, payload jsonb)
language sql volatile security invoker set search_path = ''
as $$ select id, channel, kind, recipient, language, person_id, payload from private.claim_mail(p_most) $$;
comment on function public.claim_mail is 'Mails and pushes that are due, each given to one caller only, for ten minutes. For the server.';

drop function public.settle_mail(bigint, text);
drop function private.settle_mail(bigint, text);
create function private.settle_mail(mail_id bigint, failure text, for_good boolean)
returns void language sql volatile security definer set search_path = ''
as $$
	update private.outbox set
		sent_at = case when failure is null then now() end,
		last_error = left(failure, 1000),
		-- After a failure 2, 4, 8 … minutes, at most 17 hours; after the twelfth never again.
		next_attempt_at = case when failure is null then next_attempt_at
			else now() + interval '1 minute' * power(2, least(attempts, 10)) end,
		dead_at = case when failure is not null and (for_good or attempts >= 12) then now() end,
		-- What was sent needs no address and no text any more.
		recipient = case when failure is null then '' else recipient end,
		payload = case when failure is null then '{}' else payload end
	where id = mail_id and sent_at is null
$$;
create function public.settle_mail(p_id bigint, p_error text default null, p_for_good boolean default false)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.settle_mail(p_id, p_error, p_for_good) $$;
comment on function public.settle_mail is
	'Notes that a mail or push was sent, or why not; for good, where trying again would change nothing. For the server.';

-- Who writes what a mail says may see all; readers see through their policies. Shape: News in features/news/model.ts.
create function private.news_words(n public.news, reader text)
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
		'id', n.id, 'kind', n.kind, 'district', n.district_id, 'detail', n.detail,
		'created_at', n.created_at, 'is_read', n.read_at is not null,
		'thread', (
			select jsonb_build_object(
				'id', c.id, 'kind', c.kind, 'language', c.language, 'title', c.title,
				'category', (select r.category from public.reports as r where r.id = c.id),
				'translated', (
					select t.title from public.translations as t where t.contribution_id = c.id and t.language = reader
				)
			)
			from public.contributions as c where c.id = n.thread_id
		),
		'said', (
			select jsonb_build_object(
				'id', c.id, 'language', coalesce(t.language, c.language), 'text', left(coalesce(t.body, c.body), 600),
				'author', (select p.display_name from public.profiles as p where p.id = c.author_id)
			)
			from public.contributions as c
			left join public.translations as t on t.contribution_id = c.id and t.language = reader and c.language <> reader
			where c.id = n.contribution_id
		),
		'measure', (
			select jsonb_build_object('id', m.id, 'title', m.title) from public.measures as m where m.id = n.measure_id
		)
	)
$$;

create function public.news_list(
	p_language text, p_before timestamptz default null, p_before_id bigint default null, p_limit integer default 30
) returns jsonb language sql stable security invoker set search_path = ''
as $$
	select coalesce(jsonb_agg(private.news_words(n, p_language) order by n.created_at desc, n.id desc), '[]')
	from (
		select * from public.news as each
		where each.person_id = (select auth.uid())
			and (p_before is null or (each.created_at, each.id) < (p_before, p_before_id))
		order by each.created_at desc, each.id desc
		limit least(p_limit, 101)
	) as n
$$;
comment on function public.news_list is 'News of the signed-in person, newest first. Shape: News in src/lib/features/news/model.ts.';

create function private.read_news(news_id bigint) returns jsonb language sql volatile security definer set search_path = ''
as $$
	update public.news as n set read_at = coalesce(n.read_at, now())
	where n.person_id = (select auth.uid()) and n.id = news_id
	returning jsonb_build_object(
		'kind', n.kind, 'district', n.district_id, 'said', n.contribution_id, 'measure', n.measure_id,
		'thread', n.thread_id, 'of', (select c.kind from public.contributions as c where c.id = n.thread_id)
	)
$$;
create function public.read_news(p_id bigint) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.read_news(p_id) $$;
comment on function public.read_news is 'Notes that the signed-in person opened one of their news, and returns where it leads; null where it is none of theirs.';

create function private.read_all_news() returns void language sql volatile security definer set search_path = ''
as $$ update public.news set read_at = now() where person_id = (select auth.uid()) and read_at is null $$;
create function public.read_all_news() returns void language sql volatile security invoker set search_path = ''
as $$ select private.read_all_news() $$;
comment on function public.read_all_news is 'Marks all news of the signed-in person as read.';

-- Whoever has read the thread itself needs no further word about it.
create function private.read_thread_news() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
	update public.news as n set read_at = now()
	where n.person_id = new.person_id and n.thread_id = new.thread_id and n.read_at is null
		and not exists (
			select 1 from public.replies as r where r.id = n.contribution_id and r.number > new.number
		);
	return null;
end
$$;
create trigger reads_news after insert or update on public.reads
	for each row execute function private.read_thread_news();

-- What a mail or push has to say now, leaving out what is hidden or was read meanwhile; and the code to stop it by.
create function private.news_letter(person uuid, wanted jsonb, reader text)
returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
	known text;
begin
	insert into private.unsubscribe_codes (person_id, code)
	values (person, replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''))
	on conflict (person_id) do nothing;
	select u.code into known from private.unsubscribe_codes as u where u.person_id = person;
	return jsonb_build_object('code', known, 'news', (
		select coalesce(jsonb_agg(private.news_words(n, reader) order by n.id), '[]')
		from public.news as n
		where n.person_id = person and n.read_at is null
			and n.id in (select value::bigint from jsonb_array_elements_text(wanted))
			and private.may_hear(person, n.thread_id) and private.may_hear(person, n.contribution_id)
			and private.may_hear_of_measure(n.measure_id)
	));
end
$$;
create function public.news_letter(p_person uuid, p_news jsonb, p_language text)
returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.news_letter(p_person, p_news, p_language) $$;
comment on function public.news_letter is 'What to write to a person, who has not read it meanwhile. For the server.';

create function private.unsubscribe(given text) returns boolean language sql volatile security definer set search_path = ''
as $$
	with stopped as (
		insert into public.news_settings (person_id, mail)
		select u.person_id, 'never' from private.unsubscribe_codes as u where u.code = given
		on conflict (person_id) do update set mail = 'never'
		returning person_id
	), dropped as (
		delete from private.outbox as waiting using stopped
		where waiting.person_id = stopped.person_id and waiting.channel = 'mail' and waiting.sent_at is null
	)
	select exists (select 1 from stopped)
$$;
create function public.unsubscribe(p_code text) returns boolean language sql volatile security invoker set search_path = ''
as $$ select private.unsubscribe(p_code) $$;
comment on function public.unsubscribe is 'Stops all mail of news to whoever has this code, also what waits; false where nobody has it. For the server.';

-- Devices.
create function private.keep_push(address text, p256dh text, auth text, speaks text)
returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
	me uuid := auth.uid();
begin
	if not exists (select 1 from public.profiles as p where p.id = me) then
		raise exception 'only people with a name are told' using errcode = '42501';
	end if;
	-- Whoever is signed in on the device now is told there, and nobody else.
	insert into private.push_subscriptions (person_id, endpoint, p256dh, auth, language)
	values (me, address, p256dh, keep_push.auth, speaks)
	on conflict (endpoint) do update set
		person_id = excluded.person_id, p256dh = excluded.p256dh, auth = excluded.auth, language = excluded.language;
	-- The twenty newest are more than anybody carries.
	delete from private.push_subscriptions as old where old.person_id = me and old.id in (
		select s.id from private.push_subscriptions as s where s.person_id = me
		order by s.created_at desc, s.id offset 20
	);
end
$$;
create function public.keep_push(p_endpoint text, p_p256dh text, p_auth text, p_language text)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.keep_push(p_endpoint, p_p256dh, p_auth, p_language) $$;
comment on function public.keep_push is 'From now on the signed-in person is told on this device.';
create function private.drop_push(address text) returns void language sql volatile security definer set search_path = ''
as $$ delete from private.push_subscriptions where endpoint = address and person_id = (select auth.uid()) $$;
create function public.drop_push(p_endpoint text) returns void language sql volatile security invoker set search_path = ''
as $$ select private.drop_push(p_endpoint) $$;
comment on function public.drop_push is 'The signed-in person is no longer told on this device.';
create function private.push_target(device uuid) returns jsonb language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('endpoint', s.endpoint, 'p256dh', s.p256dh, 'auth', s.auth)
	from private.push_subscriptions as s where s.id = device
$$;
create function public.push_target(p_id uuid) returns jsonb language sql stable security invoker set search_path = ''
as $$ select private.push_target(p_id) $$;
comment on function public.push_target is 'Where a device takes its pushes; null once it is gone. For the server.';
create function private.forget_push(device uuid) returns void language sql volatile security definer set search_path = ''
as $$ delete from private.push_subscriptions where id = device $$;
create function public.forget_push(p_id uuid) returns void language sql volatile security invoker set search_path = ''
as $$ select private.forget_push(p_id) $$;
comment on function public.forget_push is 'Forgets a device whose push service no longer knows it. For the server.';

-- Dead letters. No address is shown whole, neither the recipient's nor one that the mail server repeats.
create function private.masked(words text) returns text language sql immutable parallel safe set search_path = ''
as $$ select regexp_replace(words, '([^\s<>@"]?)[^\s<>@"]*@', '\1…@', 'g') $$;
create function private.need_admin() returns void language plpgsql stable set search_path = ''
as $$
begin
	if not private.may('administer', '') then
		raise exception 'not allowed' using errcode = '42501';
	end if;
end
$$;
create function private.dead_letters(most integer)
returns table (id bigint, channel text, kind text, recipient text, last_error text, attempts smallint, created_at timestamptz, dead_at timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
begin
	perform private.need_admin();
	return query select o.id, o.channel, o.kind,
		case o.channel when 'push' then '' else private.masked(o.recipient) end,
		private.masked(o.last_error), o.attempts, o.created_at, o.dead_at
	from private.outbox as o where o.dead_at is not null
	order by o.dead_at desc, o.id desc limit least(most, 200);
end
$$;
create function public.dead_letters(p_limit integer default 100)
returns table (id bigint, channel text, kind text, recipient text, last_error text, attempts smallint, created_at timestamptz, dead_at timestamptz)
language sql stable security invoker set search_path = ''
as $$ select * from private.dead_letters(p_limit) $$;
comment on function public.dead_letters is 'What could not be sent, newest first, with masked addresses. For admins.';
create function private.revive_letter(letter bigint) returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
	perform private.need_admin();
	update private.outbox set dead_at = null, attempts = 0, next_attempt_at = now() where id = letter and dead_at is not null;
end
$$;
create function public.revive_letter(p_id bigint) returns void language sql volatile security invoker set search_path = ''
as $$ select private.revive_letter(p_id) $$;
comment on function public.revive_letter is 'Lets what could not be sent be tried again from the beginning. For admins.';
create function private.discard_letter(letter bigint) returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
	perform private.need_admin();
	delete from private.outbox where id = letter and dead_at is not null;
end
$$;
create function public.discard_letter(p_id bigint) returns void language sql volatile security invoker set search_path = ''
as $$ select private.discard_letter(p_id) $$;
comment on function public.discard_letter is 'Throws away what could not be sent. For admins.';

grant execute on function
	private.claim_mail, public.claim_mail, private.settle_mail, public.settle_mail,
	private.news_letter, public.news_letter, private.unsubscribe, public.unsubscribe,
	private.push_target, public.push_target, private.forget_push, public.forget_push
to service_role;
grant execute on function
	private.news_words, public.news_list, private.read_news, public.read_news, private.read_all_news, public.read_all_news,
	private.keep_push, public.keep_push, private.drop_push, public.drop_push,
	private.dead_letters, public.dead_letters, private.revive_letter, public.revive_letter,
	private.discard_letter, public.discard_letter
to authenticated;
