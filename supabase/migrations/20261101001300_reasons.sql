-- Whoever wrote something that was hidden or removed may know why. (Guests learn it behind their code.)

create function private.own_reasons()
returns table (contribution_id uuid, reason jsonb)
language sql stable security definer set search_path = ''
as $$
	select distinct on (d.contribution_id) d.contribution_id, private.reason_texts(d)
	from public.contributions as c join public.decisions as d on d.contribution_id = c.id
	where c.author_id = (select auth.uid()) and c.state in ('hidden', 'removed')
		and d.action in ('hide', 'remove')
	order by d.contribution_id, d.id desc
$$;
create function public.own_reasons()
returns table (contribution_id uuid, reason jsonb)
language sql stable security invoker set search_path = ''
as $$ select * from private.own_reasons() $$;
comment on function public.own_reasons is 'Why contributions of the signed-in person are not public.';
grant execute on function private.own_reasons, public.own_reasons to authenticated;
