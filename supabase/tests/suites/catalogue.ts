import { describe, expect, test } from 'vitest';
import type { World } from '../harness.ts';

/** Filters that are one fixed value and always come with a district; an index of them alone would help nobody. */
const WITH_THE_DISTRICT = ['contributions.state', 'measures.is_public', 'processes.is_public'];

/** What the catalogue itself says of tables, policies and indexes. Each query finds what breaks a rule. */
export function catalogue({ sql }: World): void {
	const names = async (query: string) => (await sql(query)).map((row) => row.name as string);

	describe('the catalogue', () => {
		test('has row level security on every table of public', async () => {
			expect(
				await names(
					`select relname as name from pg_class
					where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`
				)
			).toEqual([]);
		});

		test('has no view in public, which would look past the policies', async () => {
			expect(
				await names(
					`select relname as name from pg_class
					where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f')`
				)
			).toEqual([]);
		});

		test('has no row level security in private, to which Lite would grant everything', async () => {
			expect(
				await names(
					`select relname as name from pg_class
					where relnamespace = 'private'::regnamespace and relrowsecurity`
				)
			).toEqual([]);
		});

		test('comments every table and every callable function', async () => {
			expect(
				await names(
					`select relnamespace::regnamespace || '.' || relname as name from pg_class
					where relnamespace in ('public'::regnamespace, 'private'::regnamespace)
						and relkind in ('r', 'p') and obj_description(oid, 'pg_class') is null
					union all
					select 'public.' || proname from pg_proc
					where pronamespace = 'public'::regnamespace and obj_description(oid, 'pg_proc') is null`
				)
			).toEqual([]);
		});

		test('names the roles of every policy, and one operation for each', async () => {
			expect(
				await names(
					`select tablename || ': ' || policyname as name from pg_policies
					where schemaname = 'public' and (
						not roles <@ '{anon,authenticated}' or roles = '{}' or cmd = 'ALL'
					)`
				)
			).toEqual([]);
		});

		test('has an index that begins with every foreign key and every column a policy asks about', async () => {
			const without = await names(
				`with wanted as (
					select conrelid as table, conkey[1] as column from pg_constraint
					where contype = 'f' and connamespace in ('public'::regnamespace, 'private'::regnamespace)
					union
					select d.refobjid, d.refobjsubid from pg_depend as d
					join pg_class as c on c.oid = d.refobjid and c.relnamespace = 'public'::regnamespace
					where d.classid = 'pg_policy'::regclass and d.refclassid = 'pg_class'::regclass
						and d.refobjsubid > 0
				)
				select c.relname || '.' || a.attname as name from wanted as w
				join pg_class as c on c.oid = w.table
				join pg_attribute as a on a.attrelid = w.table and a.attnum = w.column
				where not exists (
					select 1 from pg_index as i where i.indrelid = w.table and i.indkey[0] = w.column
				)
				order by 1`
			);
			expect(without).toEqual(WITH_THE_DISTRICT);
		});

		test('has no column grants: what some may not see is in a table of its own', async () => {
			expect(
				await names(
					`select attrelid::regclass || '.' || attname as name from pg_attribute
					where attacl is not null and attrelid in (
						select oid from pg_class
						where relnamespace in ('public'::regnamespace, 'private'::regnamespace)
					)`
				)
			).toEqual([]);
		});

		test('gives guests and people no privilege that reads or writes past a row', async () => {
			expect(
				await names(
					`select r.role || ' ' || p.privilege || ' ' || c.relname as name
					from pg_class as c, (values ('anon'), ('authenticated')) as r (role),
						(values ('truncate'), ('references'), ('trigger')) as p (privilege)
					where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
						and has_table_privilege(r.role, c.oid, p.privilege)
					union all
					select r.role || ' uses ' || c.relname
					from pg_class as c, (values ('anon'), ('authenticated')) as r (role)
					where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
						and has_sequence_privilege(r.role, c.oid, 'usage, select, update')`
				)
			).toEqual([]);
		});

		test('gives nobody who comes through the API a table of private or of the accounts', async () => {
			expect(
				await names(
					`select r.role || ' ' || c.oid::regclass as name
					from pg_class as c, (values ('anon'), ('authenticated'), ('service_role')) as r (role)
					where c.relkind in ('r', 'p', 'v') and (
						c.relnamespace = 'private'::regnamespace
						or (c.relnamespace = 'auth'::regnamespace and r.role <> 'service_role')
					) and has_table_privilege(r.role, c.oid, 'select, insert, update, delete')`
				)
			).toEqual([]);
		});
	});
}
