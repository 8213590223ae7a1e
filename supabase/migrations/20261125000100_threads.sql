-- What residents say to each other: topics and the replies below anything. Like reports, they are written
-- through functions alone; only what belongs to one person (a reaction, how far one has read) has policies of its own.

alter table public.contributions
	-- Counts up with each edit; earlier ones are in contribution_versions.
	add column version integer not null default 1,
	-- When something was last said here: written, or answered by a public reply.
	add column activity_at timestamptz not null default now(),
	-- Public replies below it.
	add column replies integer not null default 0 check (replies >= 0);
update public.contributions set activity_at = coalesce(published_at, created_at);
create index contributions_board on public.contributions
	(district_id, kind, activity_at desc, id desc) where state = 'public';
create index contributions_board_of_sphere on public.contributions
	(district_id, kind, sphere, activity_at desc, id desc) where state = 'public';

create table public.topics (
	id uuid primary key references public.contributions (id) on delete cascade,
	is_pinned boolean not null default false,
	-- Nobody may reply from then on.
	closed_at timestamptz,
	-- The reply that answers the question.
	answer_id uuid,
	-- Where it was split from, so that its readers find the beginning.
	split_from uuid references public.contributions (id) on delete set null
);
comment on table public.topics is 'Contributions that open a thread of the forum.';
create index topics_pinned on public.topics (id) where is_pinned;
create index topics_answer on public.topics (answer_id) where answer_id is not null;
create index topics_split on public.topics (split_from) where split_from is not null;

create table public.replies (
	id uuid primary key references public.contributions (id) on delete cascade,
	-- The topic, proposal or report it belongs to.
	thread_id uuid not null references public.contributions (id) on delete cascade,
	-- Its place in the thread, from 1; the page of a thread is found by it. Never given twice.
	number integer not null check (number > 0),
	quoted_id uuid references public.replies (id) on delete set null,
	-- An argument about a proposal; null for plain talk.
	side public.argument_side,
	-- Said by staff for the district management.
	is_official boolean not null default false,
	unique (thread_id, number)
);
comment on table public.replies is 'Contributions below another one, in order; one level, with at most one quoted.';
create index replies_quoted on public.replies (quoted_id) where quoted_id is not null;
create index replies_side on public.replies (thread_id, side, number) where side is not null;
alter table public.topics add constraint topics_answer_fkey
	foreign key (answer_id) references public.replies (id) on delete set null;

create table public.reactions (
	contribution_id uuid not null references public.contributions (id) on delete cascade,
	person_id uuid not null references public.profiles (id) on delete cascade,
	kind public.reaction_kind not null,
	created_at timestamptz not null default now(),
	primary key (contribution_id, kind, person_id)
);
comment on table public.reactions is 'Thanks, agreement or a question mark of a person to a contribution.';
create index reactions_person on public.reactions (person_id, contribution_id);

create table public.contribution_versions (
	contribution_id uuid not null references public.contributions (id) on delete cascade,
	version integer not null check (version > 0),
	language public.language not null,
	title text,
	summary text,
	body text not null,
	-- What else a kind has, such as the costs of a proposal.
	detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
	-- When this version was written, and by whom.
	written_at timestamptz not null,
	writer_id uuid references public.profiles (id) on delete set null,
	primary key (contribution_id, version)
);
comment on table public.contribution_versions is 'Earlier versions of contributions; the present one is the contribution itself.';
create index contribution_versions_writer on public.contribution_versions (writer_id) where writer_id is not null;

create table public.reads (
	person_id uuid not null references public.profiles (id) on delete cascade,
	thread_id uuid not null references public.contributions (id) on delete cascade,
	-- The highest number of a reply that was shown; 0 for the opening alone.
	number integer not null default 0 check (number >= 0),
	read_at timestamptz not null default now(),
	primary key (person_id, thread_id)
);
comment on table public.reads is 'How far a person has read a thread.';
create index reads_thread on public.reads (thread_id);

create table public.mentions (
	contribution_id uuid not null references public.contributions (id) on delete cascade,
	person_id uuid not null references public.profiles (id) on delete cascade,
	primary key (contribution_id, person_id)
);
comment on table public.mentions is 'Whom a contribution calls by name.';
create index mentions_person on public.mentions (person_id);
create index profiles_name on public.profiles (lower(display_name));

alter table public.topics enable row level security;
create policy "Readers of a contribution read its topic"
	on public.topics for select to anon, authenticated
	using (exists (select 1 from public.contributions as c where c.id = topics.id));
alter table public.replies enable row level security;
create policy "Readers of a contribution read its place in the thread"
	on public.replies for select to anon, authenticated
	using (exists (select 1 from public.contributions as c where c.id = replies.id));
alter table public.contribution_versions enable row level security;
create policy "Readers of a contribution read its earlier versions"
	on public.contribution_versions for select to anon, authenticated
	using (exists (select 1 from public.contributions as c where c.id = contribution_id));
alter table public.mentions enable row level security;
create policy "Readers of a contribution read whom it mentions"
	on public.mentions for select to anon, authenticated
	using (exists (select 1 from public.contributions as c where c.id = contribution_id));

alter table public.reactions enable row level security;
create policy "Readers of a contribution read its reactions"
	on public.reactions for select to anon, authenticated
	using (exists (select 1 from public.contributions as c where c.id = contribution_id));
create policy "People react to what is public"
	on public.reactions for insert to authenticated
	with check (
		person_id = (select auth.uid())
		and exists (select 1 from public.contributions as c where c.id = contribution_id and c.state = 'public')
	);
create policy "People take back their reactions"
	on public.reactions for delete to authenticated using (person_id = (select auth.uid()));

alter table public.reads enable row level security;
create policy "People see what they have read"
	on public.reads for select to authenticated using (person_id = (select auth.uid()));
create policy "People note what they have read"
	on public.reads for insert to authenticated
	with check (
		person_id = (select auth.uid())
		and exists (select 1 from public.contributions as c where c.id = thread_id)
	);
create policy "People note that they have read on"
	on public.reads for update to authenticated
	using (person_id = (select auth.uid())) with check (person_id = (select auth.uid()));
