-- The ground everything stands on: the private schema, the field's words as types, districts.

create schema private;
comment on schema private is 'Definer functions, roles and codes. Never exposed by the API; holds no table with row level security.';
revoke all on schema private from public;
grant usage on schema private to anon, authenticated, service_role;
-- Supabase lets everybody call auth.uid() in what runs as themselves; the embedded one needs to be told.
grant usage on schema auth to anon, authenticated, service_role;
-- Nobody may call a function unless a migration says so: neither by PostgreSQL's default nor by Supabase's.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke execute on functions from anon, authenticated, service_role;

create type public.sphere as enum (
	'integration', 'public_space', 'living', 'social', 'economy', 'health', 'networking', 'image'
);
create type public.staff_role as enum ('manager', 'moderator', 'steering', 'operator', 'admin');
create type public.permission as enum ('moderate', 'answer', 'plan', 'administer');
create type public.contribution_kind as enum ('topic', 'reply', 'proposal', 'report');
create type public.contribution_state as enum (
	'draft', 'pending', 'public', 'hidden', 'removed', 'merged'
);
create type public.report_category as enum (
	'light', 'rubbish', 'road', 'danger', 'green', 'playground',
	'vandalism', 'dirt', 'noise', 'barrier', 'other'
);
create type public.report_status as enum (
	'received', 'checking', 'planned', 'in_progress', 'done', 'not_possible', 'not_ours'
);
create type public.measure_status as enum (
	'idea', 'preparing', 'applied', 'approved', 'running', 'done', 'stopped'
);
create type public.decision_action as enum (
	'publish', 'hide', 'remove', 'restore', 'status',
	'create_measure', 'edit_measure', 'delete_measure', 'add_source', 'remove_source'
);

create domain public.language as text check (
	value in ('de', 'de-x-leicht', 'en', 'ar', 'uk', 'ru', 'tr', 'fa', 'ku', 'ro', 'pl', 'vi', 'fr')
);
comment on domain public.language is 'The languages of the interface; what people write may be in any of them.';

create table public.districts (
	id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	name text not null,
	city text not null,
	population integer not null check (population > 0),
	latitude double precision not null check (latitude between -90 and 90),
	longitude double precision not null check (longitude between -180 and 180),
	zoom smallint not null default 14 check (zoom between 8 and 19),
	-- Closed ring of [longitude, latitude] pairs, as in GeoJSON.
	outline jsonb not null check (jsonb_typeof(outline) = 'array'),
	west double precision not null,
	south double precision not null,
	east double precision not null,
	north double precision not null,
	position smallint not null default 0,
	check (west < east and south < north)
);
comment on table public.districts is 'Areas with a management of their own.';

-- Who works where. Rows, never user metadata: people can write their own metadata.
create table private.district_roles (
	user_id uuid not null references auth.users (id) on delete cascade,
	-- Null only for an admin, who runs the whole installation.
	district_id text references public.districts (id) on delete cascade,
	role public.staff_role not null,
	unique nulls not distinct (user_id, district_id, role),
	check ((role = 'admin') = (district_id is null))
);
comment on table private.district_roles is 'Roles of staff, read by private.may().';
create index district_roles_district on private.district_roles (district_id) where district_id is not null;

create function private.role_permits(role public.staff_role, permission public.permission)
returns boolean language sql immutable parallel safe set search_path = ''
as $$
	select case role
		when 'admin' then true
		when 'manager' then permission in ('moderate', 'answer', 'plan')
		when 'moderator' then permission in ('moderate', 'answer')
		else false
	end
$$;
comment on function private.role_permits is 'Mirrors PERMISSIONS in src/lib/auth/roles.ts; a database test compares the two.';

create function private.may(permission public.permission, district text)
returns boolean language sql stable security definer set search_path = ''
as $$
	select exists (
		select 1 from private.district_roles as held
		where held.user_id = (select auth.uid())
			and (held.district_id = district or held.district_id is null)
			and private.role_permits(held.role, permission)
	)
$$;
comment on function private.may is 'Whether the signed-in person may do this in this district.';

create function private.districts_where(permission public.permission)
returns setof text language sql stable security definer set search_path = ''
as $$
	select district.id from public.districts as district
	where private.may(permission, district.id)
$$;
comment on function private.districts_where is 'The districts in which the signed-in person may do this; for policies, as it runs once a query.';

grant execute on function
	private.role_permits, private.may, private.districts_where
to anon, authenticated, service_role;

alter table public.districts enable row level security;
create policy "Everyone reads districts"
	on public.districts for select to anon, authenticated using (true);
create policy "Admins change their district"
	on public.districts for update to authenticated
	using (id in (select private.districts_where('administer')))
	with check (id in (select private.districts_where('administer')));
