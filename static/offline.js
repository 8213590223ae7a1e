// The page that stands in for one without a connection: leaves the reader's language, lists the pages that were opened before.
// Precached by the service worker (src/service-worker/shell.ts), served as it stands.

const main = document.querySelector('main');
const nav = document.querySelector('nav');
const sections = [...document.querySelectorAll('section')];
const spoken = sections.map((section) => section.dataset.language);

// The language of the address that could not be opened, else the browser's own.
const wanted = [
	location.pathname.split('/')[1],
	...navigator.languages.map((tag) => tag.split('-')[0])
];
const language = wanted.find((tag) => spoken.includes(tag));
const own = sections.find((section) => section.dataset.language === language);
if (own) {
	for (const section of sections) section.hidden = section !== own;
	document.documentElement.lang = own.lang;
	document.documentElement.dir = own.dir;
	document.documentElement.dataset.language = language;
	document.title = own.querySelector('h1').textContent;
}

async function describe(request, response) {
	const page = new DOMParser().parseFromString(await response.text(), 'text/html');
	const { pathname, search } = new URL(request.url);
	return {
		address: pathname + search,
		title: page.title,
		lang: page.documentElement.lang,
		dir: page.documentElement.dir,
		mine: pathname.split('/')[1] === language,
		at: Date.parse(response.headers.get('date')) || 0
	};
}

async function listPages() {
	const cache = await caches.open(main.dataset.cache);
	const requests = await cache.keys();
	const pages = await Promise.all(
		requests.map(async (request) => describe(request, await cache.match(request)))
	);
	pages.sort((a, b) => b.mine - a.mine || b.at - a.at);
	const list = document.createElement('ul');
	for (const { address, title, lang, dir } of pages.slice(0, 20)) {
		const link = document.createElement('a');
		link.href = address;
		link.textContent = title || address;
		Object.assign(link, { lang, dir });
		const entry = document.createElement('li');
		entry.append(link);
		list.append(entry);
	}
	const heading = document.createElement('h2');
	heading.textContent = (own ?? sections[0]).dataset.visited;
	nav.ariaLabel = heading.textContent;
	nav.append(heading, list);
	nav.hidden = pages.length === 0;
}

if ('caches' in window) listPages();
for (const again of document.querySelectorAll('.again'))
	again.addEventListener('click', (event) => {
		event.preventDefault();
		location.reload();
	});
addEventListener('online', () => location.reload());
