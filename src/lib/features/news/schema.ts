import * as v from 'valibot';
import { cleanText, foldDigits } from '../../i18n/texts.ts';
import {
	FOLLOWABLE,
	MAIL_RHYTHMS,
	mutedKinds,
	NEWS_GROUP_NAMES,
	RADII,
	SPHERES,
	type NewsSettings
} from './model.ts';

const uuid = v.pipe(v.string(), v.uuid());
const hour = v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(0), v.maxValue(23));

/** What the form of the settings sends. Messages are keys below `news:error`. */
export const settingsSchema = v.pipe(
	v.object({
		mail: v.picklist(MAIL_RHYTHMS, 'mail'),
		/** A checkbox: absent when it is off. */
		push: v.optional(v.literal('on')),
		quiet: v.optional(v.literal('on')),
		quiet_from: v.optional(hour, '21'),
		quiet_to: v.optional(hour, '8'),
		heard: v.array(v.picklist(NEWS_GROUP_NAMES))
	}),
	v.transform(({ mail, push, quiet, quiet_from, quiet_to, heard }): NewsSettings => ({
		mail,
		push: push === 'on',
		quiet_from: quiet ? quiet_from : null,
		quiet_to: quiet ? quiet_to : null,
		muted: mutedKinds(heard)
	}))
);

const coordinate = (most: number) =>
	v.pipe(
		v.string('place'),
		v.transform((typed) => Number(foldDigits(typed).trim().replace(',', '.') || NaN)),
		v.number('place'),
		v.minValue(-most, 'place'),
		v.maxValue(most, 'place')
	);

/** A place with what is around it. */
export const placeSchema = v.object({
	district_id: v.pipe(v.string('district'), v.nonEmpty('district')),
	latitude: coordinate(90),
	longitude: coordinate(180),
	radius_m: v.pipe(v.string('radius'), v.transform(Number), v.picklist(RADII, 'radius')),
	place: v.pipe(
		v.optional(v.string(), ''),
		v.transform((typed) => cleanText(typed).replace(/\s+/g, ' ').slice(0, 200)),
		v.transform((name) => name || null)
	)
});

export const sphereSchema = v.object({
	district_id: v.pipe(v.string('district'), v.nonEmpty('district')),
	sphere: v.picklist(SPHERES, 'sphere')
});

/** What the button on a page sends: what to follow or to stop following, and where to go back to. */
export const followSchema = v.object({
	what: v.picklist(FOLLOWABLE),
	id: uuid,
	district: v.pipe(v.string(), v.nonEmpty()),
	next: v.optional(v.string(), '')
});

export type NewFollow =
	| v.InferOutput<typeof placeSchema>
	| v.InferOutput<typeof sphereSchema>
	| { district_id: string; contribution_id: string }
	| { district_id: string; measure_id: string };

/** A host that is a name in public, and not an address or a machine of our own network. */
const isPublicHost = (address: string): boolean => {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname, username } = new URL(address);
	return (
		protocol === 'https:' &&
		username === '' &&
		/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(hostname) &&
		!/\.(local|internal|localhost|lan|home|corp)$/i.test(hostname)
	);
};

const key = (length: number) =>
	v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+={0,2}$/), v.maxLength(length));

/** A browser's `PushSubscription` as JSON. Its address is one our server will ask: only public ones over https. */
export const deviceSchema = v.object({
	endpoint: v.pipe(v.string(), v.maxLength(2000), v.check(isPublicHost)),
	keys: v.object({ p256dh: key(200), auth: key(100) })
});
export type Device = v.InferOutput<typeof deviceSchema>;
