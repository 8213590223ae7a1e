-- Table privileges, written out. Supabase grants everything to everybody and leaves the wall to the
-- policies; this is a second one. The embedded server repeats it after Lite's own grants.

create function private.apply_grants() returns void language plpgsql volatile set search_path = ''
as $$
begin
	revoke all on all tables in schema public from anon, authenticated;
	revoke all on all tables in schema private from anon, authenticated, service_role;
	revoke all on all sequences in schema public from anon, authenticated;
	grant select on public.districts, public.profiles, public.organisations, public.contributions,
		public.reports, public.report_updates, public.attachments, public.measures,
		public.measure_spheres, public.measure_sources
	to anon, authenticated;
	grant update on public.districts to authenticated;
	grant insert, update on public.profiles to authenticated;
	grant select, insert, update on public.profile_private to authenticated;
	grant insert, update, delete on public.organisations, public.measures to authenticated;
	grant insert, delete on public.measure_spheres, public.measure_sources to authenticated;
	grant select on public.decisions to authenticated;
	grant all on all tables in schema public to service_role;
	grant usage on all sequences in schema public to service_role;
	revoke update, delete, truncate on public.decisions from service_role;
end
$$;
comment on function private.apply_grants is 'Sets the table privileges of all roles to exactly these.';
select private.apply_grants();
