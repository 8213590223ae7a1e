-- What is done: measures, the spheres they serve, and the contributions behind them.

create table public.measures (
	id uuid primary key default gen_random_uuid(),
	district_id text not null references public.districts (id) on delete restrict,
	-- Texts by language; staff write in one and add others.
	title jsonb not null check (jsonb_typeof(title) = 'object' and title <> '{}'),
	summary jsonb not null default '{}' check (jsonb_typeof(summary) = 'object'),
	description jsonb not null default '{}' check (jsonb_typeof(description) = 'object'),
	status public.measure_status not null default 'idea',
	is_public boolean not null default false,
	starts_on date,
	ends_on date,
	organisation_id uuid,
	budget_cents bigint check (budget_cents between 0 and 100000000000),
	-- Counts up with each save, so that a second save on an old version is noticed.
	version integer not null default 1,
	created_by uuid references public.profiles (id) on delete set null,
	created_at timestamptz not null default now(),
	edited_at timestamptz not null default now(),
	check (ends_on >= starts_on),
	-- An organisation of its own district.
	constraint measures_organisation_fkey foreign key (organisation_id, district_id)
		references public.organisations (id, district_id) on delete set null (organisation_id)
);
comment on table public.measures is 'What is done in a district; serves several spheres at once.';
create index measures_list on public.measures (district_id, is_public, edited_at desc, id desc);
create index measures_organisation on public.measures (organisation_id) where organisation_id is not null;
create index measures_creator on public.measures (created_by) where created_by is not null;

create table public.measure_spheres (
	measure_id uuid not null references public.measures (id) on delete cascade,
	sphere public.sphere not null,
	primary key (measure_id, sphere)
);
comment on table public.measure_spheres is 'The spheres of activity a measure serves.';
create index measure_spheres_sphere on public.measure_spheres (sphere, measure_id);

create table public.measure_sources (
	measure_id uuid not null references public.measures (id) on delete cascade,
	contribution_id uuid not null references public.contributions (id) on delete cascade,
	added_at timestamptz not null default now(),
	primary key (measure_id, contribution_id)
);
comment on table public.measure_sources is 'The chain from what a resident said to what is done about it.';
create index measure_sources_contribution on public.measure_sources (contribution_id);

alter table public.measures enable row level security;
create policy "Everyone reads public measures"
	on public.measures for select to anon, authenticated using (is_public);
create policy "Moderators and planners read all measures of their district"
	on public.measures for select to authenticated
	using (district_id in (select private.districts_where('moderate')));
create policy "Planners add measures to their district"
	on public.measures for insert to authenticated
	with check (district_id in (select private.districts_where('plan')));
create policy "Planners change measures of their district"
	on public.measures for update to authenticated
	using (district_id in (select private.districts_where('plan')))
	with check (district_id in (select private.districts_where('plan')));
create policy "Planners delete measures of their district"
	on public.measures for delete to authenticated
	using (district_id in (select private.districts_where('plan')));

create function private.plans_measure(measure uuid)
returns boolean language sql stable security definer set search_path = ''
as $$
	select exists (
		select 1 from public.measures as m
		where m.id = measure and private.may('plan', m.district_id)
	)
$$;
grant execute on function private.plans_measure to anon, authenticated, service_role;

-- A source must be of the measure's own district, or one district could claim another's residents.
create function private.is_source_of_district(measure uuid, contribution uuid)
returns boolean language sql stable security definer set search_path = ''
as $$
	select exists (
		select 1 from public.measures as m
		join public.contributions as c on c.district_id = m.district_id
		where m.id = measure and c.id = contribution
	)
$$;
grant execute on function private.is_source_of_district to anon, authenticated, service_role;

alter table public.measure_spheres enable row level security;
create policy "Readers of a measure read its spheres"
	on public.measure_spheres for select to anon, authenticated
	using (exists (select 1 from public.measures as m where m.id = measure_id));
create policy "Planners add spheres to a measure"
	on public.measure_spheres for insert to authenticated
	with check (private.plans_measure(measure_id));
create policy "Planners take spheres from a measure"
	on public.measure_spheres for delete to authenticated
	using (private.plans_measure(measure_id));

alter table public.measure_sources enable row level security;
create policy "Readers of measure and contribution read the link"
	on public.measure_sources for select to anon, authenticated
	using (
		exists (select 1 from public.measures as m where m.id = measure_id)
		and exists (select 1 from public.contributions as c where c.id = contribution_id)
	);
create policy "Planners add sources to a measure"
	on public.measure_sources for insert to authenticated
	with check (
		private.plans_measure(measure_id)
		and private.is_source_of_district(measure_id, contribution_id)
	);
create policy "Planners take sources from a measure"
	on public.measure_sources for delete to authenticated
	using (private.plans_measure(measure_id));
