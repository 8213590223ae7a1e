-- What residents say: the supertype, reports as its first kind, photos, answers.
-- Nothing here is written by a table privilege: submit_report() and decide_report() are the only doors.

create table public.contributions (
	-- A version 7 uuid made by the client, so that sending twice is one contribution.
	id uuid primary key,
	district_id text not null references public.districts (id) on delete restrict,
	kind public.contribution_kind not null,
	-- Null for a guest, who holds a follow-up code instead.
	author_id uuid references public.profiles (id) on delete set null,
	sphere public.sphere not null,
	language public.language not null,
	title text check (char_length(title) between 1 and 200),
	body text not null check (body ~ '\S' and char_length(body) <= 10000),
	state public.contribution_state not null default 'pending',
	latitude double precision,
	longitude double precision,
	place text check (char_length(place) between 1 and 300),
	merged_into uuid references public.contributions (id) on delete set null,
	created_at timestamptz not null default now(),
	edited_at timestamptz,
	published_at timestamptz,
	search tsvector generated always as (
		to_tsvector('simple', coalesce(title, '') || ' ' || body || ' ' || coalesce(place, ''))
	) stored,
	check ((latitude is null) = (longitude is null)),
	check ((state = 'merged') = (merged_into is not null)),
	check (state <> 'public' or published_at is not null)
);
comment on table public.contributions is 'Anything a resident writes; each kind has a table of its own sharing the key.';
create index contributions_list on public.contributions (district_id, state, published_at desc, id desc);
create index contributions_waiting on public.contributions (district_id, created_at, id) where state = 'pending';
create index contributions_author on public.contributions (author_id, created_at desc) where author_id is not null;
create index contributions_place on public.contributions (district_id, longitude, latitude) where latitude is not null;
create index contributions_search on public.contributions using gin (search);
create index contributions_merged on public.contributions (merged_into) where merged_into is not null;

create table public.reports (
	id uuid primary key references public.contributions (id) on delete cascade,
	category public.report_category not null,
	status public.report_status not null default 'received'
);
comment on table public.reports is 'Contributions about a place in the public space, with how far the administration has got.';
create index reports_filter on public.reports (status, category);

create table public.report_updates (
	id bigint generated always as identity primary key,
	report_id uuid not null references public.reports (id) on delete cascade,
	status public.report_status not null,
	-- Text by language; what a reader sees beside the status.
	answer jsonb not null default '{}' check (jsonb_typeof(answer) = 'object'),
	created_at timestamptz not null default now()
);
comment on table public.report_updates is 'Official answers and changes of status, for everybody who may read the report.';
create index report_updates_report on public.report_updates (report_id, created_at);

create table public.attachments (
	id uuid primary key,
	contribution_id uuid not null references public.contributions (id) on delete cascade,
	position smallint not null default 0,
	width integer not null check (width between 1 and 10000),
	height integer not null check (height between 1 and 10000)
);
comment on table public.attachments is 'Photos. The bytes lie in the storage bucket "photos" as <id>/large.webp and <id>/small.webp.';
create unique index attachments_contribution on public.attachments (contribution_id, position);

create table public.report_contacts (
	report_id uuid primary key references public.reports (id) on delete cascade,
	email text not null check (char_length(email) between 3 and 254),
	language public.language not null,
	-- The code itself, so that the mail can carry the link. Only here, and only where a mail was asked for.
	code text not null,
	created_at timestamptz not null default now()
);
comment on table public.report_contacts is 'Guests'' addresses, for the server alone; forgotten after the follow-up.';

create table private.follow_codes (
	contribution_id uuid primary key references public.contributions (id) on delete cascade,
	code_hash bytea not null unique
);
comment on table private.follow_codes is 'Hashes of the codes by which guests follow what they wrote.';

create table private.uploads (
	id uuid primary key,
	created_at timestamptz not null default now()
);
comment on table private.uploads is 'Photos stored but not yet part of a contribution; what stays here was left by a crash and is swept.';

create function private.check_place() returns trigger language plpgsql set search_path = ''
as $$
begin
	if new.latitude is not null and not exists (
		select 1 from public.districts as district
		where district.id = new.district_id
			and new.longitude between district.west - 0.01 and district.east + 0.01
			and new.latitude between district.south - 0.01 and district.north + 0.01
	) then
		raise exception 'place outside the district' using errcode = '22023', hint = 'place_outside';
	end if;
	return new;
end
$$;
create trigger contributions_place before insert or update of latitude, longitude, district_id
	on public.contributions for each row execute function private.check_place();

alter table public.contributions enable row level security;
create policy "Everyone reads public contributions"
	on public.contributions for select to anon, authenticated using (state = 'public');
create policy "Authors read their own contributions"
	on public.contributions for select to authenticated using (author_id = (select auth.uid()));
create policy "Moderators read all contributions of their district"
	on public.contributions for select to authenticated
	using (district_id in (select private.districts_where('moderate')));

-- What belongs to a contribution is read by whoever reads the contribution.
alter table public.reports enable row level security;
create policy "Readers of a contribution read its report"
	on public.reports for select to anon, authenticated
	using (exists (select 1 from public.contributions as c where c.id = reports.id));
alter table public.report_updates enable row level security;
create policy "Readers of a report read its answers"
	on public.report_updates for select to anon, authenticated
	using (exists (select 1 from public.contributions as c where c.id = report_id));
alter table public.attachments enable row level security;
create policy "Readers of a contribution see its photos"
	on public.attachments for select to anon, authenticated
	using (exists (select 1 from public.contributions as c where c.id = contribution_id));
alter table public.report_contacts enable row level security;
