-- Proposals and the process they go through. A process has phases with dates; what residents may do follows from them.

create table public.processes (
	id uuid primary key default gen_random_uuid(),
	district_id text not null references public.districts (id) on delete restrict,
	-- Texts by language.
	title jsonb not null check (jsonb_typeof(title) = 'object' and title <> '{}'),
	description jsonb not null default '{}' check (jsonb_typeof(description) = 'object'),
	is_public boolean not null default false,
	-- Counts up with each save, so that a second save on an old version is noticed.
	version integer not null default 1,
	created_at timestamptz not null default now(),
	edited_at timestamptz not null default now()
);
comment on table public.processes is 'A way that proposals of a district go, from an idea to what is done.';
create index processes_list on public.processes (district_id, is_public, created_at desc, id desc);

create table public.phases (
	process_id uuid not null references public.processes (id) on delete cascade,
	kind public.phase_kind not null,
	starts_on date not null,
	ends_on date not null,
	primary key (process_id, kind),
	check (ends_on >= starts_on)
);
comment on table public.phases is 'The phases of a process, in the order of their kinds, by days of Europe/Berlin.';

create table public.proposals (
	id uuid primary key references public.contributions (id) on delete cascade,
	process_id uuid not null references public.processes (id) on delete restrict,
	summary text not null check (char_length(summary) between 1 and 400),
	-- What its authors think it costs.
	cost_cents bigint check (cost_cents between 0 and 100000000000),
	status public.proposal_status not null default 'open',
	-- How many people support it; kept by a trigger.
	supports integer not null default 0 check (supports >= 0)
);
comment on table public.proposals is 'Contributions that ask for something to be done, and go through a process.';
create index proposals_process on public.proposals (process_id, supports desc, id desc);

create table public.proposal_authors (
	proposal_id uuid not null references public.proposals (id) on delete cascade,
	person_id uuid not null references public.profiles (id) on delete cascade,
	joined_at timestamptz not null default now(),
	primary key (proposal_id, person_id)
);
comment on table public.proposal_authors is 'Those who write a proposal together with whoever began it, and agreed to.';
create index proposal_authors_person on public.proposal_authors (person_id);

create table public.proposal_invitations (
	proposal_id uuid not null references public.proposals (id) on delete cascade,
	person_id uuid not null references public.profiles (id) on delete cascade,
	created_at timestamptz not null default now(),
	primary key (proposal_id, person_id)
);
comment on table public.proposal_invitations is 'Who was asked to write a proposal together, and has not answered yet.';
create index proposal_invitations_person on public.proposal_invitations (person_id);

create table public.supports (
	proposal_id uuid not null references public.proposals (id) on delete cascade,
	person_id uuid not null references public.profiles (id) on delete cascade,
	created_at timestamptz not null default now(),
	primary key (proposal_id, person_id)
);
comment on table public.supports is 'Who supports a proposal: once a person, to be taken back at any time.';
create index supports_person on public.supports (person_id);

create table public.amendments (
	-- A version 7 uuid made by the client, so that sending twice is one amendment.
	id uuid primary key,
	proposal_id uuid not null references public.proposals (id) on delete cascade,
	author_id uuid references public.profiles (id) on delete set null,
	-- The version of the proposal it would change.
	base_version integer not null,
	language public.language not null,
	title text not null check (char_length(title) between 1 and 200),
	summary text not null check (char_length(summary) between 1 and 400),
	body text not null check (body ~ '\S' and char_length(body) <= 10000),
	reason text not null default '' check (char_length(reason) <= 2000),
	state public.amendment_state not null default 'open',
	created_at timestamptz not null default now(),
	decided_at timestamptz
);
comment on table public.amendments is 'Changes to a proposal that others suggest and its authors accept or decline.';
create index amendments_proposal on public.amendments (proposal_id, created_at, id);
create index amendments_author on public.amendments (author_id, created_at) where author_id is not null;

create table public.proposal_updates (
	id bigint generated always as identity primary key,
	proposal_id uuid not null references public.proposals (id) on delete cascade,
	status public.proposal_status not null,
	-- What is looked into, while it is checked.
	aspect public.check_aspect,
	-- Text by language; what a reader sees beside the status.
	answer jsonb not null default '{}' check (jsonb_typeof(answer) = 'object'),
	created_at timestamptz not null default now()
);
comment on table public.proposal_updates is 'What the administration said about a proposal, for everybody who may read it.';
create index proposal_updates_proposal on public.proposal_updates (proposal_id, created_at);

alter table public.processes enable row level security;
create policy "Everyone reads public processes"
	on public.processes for select to anon, authenticated using (is_public);
create policy "Moderators and planners read all processes of their district"
	on public.processes for select to authenticated
	using (district_id in (select private.districts_where('moderate')));
alter table public.phases enable row level security;
create policy "Readers of a process read its phases"
	on public.phases for select to anon, authenticated
	using (exists (select 1 from public.processes as p where p.id = process_id));
alter table public.proposals enable row level security;
create policy "Readers of a contribution read its proposal"
	on public.proposals for select to anon, authenticated
	using (exists (select 1 from public.contributions as c where c.id = proposals.id));
alter table public.proposal_authors enable row level security;
create policy "Readers of a proposal read who wrote it"
	on public.proposal_authors for select to anon, authenticated
	using (exists (select 1 from public.contributions as c where c.id = proposal_id));
alter table public.proposal_invitations enable row level security;
create policy "People read what they are invited to"
	on public.proposal_invitations for select to authenticated using (person_id = (select auth.uid()));
create policy "People decline an invitation"
	on public.proposal_invitations for delete to authenticated using (person_id = (select auth.uid()));
-- Who supports what is nobody's business: only how many.
alter table public.supports enable row level security;
create policy "People see what they support"
	on public.supports for select to authenticated using (person_id = (select auth.uid()));
alter table public.amendments enable row level security;
create policy "Readers of a proposal read its amendments"
	on public.amendments for select to anon, authenticated
	using (exists (select 1 from public.contributions as c where c.id = proposal_id));
alter table public.proposal_updates enable row level security;
create policy "Readers of a proposal read its answers"
	on public.proposal_updates for select to anon, authenticated
	using (exists (select 1 from public.contributions as c where c.id = proposal_id));

create function private.count_support() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
	update public.proposals set supports = supports + case tg_op when 'INSERT' then 1 else -1 end
	where id = case tg_op when 'INSERT' then new.proposal_id else old.proposal_id end;
	return null;
end
$$;
create trigger supports_count after insert or delete on public.supports
	for each row execute function private.count_support();
