-- Translations by people: read on a page of their own, corrected, locked; and the language a text is in.

-- What the page of a translation shows, as the reader. Null where there is no such contribution for them.
create function public.translation_page(p_district text, p_contribution uuid, p_language text)
returns jsonb language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
		'id', c.id, 'kind', c.kind, 'state', c.state, 'language', c.language, 'version', c.version,
		'title', c.title, 'body', c.body,
		'summary', (select p.summary from public.proposals as p where p.id = c.id),
		'is_own', coalesce(c.author_id = (select auth.uid()), false),
		'translation', private.translation_of(c.id, p_language),
		'languages', (
			select coalesce(jsonb_agg(t.language order by t.language), '[]')
			from public.translations as t where t.contribution_id = c.id
		),
		'history', (
			select coalesce(jsonb_agg(jsonb_build_object(
				'title', v.title, 'summary', v.summary, 'body', v.body, 'origin', v.origin, 'provider', v.provider,
				'written_at', v.written_at,
				'translator', (select p.display_name from public.profiles as p where p.id = v.translator_id)
			) order by v.id desc), '[]')
			from (
				select * from public.translation_versions as each
				where each.contribution_id = c.id and each.language = p_language
				order by each.id desc limit 50
			) as v
		)
	)
	from public.contributions as c
	where c.id = p_contribution and c.district_id = p_district
$$;
comment on function public.translation_page is 'Shape: TranslationPage in src/lib/features/translation/model.ts.';
grant execute on function public.translation_page to anon, authenticated, service_role;

-- Keeps what was just written in the history, whoever wrote it.
create function private.keep_translation(written public.translations)
returns void language sql volatile security definer set search_path = ''
as $$
	insert into public.translation_versions
		(contribution_id, language, version, title, summary, body, origin, provider, translator_id, written_at)
	values (
		written.contribution_id, written.language, written.version, written.title, written.summary,
		written.body, written.origin, written.provider, written.translator_id, written.written_at
	);
	-- Nobody has to make one any more.
	delete from private.translation_requests
	where contribution_id = written.contribution_id and language = written.language
$$;

/*
 * Writes a person's translation. Takes contribution, language, version (of the original that was read), title,
 * summary, body, and written_at of the translation that was read, if it was a person's.
 * Hints: locked, version_old (somebody else wrote meanwhile), same_language, too_many, form_broken.
 */
create function private.save_translation(given jsonb)
returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
	me uuid := auth.uid();
	original public.contributions;
	original_summary text;
	present public.translations;
	written public.translations;
	is_staff boolean;
begin
	if me is null or not exists (select 1 from public.profiles as p where p.id = me) then
		raise exception 'only people with a name translate' using errcode = '42501';
	end if;
	-- One after the other, also where there is no translation yet.
	select * into original from public.contributions as c
	where c.id = (given ->> 'contribution')::uuid for no key update;
	is_staff := private.may('moderate', original.district_id);
	if original.id is null or not (original.state = 'public' or original.author_id = me or is_staff) then
		raise exception 'no such contribution' using errcode = '42501';
	end if;
	if given ->> 'language' = original.language then
		raise exception 'it is in this language' using errcode = '22023', hint = 'same_language';
	end if;
	select p.summary into original_summary from public.proposals as p where p.id = original.id;
	if (given ->> 'title' is null) <> (original.title is null)
		or (given ->> 'summary' is null) <> (original_summary is null)
		or coalesce((given ->> 'version')::integer not between 1 and original.version, true)
	then
		raise exception 'not a translation of this' using errcode = '22023', hint = 'form_broken';
	end if;

	select * into present from public.translations as t
	where t.contribution_id = original.id and t.language = given ->> 'language';
	if present.is_locked and not is_staff then
		raise exception 'this translation is locked' using errcode = 'PT409', hint = 'locked';
	end if;
	if present.origin = 'person' then
		-- The same form sent twice is one change.
		if present.translator_id = me and (present.title, present.summary, present.body)
			is not distinct from (given ->> 'title', given ->> 'summary', given ->> 'body')
			and present.version >= (given ->> 'version')::integer
		then
			return;
		end if;
		if present.written_at is distinct from (given ->> 'written_at')::timestamptz then
			raise exception 'changed meanwhile' using errcode = 'PT409', hint = 'version_old';
		end if;
	end if;
	if (
		select count(*) from public.translation_versions as v
		where v.translator_id = me and v.written_at > now() - interval '1 day'
	) >= 100 then
		raise exception 'too many in a day' using errcode = 'PT429', hint = 'too_many';
	end if;

	insert into public.translations as t
		(contribution_id, language, version, title, summary, body, origin, translator_id)
	values (
		original.id, given ->> 'language', (given ->> 'version')::integer, given ->> 'title',
		given ->> 'summary', given ->> 'body', 'person', me
	)
	on conflict (contribution_id, language) do update set
		version = excluded.version, title = excluded.title, summary = excluded.summary, body = excluded.body,
		origin = excluded.origin, provider = null, translator_id = excluded.translator_id, written_at = now()
	returning t.* into written;
	perform private.keep_translation(written);
end
$$;
create function public.save_translation(p_translation jsonb)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.save_translation(p_translation) $$;
comment on function public.save_translation is 'Writes or corrects a translation as the signed-in person.';

-- Staff keep a translation as it is, or let people change it again.
create function private.lock_translation(contribution uuid, into_language text, is_on boolean)
returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
	district text;
begin
	select c.district_id into district from public.contributions as c where c.id = contribution;
	if district is null or not private.may('moderate', district) then
		raise exception 'only staff of the district lock translations' using errcode = '42501';
	end if;
	update public.translations as t set is_locked = is_on
	where t.contribution_id = contribution and t.language = into_language and t.is_locked <> is_on;
	if found then
		insert into public.decisions (district_id, action, contribution_id, actor_id, detail)
		values (
			district,
			case when is_on then 'lock_translation' else 'unlock_translation' end::public.decision_action,
			contribution, auth.uid(), jsonb_build_object('language', into_language)
		);
	end if;
end
$$;
create function public.lock_translation(p_contribution uuid, p_language text, p_on boolean)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.lock_translation(p_contribution, p_language, p_on) $$;
comment on function public.lock_translation is 'Locks a translation against changes by residents and machines, or unlocks it. Logged.';

-- Says which language a text really is in; what machines made of it was made from a wrong one.
create function private.set_language(contribution uuid, right_language text)
returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
	update public.contributions as c set language = right_language
	where c.id = contribution
		and (c.author_id = auth.uid() or private.may('moderate', c.district_id));
	if not found then
		raise exception 'only its author and staff say which language it is in' using errcode = '42501';
	end if;
end
$$;
create function public.set_language(p_contribution uuid, p_language text)
returns void language sql volatile security invoker set search_path = ''
as $$ select private.set_language(p_contribution, p_language) $$;
comment on function public.set_language is 'Corrects the language of a contribution, for its author and staff of its district.';

-- By a trigger, so that an edit in another language does the same.
create function private.forget_machine_translations()
returns trigger language plpgsql security definer set search_path = ''
as $$
begin
	delete from public.translations as t where t.contribution_id = new.id and t.origin = 'machine';
	delete from private.translation_requests as r where r.contribution_id = new.id;
	return null;
end
$$;
create trigger contributions_language after update of language on public.contributions
	for each row when (old.language is distinct from new.language)
	execute function private.forget_machine_translations();

grant execute on function
	private.save_translation, private.lock_translation, private.set_language,
	public.save_translation, public.lock_translation, public.set_language
to authenticated;
