import { error } from '@sveltejs/kit';
import type { District } from '../features/districts/model.ts';
import { listDistricts } from '../features/districts/queries.ts';
import { guestDb } from './supabase.ts';

const FRESH = 60_000;
let kept: { at: number; districts: Promise<District[]> } | null = null;

/** The districts, kept for a minute: every page needs one and they hardly ever change. */
export async function districts(): Promise<District[]> {
	if (!kept || Date.now() - kept.at > FRESH) {
		kept = { at: Date.now(), districts: guestDb().then(listDistricts) };
		kept.districts.catch(() => (kept = null));
	}
	return kept.districts;
}

/** The district with this word in the address. Answers 404 when there is none. */
export async function requireDistrict(id: string): Promise<District> {
	return (await districts()).find((district) => district.id === id) ?? error(404, 'not_found');
}
