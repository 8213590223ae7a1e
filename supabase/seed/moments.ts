import type { Ago } from './types.ts';

/** Whether the second moment is not before the first. */
export const isBefore = (a: Ago, b: Ago) =>
	a.days_ago > b.days_ago || (a.days_ago === b.days_ago && a.hour <= b.hour);
