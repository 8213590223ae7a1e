-- People leave: their account and all that tells who they are goes; what they contributed stays, without an author.

create function private.erase_me(address text) returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
	me uuid := auth.uid();
	own text;
begin
	select email::text into own from auth.users where id = me;
	if not found then
		raise exception 'nobody is signed in' using errcode = '42501';
	end if;
	if lower(btrim(address)) is distinct from lower(own) then
		raise exception 'not the address of this account' using errcode = '22023', hint = 'address_wrong';
	end if;
	-- Mail that waits or could not be sent still holds the address.
	delete from private.outbox where lower(recipient) = lower(own);
	-- Supabase's own log of sign-ins names people.
	delete from auth.audit_log_entries where payload ->> 'actor_id' = me::text;
	-- Profile, settings, roles and sessions hang on the account and go with it.
	delete from auth.users where id = me;
end
$$;
create function public.erase_me(p_address text) returns void language sql volatile security invoker set search_path = ''
as $$ select private.erase_me(p_address) $$;
comment on function public.erase_me is
	'Deletes the account of the signed-in person, who must name its mail address. Their contributions stay, without an author.';
grant execute on function private.erase_me, public.erase_me to authenticated;

-- Whoever types an address into the sign-in form makes an account. Until its code was entered it has no profile.
create function private.forget_strangers() returns void language sql volatile security definer set search_path = ''
as $$
	delete from auth.users as account
	where account.created_at < now() - interval '7 days'
		and not exists (select 1 from public.profiles as profile where profile.id = account.id)
		and not exists (select 1 from private.district_roles as held where held.user_id = account.id);
	delete from auth.audit_log_entries as entry
	where entry.created_at < now() - interval '90 days'
		or (
			entry.created_at < now() - interval '7 days'
			and not exists (
				select 1 from auth.users as account where account.id::text = entry.payload ->> 'actor_id'
			)
		);
$$;
create function public.forget_strangers() returns void language sql volatile security invoker set search_path = ''
as $$ select private.forget_strangers() $$;
comment on function public.forget_strangers is
	'Deletes accounts that nobody signed in to within seven days, and the log of sign-ins after ninety. For the server.';
grant execute on function private.forget_strangers, public.forget_strangers to service_role;
