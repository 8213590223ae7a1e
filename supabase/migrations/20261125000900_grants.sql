-- The table privileges once more, with the tables of forum, proposals, translations and news.

create or replace function private.apply_grants() returns void language plpgsql volatile set search_path = ''
as $$
begin
	revoke all on all tables in schema public from anon, authenticated;
	revoke all on all tables in schema private from anon, authenticated, service_role;
	revoke all on all sequences in schema public from anon, authenticated;
	grant select on public.districts, public.profiles, public.organisations, public.contributions,
		public.reports, public.report_updates, public.attachments, public.measures,
		public.measure_spheres, public.measure_sources,
		public.topics, public.replies, public.reactions, public.contribution_versions, public.mentions,
		public.processes, public.phases, public.proposals, public.proposal_authors, public.amendments,
		public.proposal_updates, public.translations, public.translation_versions
	to anon, authenticated;
	grant update on public.districts to authenticated;
	grant insert, update on public.profiles to authenticated;
	grant select, insert, update on public.profile_private, public.reads, public.news_settings to authenticated;
	grant insert, update, delete on public.organisations, public.measures to authenticated;
	grant insert, delete on public.measure_spheres, public.measure_sources, public.reactions to authenticated;
	grant select, insert, delete on public.follows to authenticated;
	grant select on public.decisions, public.supports, public.news to authenticated;
	grant select, delete on public.proposal_invitations to authenticated;
	grant all on all tables in schema public to service_role;
	grant usage on all sequences in schema public to service_role;
	revoke update, delete, truncate on public.decisions from service_role;
end
$$;
select private.apply_grants();
