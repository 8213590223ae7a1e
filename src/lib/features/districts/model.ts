/** The eight spheres of activity of district management. */
export const SPHERES = [
	'integration',
	'public_space',
	'living',
	'social',
	'economy',
	'health',
	'networking',
	'image'
] as const;
export type Sphere = (typeof SPHERES)[number];
export const isSphere = (value: unknown): value is Sphere => SPHERES.includes(value as Sphere);

/** A point as GeoJSON has it: longitude, then latitude. */
export type Position = [longitude: number, latitude: number];

export interface District {
	/** Its word in the address: `halle-neustadt`. */
	id: string;
	name: string;
	city: string;
	population: number;
	center: { latitude: number; longitude: number };
	zoom: number;
	/** A closed ring. */
	outline: Position[];
}
