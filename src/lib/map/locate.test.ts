import { describe, expect, it } from 'vitest';
import { locate } from './locate.ts';

const device = (ask: Geolocation['getCurrentPosition']) =>
	({ getCurrentPosition: ask }) as Geolocation;
const failing = (code: number) =>
	device((_, failed) => failed?.({ code } as GeolocationPositionError));

describe('locate', () => {
	it('says where the device is, and how sure it is', async () => {
		const coords = { latitude: 51.48, longitude: 11.92, accuracy: 25, altitude: 80 };
		const here = device((found) => found({ coords } as unknown as GeolocationPosition));
		expect(await locate(here)).toEqual({ latitude: 51.48, longitude: 11.92, accuracy: 25 });
	});

	it.each([
		[1, 'denied'],
		[2, 'unavailable'],
		[3, 'timeout'],
		[99, 'unavailable']
	])('tells what went wrong: %i is %s', async (code, problem) => {
		await expect(locate(failing(code))).rejects.toMatchObject({ problem });
	});
});
