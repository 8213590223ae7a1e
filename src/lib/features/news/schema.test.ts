import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { heardGroups, mutedKinds, NEWS_GROUPS, NEWS_GROUP_NAMES, NEWS_KINDS } from './model.ts';
import { deviceSchema, followSchema, placeSchema, settingsSchema } from './schema.ts';

test('every kind of news is in exactly one group of the settings', () => {
	expect(Object.values(NEWS_GROUPS).flat().toSorted()).toEqual([...NEWS_KINDS].toSorted());
});

test('what is muted is what is not heard, and back', () => {
	expect(mutedKinds(NEWS_GROUP_NAMES)).toEqual([]);
	expect(heardGroups(mutedKinds(['replies', 'measures']))).toEqual(['replies', 'measures']);
});

describe('settings', () => {
	const sent = { mail: 'daily', heard: ['replies'], quiet_from: '22', quiet_to: '7' };

	test('have quiet hours only where the box is ticked', () => {
		expect(v.parse(settingsSchema, { ...sent, quiet: 'on' })).toMatchObject({
			quiet_from: 22,
			quiet_to: 7,
			push: false
		});
		expect(v.parse(settingsSchema, sent)).toMatchObject({ quiet_from: null, quiet_to: null });
	});

	test('refuse what no form sends', () => {
		for (const wrong of [
			{ mail: 'hourly' },
			{ quiet_from: '24' },
			{ quiet_to: '-1' },
			{ heard: ['all'] }
		])
			expect(v.safeParse(settingsSchema, { ...sent, ...wrong }).success).toBe(false);
	});
});

describe('a place', () => {
	const sent = {
		district_id: 'halle-neustadt',
		latitude: '51,48',
		longitude: '١١.٩٢',
		radius_m: '500',
		place: ' Zu\u202eHause '
	};

	test('takes numbers as people write them, and cleans its name', () => {
		expect(v.parse(placeSchema, sent)).toEqual({
			district_id: 'halle-neustadt',
			latitude: 51.48,
			longitude: 11.92,
			radius_m: 500,
			place: 'Zu Hause'
		});
	});

	test('is somewhere, and not everywhere', () => {
		for (const wrong of [
			{ latitude: '' },
			{ latitude: 'oben' },
			{ longitude: '181' },
			{ radius_m: '7' }
		])
			expect(v.safeParse(placeSchema, { ...sent, ...wrong }).success).toBe(false);
	});
});

test('only a thing with an id can be followed', () => {
	const sent = { what: 'measure', id: '01890a5d-ac96-774b-bcce-b302099a8057', district: 'x' };
	expect(v.safeParse(followSchema, sent).success).toBe(true);
	expect(v.safeParse(followSchema, { ...sent, what: 'person' }).success).toBe(false);
	expect(v.safeParse(followSchema, { ...sent, id: '1' }).success).toBe(false);
});

test('a device is at a public address over https, or our server would ask its own neighbours', () => {
	const keys = { p256dh: 'BAbc_-', auth: 'abc' };
	const fits = (endpoint: string) => v.safeParse(deviceSchema, { endpoint, keys }).success;
	expect(fits('https://fcm.googleapis.com/fcm/send/abc')).toBe(true);
	for (const wrong of [
		'http://fcm.googleapis.com/x',
		'https://127.0.0.1/x',
		'https://[::1]/x',
		'https://2130706433/x',
		'https://localhost/x',
		'https://db.internal/x',
		'https://user@example.org/x',
		'javascript:alert(1)',
		'x'
	])
		expect(fits(wrong), wrong).toBe(false);
});
