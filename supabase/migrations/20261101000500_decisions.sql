-- The append-only log of what staff decided, and the mail that tells people about it.

create table public.decisions (
	id bigint generated always as identity primary key,
	district_id text not null references public.districts (id) on delete restrict,
	action public.decision_action not null,
	contribution_id uuid references public.contributions (id) on delete set null,
	measure_id uuid references public.measures (id) on delete set null,
	actor_id uuid references public.profiles (id) on delete set null,
	reason text check (char_length(reason) between 1 and 2000),
	detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
	created_at timestamptz not null default now()
);
comment on table public.decisions is 'Append-only log of what staff decided about contributions and measures.';
create index decisions_district on public.decisions (district_id, created_at desc, id desc);
create index decisions_contribution on public.decisions (contribution_id, created_at) where contribution_id is not null;
create index decisions_measure on public.decisions (measure_id, created_at) where measure_id is not null;
create index decisions_actor on public.decisions (actor_id) where actor_id is not null;

-- References may be emptied when what they point at is erased; nothing else ever changes.
create function private.keep_decisions() returns trigger language plpgsql set search_path = ''
as $$
begin
	if tg_op = 'UPDATE'
		and to_jsonb(new) - 'contribution_id' - 'measure_id' - 'actor_id'
			= to_jsonb(old) - 'contribution_id' - 'measure_id' - 'actor_id'
		and (new.contribution_id is null or new.contribution_id = old.contribution_id)
		and (new.measure_id is null or new.measure_id = old.measure_id)
		and (new.actor_id is null or new.actor_id = old.actor_id)
		and pg_trigger_depth() > 1
	then
		return new;
	end if;
	raise exception 'the log of decisions is append-only' using errcode = '42501';
end
$$;
create trigger decisions_append_only before update or delete on public.decisions
	for each row execute function private.keep_decisions();
create trigger decisions_no_truncate before truncate on public.decisions
	for each statement execute function private.keep_decisions();

alter table public.decisions enable row level security;
create policy "Moderators and planners read the decisions of their district"
	on public.decisions for select to authenticated
	using (district_id in (select private.districts_where('moderate')));

create table private.outbox (
	id bigint generated always as identity primary key,
	kind text not null,
	recipient text not null,
	language text not null,
	payload jsonb not null default '{}',
	created_at timestamptz not null default now(),
	attempts smallint not null default 0,
	next_attempt_at timestamptz not null default now(),
	sent_at timestamptz,
	last_error text
);
comment on table private.outbox is 'Mail that is to be sent, with what became of it.';
create index outbox_due on private.outbox (next_attempt_at) where sent_at is null;

create function private.claim_mail(most integer)
returns setof private.outbox language sql volatile security definer set search_path = ''
as $$
	-- Chosen once, before: as a subquery, a plan may choose again for every row, and take them all.
	with chosen as materialized (
		select due.id from private.outbox as due
		where due.sent_at is null and due.next_attempt_at <= now() and due.attempts < 12
		order by due.next_attempt_at
		limit most
		for update skip locked
	)
	update private.outbox as mail
	set attempts = mail.attempts + 1,
		-- A sender that dies leaves the mail to be tried again after this pause: 2, 4, 8 … minutes.
		next_attempt_at = now() + interval '1 minute' * power(2, least(mail.attempts + 1, 10))
	from chosen where mail.id = chosen.id
	returning mail.*
$$;
create function public.claim_mail(p_most integer)
returns table (id bigint, kind text, recipient text, language text, payload jsonb)
language sql volatile security invoker set search_path = ''
as $$ select id, kind, recipient, language, payload from private.claim_mail(p_most) $$;
comment on function public.claim_mail is 'Mails that are due, each given to one caller only. For the server.';

create function private.settle_mail(mail_id bigint, failure text)
returns void language sql volatile security definer set search_path = ''
as $$
	update private.outbox set
		sent_at = case when failure is null then now() end,
		last_error = failure,
		-- What was sent needs no address and no text any more.
		recipient = case when failure is null then '' else recipient end,
		payload = case when failure is null then '{}' else payload end
	where id = mail_id
$$;
create function public.settle_mail(p_id bigint, p_error text default null)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.settle_mail(p_id, p_error) $$;
comment on function public.settle_mail is 'Notes that a mail was sent, or why not. For the server.';

grant execute on function
	private.claim_mail, private.settle_mail, public.claim_mail, public.settle_mail
to service_role;
