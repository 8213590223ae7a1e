/** Every address of Viertel is built here, so that a renamed page is one change. */
type Lang = { lang: string };
type InDistrict = Lang & { district: string };
type Query = Record<string, string | readonly string[] | undefined>;

/** `path?a=1&b=2`, without the empty ones. */
export function withQuery(path: string, query: Query): string {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(query))
		for (const one of typeof value === 'string' ? [value] : (value ?? []))
			if (one) search.append(name, one);
	return search.size ? `${path}?${search}` : path;
}

export const route = {
	districts: ({ lang }: Lang) => `/${lang}`,
	home: ({ lang, district }: InDistrict) => `/${lang}/${district}`,
	reports: ({ lang, district }: InDistrict) => `/${lang}/${district}/reports`,
	newReport: ({ lang, district }: InDistrict) => `/${lang}/${district}/reports/new`,
	report: ({ lang, district, id }: InDistrict & { id: string }) =>
		`/${lang}/${district}/reports/${id}`,
	measures: ({ lang, district }: InDistrict) => `/${lang}/${district}/measures`,
	measure: ({ lang, district, id }: InDistrict & { id: string }) =>
		`/${lang}/${district}/measures/${id}`,
	forum: ({ lang, district }: InDistrict) => `/${lang}/${district}/forum`,
	newTopic: ({ lang, district }: InDistrict) => `/${lang}/${district}/forum/new`,
	/** A topic, or the page of its topic on which a reply stands: the id may be that of a reply. */
	topic: ({ lang, district, id }: InDistrict & { id: string }) =>
		`/${lang}/${district}/forum/${id}`,
	/** Changing one's own topic or reply, and how one came to what it is. */
	editPost: ({ lang, district, id }: InDistrict & { id: string }) =>
		`/${lang}/${district}/forum/${id}/edit`,
	postHistory: ({ lang, district, id }: InDistrict & { id: string }) =>
		`/${lang}/${district}/forum/${id}/history`,
	proposals: ({ lang, district }: InDistrict) => `/${lang}/${district}/proposals`,
	newProposal: ({ lang, district }: InDistrict) => `/${lang}/${district}/proposals/new`,
	proposal: ({ lang, district, id }: InDistrict & { id: string }) =>
		`/${lang}/${district}/proposals/${id}`,
	/** The page of a contribution of any kind. */
	contribution: ({ kind, ...at }: InDistrict & { kind: string; id: string }): string =>
		kind === 'report'
			? route.report(at)
			: kind === 'proposal'
				? route.proposal(at)
				: route.topic(at),
	editProposal: ({ lang, district, id }: InDistrict & { id: string }) =>
		`/${lang}/${district}/proposals/${id}/edit`,
	/** Suggesting a change to it. */
	amendProposal: ({ lang, district, id }: InDistrict & { id: string }) =>
		`/${lang}/${district}/proposals/${id}/amend`,
	proposalVersions: ({ lang, district, id }: InDistrict & { id: string }) =>
		`/${lang}/${district}/proposals/${id}/versions`,
	search: ({ lang, district }: InDistrict) => `/${lang}/${district}/search`,
	/** What became of a contribution. */
	story: ({ lang, district, id }: InDistrict & { id: string }) =>
		`/${lang}/${district}/story/${id}`,
	/** Reading, correcting and writing the translation of a contribution. */
	translation: ({ lang, district, id }: InDistrict & { id: string }) =>
		`/${lang}/${district}/translations/${id}`,
	news: ({ lang }: Lang) => `/${lang}/me/news`,
	/** Marks a piece of news as read and leads to what it is about. */
	openNews: ({ lang, id }: Lang & { id: number }) => `/${lang}/me/news/${id}`,
	newsSettings: ({ lang }: Lang) => `/${lang}/me/news/settings`,
	follow: ({ lang, code }: Lang & { code: string }) => `/${lang}/follow/${code}`,
	followForm: ({ lang }: Lang) => `/${lang}/follow`,
	signIn: ({ lang }: Lang) => `/${lang}/sign-in`,
	me: ({ lang }: Lang) => `/${lang}/me`,
	welcome: ({ lang }: Lang) => `/${lang}/me/welcome`,
	exportMe: ({ lang }: Lang) => `/${lang}/me/export`,
	deleteMe: ({ lang }: Lang) => `/${lang}/me/delete`,
	about: ({ lang }: Lang) => `/${lang}/about`,
	photo: ({ id, size }: { id: string; size: 'small' | 'large' }) => `/photos/${id}/${size}`,
	/** What resembles a text; `&text=` comes behind it. */
	similar: ({ lang, district }: InDistrict) => `/api/similar/${district}?lang=${lang}`,
	clusters: ({ district }: { district: string }) => `/api/clusters/${district}`,
	/** Where the buttons for following something are sent to. */
	followThing: () => '/api/follow',
	pushDevice: () => '/api/push',
	unsubscribe: ({ code }: { code: string }) => `/api/unsubscribe/${code}`,
	unsubscribePage: ({ lang, code }: Lang & { code: string }) => `/${lang}/unsubscribe/${code}`,
	/** What is new in a district, for feed readers. */
	feed: ({
		lang,
		district,
		of
	}: InDistrict & { of: 'reports' | 'forum' | 'proposals' | 'measures' }) =>
		withQuery(`/api/feeds/${district}/${of}.atom`, { lang }),
	caughtMails: () => '/dev/mail',
	caughtMail: ({ number }: { number: number }) => `/dev/mail/${number}`,
	manage: {
		start: () => '/manage',
		language: ({ lang }: Lang) => `/manage/language/${lang}`,
		queue: ({ district }: { district: string }) => `/manage/${district}/queue`,
		waiting: ({ district, id }: { district: string; id: string }) =>
			`/manage/${district}/queue/${id}`,
		reports: ({ district }: { district: string }) => `/manage/${district}/reports`,
		report: ({ district, id }: { district: string; id: string }) =>
			`/manage/${district}/reports/${id}`,
		talk: ({ district }: { district: string }) => `/manage/${district}/talk`,
		/** A topic, reply or proposal as staff look at it. */
		talkCase: ({ district, id }: { district: string; id: string }) =>
			`/manage/${district}/talk/${id}`,
		/** A contribution of any kind as staff look at it. */
		contribution: ({ kind, ...at }: { district: string; kind: string; id: string }): string =>
			kind === 'report' ? route.manage.report(at) : route.manage.talkCase(at),
		splitTopic: ({ district, id }: { district: string; id: string }) =>
			`/manage/${district}/talk/${id}/split`,
		mergeTopic: ({ district, id }: { district: string; id: string }) =>
			`/manage/${district}/talk/${id}/merge`,
		measures: ({ district }: { district: string }) => `/manage/${district}/measures`,
		/** `source`: the contribution it begins with. */
		newMeasure: ({ district, source }: { district: string; source?: string }) =>
			withQuery(`/manage/${district}/measures/new`, { source }),
		measure: ({ district, id }: { district: string; id: string }) =>
			`/manage/${district}/measures/${id}`,
		log: ({ district }: { district: string }) => `/manage/${district}/log`,
		processes: ({ district }: { district: string }) => `/manage/${district}/processes`,
		newProcess: ({ district }: { district: string }) => `/manage/${district}/processes/new`,
		process: ({ district, id }: { district: string; id: string }) =>
			`/manage/${district}/processes/${id}`,
		proposals: ({ district }: { district: string }) => `/manage/${district}/proposals`,
		proposal: ({ district, id }: { district: string; id: string }) =>
			`/manage/${district}/proposals/${id}`,
		translations: ({ district }: { district: string }) => `/manage/${district}/translations`,
		/** Mail and push that could not be sent; for admins. */
		deadLetters: () => '/manage/dead-letters'
	}
} as const;
