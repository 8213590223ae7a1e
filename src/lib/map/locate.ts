import type { Point } from './geo.ts';

export interface Fix extends Point {
	/** The place is within so many metres. */
	accuracy: number;
}

export type LocateProblem = 'denied' | 'unavailable' | 'timeout';

export class LocateError extends Error {
	readonly problem: LocateProblem;
	constructor(problem: LocateProblem) {
		super(problem);
		this.problem = problem;
	}
}

/** The codes of a GeolocationPositionError. */
const PROBLEMS: Record<number, LocateProblem> = { 1: 'denied', 3: 'timeout' };

/** Where the device is. A place known within the last half minute is good enough. Rejects with a LocateError. */
export const locate = (geolocation: Geolocation): Promise<Fix> =>
	new Promise((resolve, reject) =>
		geolocation.getCurrentPosition(
			({ coords }) =>
				resolve({
					latitude: coords.latitude,
					longitude: coords.longitude,
					accuracy: coords.accuracy
				}),
			({ code }) => reject(new LocateError(PROBLEMS[code] ?? 'unavailable')),
			{ enableHighAccuracy: true, timeout: 12_000, maximumAge: 30_000 }
		)
	);
