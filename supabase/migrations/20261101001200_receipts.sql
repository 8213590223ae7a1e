-- A guest who leaves an address gets a receipt with the follow-up code.

alter function private.submit_report(jsonb) rename to write_report;
revoke execute on function private.write_report from authenticated, service_role;

create function private.submit_report(report jsonb)
returns boolean language plpgsql volatile security definer set search_path = ''
as $$
declare
	written boolean := private.write_report(report);
begin
	if written and exists (
		select 1 from public.report_contacts where report_id = (report ->> 'id')::uuid
	) then
		perform private.tell_reporter((report ->> 'id')::uuid, 'receipt', '{}');
	end if;
	return written;
end
$$;
grant execute on function private.submit_report to authenticated, service_role;
