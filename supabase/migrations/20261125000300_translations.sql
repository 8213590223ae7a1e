-- What people wrote, in other languages: by people or by machines, always said which.

create table public.translations (
	contribution_id uuid not null references public.contributions (id) on delete cascade,
	language public.language not null,
	-- The version of the contribution it was made from; behind contributions.version it is outdated.
	version integer not null check (version > 0),
	title text check (char_length(title) between 1 and 400),
	summary text check (char_length(summary) between 1 and 1000),
	body text not null check (body ~ '\S' and char_length(body) <= 20000),
	origin public.translation_origin not null,
	-- Which machine it was; null for a person.
	provider text check (char_length(provider) between 1 and 60),
	translator_id uuid references public.profiles (id) on delete set null,
	-- Only staff may change it then.
	is_locked boolean not null default false,
	written_at timestamptz not null default now(),
	primary key (contribution_id, language),
	check ((origin = 'machine') = (provider is not null))
);
comment on table public.translations is 'The present translation of a contribution into a language; plain German is one too.';
create index translations_translator on public.translations (translator_id) where translator_id is not null;

create table public.translation_versions (
	id bigint generated always as identity primary key,
	contribution_id uuid not null references public.contributions (id) on delete cascade,
	language public.language not null,
	version integer not null,
	title text,
	summary text,
	body text not null,
	origin public.translation_origin not null,
	provider text,
	translator_id uuid references public.profiles (id) on delete set null,
	written_at timestamptz not null
);
comment on table public.translation_versions is 'Every translation there was, the present ones too: who wrote what, and when.';
create index translation_versions_contribution on public.translation_versions (contribution_id, language, id);
create index translation_versions_translator on public.translation_versions (translator_id) where translator_id is not null;

alter table public.translations enable row level security;
create policy "Readers of a contribution read its translations"
	on public.translations for select to anon, authenticated
	using (exists (select 1 from public.contributions as c where c.id = contribution_id));
alter table public.translation_versions enable row level security;
create policy "Readers of a contribution read how its translations came about"
	on public.translation_versions for select to anon, authenticated
	using (exists (select 1 from public.contributions as c where c.id = contribution_id));

-- What a machine made of a text, so that the same text is never sent twice.
create table private.machine_texts (
	hash bytea not null,
	source text not null,
	target text not null,
	provider text not null,
	text text not null,
	created_at timestamptz not null default now(),
	primary key (hash, source, target, provider)
);
comment on table private.machine_texts is 'Machine translations by the hash of what was sent (masked), for this installation.';

create table private.translation_usage (
	-- The first day of the month.
	month date primary key,
	characters bigint not null default 0
);
comment on table private.translation_usage is 'How many characters were sent to a provider in a month.';

create table private.translation_requests (
	contribution_id uuid not null references public.contributions (id) on delete cascade,
	language public.language not null,
	attempts smallint not null default 0,
	next_attempt_at timestamptz not null default now(),
	last_error text,
	primary key (contribution_id, language)
);
comment on table private.translation_requests is 'Translations that a reader would need and a machine is to make.';
create index translation_requests_due on private.translation_requests (next_attempt_at);

-- A contribution's translation as a page takes it; null where there is none. As the reader.
create function private.translation_of(contribution uuid, reader text)
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
		'language', t.language, 'version', t.version,
		'title', t.title, 'summary', t.summary, 'body', t.body,
		'origin', t.origin, 'provider', t.provider, 'is_locked', t.is_locked, 'written_at', t.written_at,
		'translator', (select p.display_name from public.profiles as p where p.id = t.translator_id)
	)
	from public.translations as t
	where t.contribution_id = contribution and t.language = reader
$$;
comment on function private.translation_of is 'Shape: Translation in src/lib/features/translation/model.ts.';
grant execute on function private.translation_of to anon, authenticated, service_role;
