-- What all kinds of contributions share when they are written: author, limits, photos, versions, counts.

-- Photos that the server has stored and reserved become part of a contribution, each only once.
create function private.attach_photos(contribution uuid, photos jsonb)
returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
	photo jsonb;
begin
	for photo in select value from jsonb_array_elements(coalesce(photos, '[]')) loop
		delete from private.uploads where id = (photo ->> 'id')::uuid;
		if not found then
			raise exception 'no such upload' using errcode = '22023', hint = 'photo_gone';
		end if;
		insert into public.attachments (id, contribution_id, position, width, height)
		values (
			(photo ->> 'id')::uuid, contribution, (photo ->> 'position')::smallint,
			(photo ->> 'width')::integer, (photo ->> 'height')::integer
		);
	end loop;
end
$$;

/*
 * Writes the common part of a topic, a reply or a proposal for the signed-in person, public at once.
 * Takes id, district, sphere, language, title, body, latitude, longitude, place and photos.
 * False: the same person has sent this id before. Throws 42501 for guests and people without a name,
 * PT429 (hint too_many) past the limit of a day, 23505 (hint id_taken) for the id of somebody else's.
 */
create function private.write_contribution(kind public.contribution_kind, written jsonb, a_day integer)
returns boolean language plpgsql volatile security definer set search_path = ''
as $$
declare
	new_id uuid := (written ->> 'id')::uuid;
	author uuid := auth.uid();
	owner uuid;
begin
	if author is null or not exists (select 1 from public.profiles as p where p.id = author) then
		raise exception 'only people with a name write here' using errcode = '42501';
	end if;
	insert into public.contributions (
		id, district_id, kind, author_id, sphere, language, title, body, state, published_at,
		latitude, longitude, place
	) values (
		new_id, written ->> 'district', write_contribution.kind, author, (written ->> 'sphere')::public.sphere,
		written ->> 'language', written ->> 'title', written ->> 'body', 'public', now(),
		(written ->> 'latitude')::double precision, (written ->> 'longitude')::double precision, written ->> 'place'
	) on conflict (id) do nothing;
	if not found then
		select c.author_id into owner from public.contributions as c where c.id = new_id;
		if owner is distinct from author then
			raise exception 'this id is taken' using errcode = '23505', hint = 'id_taken';
		end if;
		-- Photos that came along the second time stay reserved, and so are swept.
		return false;
	end if;
	if (
		select count(*) from public.contributions as c
		where c.author_id = author and c.kind = write_contribution.kind
			and c.created_at > now() - interval '1 day'
	) > a_day then
		raise exception 'too many in a day' using errcode = 'PT429', hint = 'too_many';
	end if;
	perform private.attach_photos(new_id, written -> 'photos');
	return true;
end
$$;

-- Reports have their own limit: who talks a lot may still report.
create or replace function private.write_report(report jsonb)
returns boolean language plpgsql volatile security definer set search_path = ''
as $$
declare
	new_id uuid := (report ->> 'id')::uuid;
	author uuid := auth.uid();
	kept bytea;
begin
	if char_length(coalesce(report ->> 'code', '')) <> 12 then
		raise exception 'a follow-up code has twelve characters' using errcode = '22023';
	end if;
	-- Sent twice: the same code means the same sender, any other an attempt at somebody else's report.
	select code_hash into kept from private.follow_codes where contribution_id = new_id;
	if found then
		if kept <> private.hash_code(report ->> 'code') then
			raise exception 'this id is taken' using errcode = '23505';
		end if;
		-- Photos that came along the second time stay reserved, and so are swept.
		return false;
	end if;
	if author is not null and (
		select count(*) from public.contributions
		where author_id = author and kind = 'report' and created_at > now() - interval '1 day'
	) >= 40 then
		raise exception 'too many reports in a day' using errcode = 'PT429', hint = 'too_many';
	end if;

	insert into public.contributions
		(id, district_id, kind, author_id, sphere, language, body, state, latitude, longitude, place)
	values (
		new_id, report ->> 'district', 'report', author,
		(report ->> 'sphere')::public.sphere, report ->> 'language', report ->> 'body', 'pending',
		(report ->> 'latitude')::double precision, (report ->> 'longitude')::double precision,
		report ->> 'place'
	);
	insert into public.reports (id, category)
	values (new_id, (report ->> 'category')::public.report_category);
	insert into public.report_updates (report_id, status) values (new_id, 'received');
	insert into private.follow_codes (contribution_id, code_hash)
	values (new_id, private.hash_code(report ->> 'code'));
	-- People with an account are written to there; they cannot name somebody else's address.
	if author is null and report ->> 'email' is not null then
		insert into public.report_contacts (report_id, email, language, code)
		values (new_id, report ->> 'email', report ->> 'language_of_reader', report ->> 'code');
	end if;
	perform private.attach_photos(new_id, report -> 'photos');
	return true;
exception when unique_violation then
	-- Two copies of one report arrived in the same moment; the other was first.
	if exists (
		select 1 from private.follow_codes
		where contribution_id = new_id and code_hash = private.hash_code(report ->> 'code')
	) then
		return false;
	end if;
	raise;
end
$$;

/*
 * Keeps the present version of a contribution before it is edited, and returns the number of the next.
 * Throws PT409 (hint version_old) when the editor has read an older one; the caller has checked who edits.
 */
create function private.keep_version(contribution uuid, read_version integer, summary text, detail jsonb)
returns integer language plpgsql volatile security definer set search_path = ''
as $$
declare
	present public.contributions;
begin
	select * into present from public.contributions where id = contribution for update;
	if present.version <> read_version then
		raise exception 'changed meanwhile' using errcode = 'PT409', hint = 'version_old';
	end if;
	insert into public.contribution_versions
		(contribution_id, version, language, title, summary, body, detail, written_at, writer_id)
	values (
		contribution, present.version, present.language, present.title, keep_version.summary, present.body,
		coalesce(keep_version.detail, '{}'), coalesce(present.edited_at, present.created_at), present.author_id
	);
	return present.version + 1;
end
$$;

-- How many public replies a thread has, and when something was last said in it.
create function private.count_reply() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
	if tg_table_name = 'replies' then
		if tg_op = 'INSERT' then
			update public.contributions as thread
			set replies = thread.replies + 1, activity_at = greatest(thread.activity_at, c.created_at)
			from public.contributions as c
			where thread.id = new.thread_id and c.id = new.id and c.state = 'public';
		-- It was moved into another thread, or erased.
		elsif tg_op = 'UPDATE' and new.thread_id <> old.thread_id then
			update public.contributions as thread
			set replies = thread.replies + case when thread.id = new.thread_id then 1 else -1 end
			from public.contributions as c
			where thread.id in (new.thread_id, old.thread_id) and c.id = new.id and c.state = 'public';
		end if;
	elsif new.kind = 'reply' and (new.state = 'public') <> (old.state = 'public') then
		update public.contributions as thread
		set replies = thread.replies + case when new.state = 'public' then 1 else -1 end
		from public.replies as r
		where r.id = new.id and thread.id = r.thread_id;
	end if;
	return null;
end
$$;
create trigger replies_count after insert or update of thread_id on public.replies
	for each row execute function private.count_reply();
create trigger contributions_count after update of state on public.contributions
	for each row execute function private.count_reply();

-- A contribution that becomes public counts as something said in that moment.
create function private.stamp_activity() returns trigger language plpgsql set search_path = ''
as $$
begin
	if tg_op = 'INSERT' then
		new.activity_at := coalesce(new.published_at, new.created_at);
	elsif new.published_at is not null and old.published_at is null then
		new.activity_at := greatest(new.activity_at, new.published_at);
	end if;
	return new;
end
$$;
create trigger contributions_activity before insert or update of published_at on public.contributions
	for each row execute function private.stamp_activity();
