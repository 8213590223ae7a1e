import * as v from 'valibot';

/** Thrown for a setting that cannot be used; its message is one line for whoever starts the server. */
class SettingError extends Error {}

const port = v.pipe(
	v.string(),
	v.regex(/^\d+$/, 'must be a port number'),
	v.transform(Number),
	v.minValue(1, 'must be a port number'),
	v.maxValue(65535, 'must be a port number')
);
const urlOf = (...protocols: string[]) =>
	v.pipe(
		v.string(),
		v.check(
			(value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
			`must be an address beginning with ${protocols.map((p) => `${p}//`).join(' or ')}`
		)
	);
const yesOrNo = v.pipe(
	v.picklist(['1', '0', 'true', 'false'], 'must be 1 or 0'),
	v.transform((value) => value === '1' || value === 'true')
);

const schema = v.object({
	PORT: v.optional(port, '3000'),
	HOST: v.optional(v.string(), '0.0.0.0'),
	/** Folder of the embedded database, stored photos, caught mail and cached tiles. */
	VIERTEL_DATA: v.optional(v.string(), '.data'),
	/** Load and show the demo; by default only on the embedded database in a folder. */
	VIERTEL_DEMO: v.optional(yesOrNo),
	/** Set behind a proxy that sets X-Forwarded-Proto and X-Forwarded-For itself. */
	TRUST_PROXY: v.optional(yesOrNo, '0'),
	/** Where residents reach this installation; for links in mails. */
	PUBLIC_URL: v.optional(urlOf('http:', 'https:')),
	DATABASE_URL: v.optional(urlOf('postgres:', 'postgresql:')),
	SUPABASE_URL: v.optional(urlOf('http:', 'https:')),
	SUPABASE_PUBLISHABLE_KEY: v.optional(v.string()),
	SUPABASE_SECRET_KEY: v.optional(v.string()),
	/** Secret of Supabase's "send email" hook, `v1,whsec_…`. */
	SEND_EMAIL_HOOK_SECRET: v.optional(
		v.pipe(v.string(), v.regex(/^v1,whsec_[A-Za-z0-9+/=]+$/, 'must look like v1,whsec_…'))
	),
	SMTP_URL: v.optional(urlOf('smtp:', 'smtps:')),
	/** The pair of keys for web push (`npx web-push generate-vapid-keys`), and who push services may write to. */
	VAPID_PUBLIC_KEY: v.optional(v.string()),
	VAPID_PRIVATE_KEY: v.optional(v.string()),
	VAPID_SUBJECT: v.optional(
		v.pipe(v.string(), v.regex(/^(https:\/\/|mailto:)\S+$/, 'must begin with https:// or mailto:'))
	),
	MAIL_FROM: v.optional(v.string(), 'Viertel <viertel@localhost>'),
	TILE_URL: v.optional(urlOf('http:', 'https:'), 'https://tile.openstreetmap.org/{z}/{x}/{y}.png'),
	TILE_CACHE_MB: v.optional(
		v.pipe(v.string(), v.regex(/^\d+$/, 'must be a whole number'), v.transform(Number)),
		'500'
	),
	/** Who translates what people write. Unset: nobody, and nothing of it leaves this installation. */
	TRANSLATION_PROVIDER: v.optional(
		v.picklist(['libretranslate', 'deepl'], 'must be libretranslate or deepl')
	),
	TRANSLATION_URL: v.optional(urlOf('http:', 'https:')),
	TRANSLATION_KEY: v.optional(v.string()),
	/** Characters that may be sent in a calendar month. */
	TRANSLATION_MONTHLY_CHARACTERS: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d{1,12}$/, 'must be a whole number of characters'),
			v.transform(Number)
		),
		'400000'
	),
	/** Multiplies every rate limit; for tests and for many people behind one address. */
	RATE_LIMIT_FACTOR: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d+(\.\d+)?$/, 'must be a number above 0'),
			v.transform(Number),
			v.check((factor) => factor > 0, 'must be a number above 0')
		),
		'1'
	),
	/** Address of whoever runs the installation; part of the User-Agent towards the tile server. */
	CONTACT: v.optional(v.string(), 'https://viertel.example')
});

export type Settings = v.InferOutput<typeof schema> & { demo: boolean };

/** Reads the settings. Throws a `SettingError` that names the wrong one. Empty means unset. */
export function readSettings(source: Record<string, string | undefined>): Settings {
	const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value));
	const parsed = v.safeParse(schema, given);
	if (!parsed.success) {
		const issue = parsed.issues[0];
		throw new SettingError(`${v.getDotPath(issue) ?? 'A setting'} ${issue.message}`);
	}
	const settings = parsed.output;
	if (settings.SUPABASE_URL) {
		if (settings.DATABASE_URL)
			throw new SettingError('DATABASE_URL and SUPABASE_URL are both set; choose one');
		for (const key of ['SUPABASE_PUBLISHABLE_KEY', 'SUPABASE_SECRET_KEY'] as const)
			if (!settings[key]) throw new SettingError(`${key} is missing beside SUPABASE_URL`);
		if (settings.VIERTEL_DEMO)
			throw new SettingError('VIERTEL_DEMO cannot be used with SUPABASE_URL');
	}
	const { TRANSLATION_PROVIDER: translator } = settings;
	if (translator === 'libretranslate' && !settings.TRANSLATION_URL)
		throw new SettingError('TRANSLATION_URL is missing beside TRANSLATION_PROVIDER=libretranslate');
	if (translator === 'deepl' && !settings.TRANSLATION_KEY)
		throw new SettingError('TRANSLATION_KEY is missing beside TRANSLATION_PROVIDER=deepl');
	for (const key of ['TRANSLATION_URL', 'TRANSLATION_KEY'] as const)
		if (settings[key] && !translator)
			throw new SettingError(`TRANSLATION_PROVIDER is missing beside ${key}`);
	if (!settings.VAPID_PUBLIC_KEY !== !settings.VAPID_PRIVATE_KEY)
		throw new SettingError(
			'VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY belong together; one is missing'
		);
	return {
		...settings,
		demo: settings.VIERTEL_DEMO ?? !(settings.DATABASE_URL || settings.SUPABASE_URL)
	};
}

let settings: Settings | undefined;
/** This process's settings, read once. */
export const env = (): Settings => (settings ??= readSettings(process.env));
