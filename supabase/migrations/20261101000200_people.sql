-- People: a name for others to see, and what only they and nobody else may read.

create table public.profiles (
	id uuid primary key references auth.users (id) on delete cascade,
	display_name text not null check (char_length(display_name) between 1 and 60),
	created_at timestamptz not null default now()
);
comment on table public.profiles is 'What everybody may know of a person: the name they chose.';

create table public.profile_private (
	id uuid primary key references public.profiles (id) on delete cascade,
	language public.language not null,
	-- Whether news about own contributions come by mail.
	mail_answers boolean not null default true
);
comment on table public.profile_private is 'Settings of a person, readable by themselves alone.';

alter table public.profiles enable row level security;
create policy "Everyone reads display names"
	on public.profiles for select to anon, authenticated using (true);
create policy "People name themselves"
	on public.profiles for insert to authenticated with check (id = (select auth.uid()));
create policy "People rename themselves"
	on public.profiles for update to authenticated
	using (id = (select auth.uid())) with check (id = (select auth.uid()));

alter table public.profile_private enable row level security;
create policy "People read their own settings"
	on public.profile_private for select to authenticated using (id = (select auth.uid()));
create policy "People make their own settings"
	on public.profile_private for insert to authenticated with check (id = (select auth.uid()));
create policy "People change their own settings"
	on public.profile_private for update to authenticated
	using (id = (select auth.uid())) with check (id = (select auth.uid()));

create table public.organisations (
	id uuid primary key default gen_random_uuid(),
	district_id text not null references public.districts (id) on delete cascade,
	name text not null check (char_length(name) between 1 and 200),
	kind text not null check (kind in ('authority', 'housing', 'utility', 'association', 'school', 'social', 'business')),
	url text check (url ~ '^https?://'),
	-- For references that hold on to the district.
	unique (id, district_id)
);
comment on table public.organisations is 'Who carries measures out or is responsible for something in a district.';
create index organisations_district on public.organisations (district_id, name);

alter table public.organisations enable row level security;
create policy "Everyone reads organisations"
	on public.organisations for select to anon, authenticated using (true);
create policy "Planners add organisations"
	on public.organisations for insert to authenticated
	with check (district_id in (select private.districts_where('plan')));
create policy "Planners change organisations"
	on public.organisations for update to authenticated
	using (district_id in (select private.districts_where('plan')))
	with check (district_id in (select private.districts_where('plan')));
create policy "Planners delete organisations"
	on public.organisations for delete to authenticated
	using (district_id in (select private.districts_where('plan')));
