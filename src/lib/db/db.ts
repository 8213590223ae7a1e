import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database, Json } from './database.types.ts';

/** A client that acts as one reader: a guest, a signed-in person, or the server itself. */
export type Db = SupabaseClient<Database>;
export type Row<T extends keyof Database['public']['Tables']> =
	Database['public']['Tables'][T]['Row'];
export type Arguments<F extends keyof Database['public']['Functions']> =
	Database['public']['Functions'][F]['Args'];

interface Failure {
	message: string;
	code?: string;
	hint?: string | null;
}

/** What the database refused or could not do. `hint` is a key of ours (`place_outside`, `version_old`, …) where a migration gave one. */
export class DbError extends Error {
	readonly code: string;
	readonly hint: string | null;

	constructor(failure: Failure) {
		super(failure.message);
		this.name = 'DbError';
		this.code = failure.code ?? '';
		this.hint = failure.hint ?? null;
	}

	get isDenied(): boolean {
		return this.code === '42501';
	}
}

type Answer = { data: unknown; error: Failure | null };

/** The data of a supabase-js answer. Throws `DbError` for a failed one. */
export function unwrap<A extends Answer>(answer: A): Extract<A, { error: null }>['data'] {
	if (answer.error) throw new DbError(answer.error);
	return answer.data;
}

/**
 * What a SQL function returns as `jsonb`, in the shape its text in `supabase/migrations` builds.
 * The generated types stop at `Json`; the database tests hold the shapes.
 */
export const shaped = <T>(json: Json | null): T => json as unknown as T;
