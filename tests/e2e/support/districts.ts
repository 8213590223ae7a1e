/** The district in which the tests report, with a point inside it and one elsewhere. */
export const HALLE = {
	id: 'halle-neustadt',
	name: 'Halle-Neustadt',
	inside: { latitude: 51.4808, longitude: 11.9172 },
	outside: { latitude: 51.3397, longitude: 12.3731 }
} as const;
