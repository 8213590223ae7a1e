-- Word that reaches people: what they follow, what happened there, and how they want to hear of it.

create table public.follows (
	id uuid primary key default gen_random_uuid(),
	person_id uuid not null references public.profiles (id) on delete cascade,
	district_id text not null references public.districts (id) on delete cascade,
	-- Exactly one of these: a thread, a measure, a sphere, or a place with what is around it.
	contribution_id uuid references public.contributions (id) on delete cascade,
	measure_id uuid references public.measures (id) on delete cascade,
	sphere public.sphere,
	latitude double precision,
	longitude double precision,
	radius_m integer check (radius_m between 50 and 5000),
	-- What the person calls the place.
	place text check (char_length(place) between 1 and 200),
	created_at timestamptz not null default now(),
	check (num_nonnulls(contribution_id, measure_id, sphere, radius_m) = 1),
	check ((radius_m is null) = (latitude is null) and (latitude is null) = (longitude is null)),
	check (latitude between -90 and 90 and longitude between -180 and 180),
	unique nulls not distinct (person_id, district_id, contribution_id, measure_id, sphere, latitude, longitude)
);
comment on table public.follows is 'What a person wants to hear of.';
create index follows_district on public.follows (district_id) where contribution_id is null and measure_id is null;
create index follows_contribution on public.follows (contribution_id) where contribution_id is not null;
create index follows_measure on public.follows (measure_id) where measure_id is not null;
create index follows_sphere on public.follows (district_id, sphere) where sphere is not null;

-- Something happened that somebody may want to hear of; handed on to people by a job.
create table private.events (
	id bigint generated always as identity primary key,
	district_id text not null references public.districts (id) on delete cascade,
	kind public.news_kind not null,
	-- What it happened to: the thread, and the very contribution where that is another.
	thread_id uuid references public.contributions (id) on delete cascade,
	contribution_id uuid references public.contributions (id) on delete cascade,
	measure_id uuid references public.measures (id) on delete cascade,
	-- Who did it; they are not told.
	actor_id uuid references public.profiles (id) on delete set null,
	-- Whom it concerns by name, whether they follow or not; null for all who follow.
	person_id uuid references public.profiles (id) on delete cascade,
	detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
	created_at timestamptz not null default now(),
	handed_on_at timestamptz
);
comment on table private.events is 'What happened, until it has been handed on to those who want to hear of it.';
create index events_waiting on private.events (id) where handed_on_at is null;
create index events_district on private.events (district_id);
create index events_thread on private.events (thread_id) where thread_id is not null;
create index events_contribution on private.events (contribution_id) where contribution_id is not null;
create index events_measure on private.events (measure_id) where measure_id is not null;
create index events_actor on private.events (actor_id) where actor_id is not null;
create index events_person on private.events (person_id) where person_id is not null;

create table public.news (
	id bigint generated always as identity primary key,
	person_id uuid not null references public.profiles (id) on delete cascade,
	district_id text not null references public.districts (id) on delete cascade,
	event_id bigint not null,
	kind public.news_kind not null,
	thread_id uuid references public.contributions (id) on delete cascade,
	contribution_id uuid references public.contributions (id) on delete cascade,
	measure_id uuid references public.measures (id) on delete cascade,
	detail jsonb not null default '{}',
	created_at timestamptz not null default now(),
	read_at timestamptz,
	-- When it went out by mail, at once or in a digest; never twice.
	mailed_at timestamptz,
	unique (person_id, event_id)
);
comment on table public.news is 'What a person was told in Viertel, newest first.';
create index news_list on public.news (person_id, created_at desc, id desc);
create index news_unread on public.news (person_id) where read_at is null;
create index news_district on public.news (district_id);
create index news_thread on public.news (thread_id) where thread_id is not null;
create index news_contribution on public.news (contribution_id) where contribution_id is not null;
create index news_measure on public.news (measure_id) where measure_id is not null;

create table public.news_settings (
	person_id uuid primary key references public.profiles (id) on delete cascade,
	mail public.mail_rhythm not null default 'at_once',
	push boolean not null default true,
	-- Hours of Europe/Berlin between which nothing is sent; both null for never quiet.
	quiet_from smallint default 21 check (quiet_from between 0 and 23),
	quiet_to smallint default 8 check (quiet_to between 0 and 23),
	-- Kinds that the person does not want to hear of.
	muted public.news_kind[] not null default '{}',
	last_digest_at timestamptz,
	check ((quiet_from is null) = (quiet_to is null))
);
comment on table public.news_settings is 'How a person wants to hear of things; without a row, by the defaults.';

create table private.push_subscriptions (
	id uuid primary key default gen_random_uuid(),
	person_id uuid not null references public.profiles (id) on delete cascade,
	endpoint text not null unique check (endpoint ~ '^https?://' and char_length(endpoint) <= 2000),
	p256dh text not null check (char_length(p256dh) <= 200),
	auth text not null check (char_length(auth) <= 100),
	language public.language not null,
	created_at timestamptz not null default now()
);
comment on table private.push_subscriptions is 'Phones and browsers that agreed to be told; for the server alone.';
create index push_subscriptions_person on private.push_subscriptions (person_id);

create table private.unsubscribe_codes (
	person_id uuid primary key references public.profiles (id) on delete cascade,
	code text not null unique
);
comment on table private.unsubscribe_codes is 'By which a mail''s one-click unsubscribe knows whose it is.';

-- One outbox for mail and push. What goes wrong for good stays, for admins to see.
alter table private.outbox
	add column channel text not null default 'mail' check (channel in ('mail', 'push')),
	add column person_id uuid references public.profiles (id) on delete cascade,
	-- The same word is never written twice.
	add column once_key text unique,
	add column dead_at timestamptz;
drop index private.outbox_due;
create index outbox_due on private.outbox (next_attempt_at) where sent_at is null and dead_at is null;
create index outbox_dead on private.outbox (dead_at) where dead_at is not null;
create index outbox_person on private.outbox (person_id) where person_id is not null;

alter table public.follows enable row level security;
create policy "People see what they follow"
	on public.follows for select to authenticated using (person_id = (select auth.uid()));
create policy "People follow what they may read"
	on public.follows for insert to authenticated
	with check (
		person_id = (select auth.uid())
		and (contribution_id is null or exists (select 1 from public.contributions as c where c.id = contribution_id))
		and (measure_id is null or exists (select 1 from public.measures as m where m.id = measure_id))
	);
create policy "People stop following"
	on public.follows for delete to authenticated using (person_id = (select auth.uid()));

alter table public.news enable row level security;
create policy "People read their own news"
	on public.news for select to authenticated using (person_id = (select auth.uid()));

alter table public.news_settings enable row level security;
create policy "People see how they hear of things"
	on public.news_settings for select to authenticated using (person_id = (select auth.uid()));
create policy "People say how they want to hear of things"
	on public.news_settings for insert to authenticated with check (person_id = (select auth.uid()));
create policy "People change how they hear of things"
	on public.news_settings for update to authenticated
	using (person_id = (select auth.uid())) with check (person_id = (select auth.uid()));
