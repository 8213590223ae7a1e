-- Trigrams and letters without their accents, for finding what stems do not find.

create schema if not exists extensions;
grant usage on schema extensions to anon, authenticated, service_role;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists unaccent with schema extensions;

-- unaccent() is only stable because its rules are a file; ours are those that PostgreSQL ships.
create function private.fold(value text) returns text
language sql immutable parallel safe strict set search_path = ''
as $$ select lower(extensions.unaccent('extensions.unaccent'::regdictionary, value)) $$;
comment on function private.fold is 'Small letters without accents: Łódź, LODZ and lodz are the same.';
grant execute on function private.fold to anon, authenticated, service_role;
