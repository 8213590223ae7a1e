// The little that every page does, also those that ship no framework (csr = false): served as it stands.

// Read by the server: the language where an address comes without one, the district on the reader's own pages.
const keep = (name, value) => {
	if (value) document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
};
keep('language', document.documentElement.dataset.language);
keep('district', document.querySelector('meta[name=district]')?.content);

// After the page, not beside it. Where a worker cannot be had (private windows), everything works without.
addEventListener('load', () => {
	navigator.serviceWorker?.register('/service-worker.js').catch(() => {});
});

// Menus (details with data-menu) close by Escape, a tap elsewhere, or a choice.
const closeMenus = (except) => {
	for (const menu of document.querySelectorAll('details[data-menu][open]'))
		if (menu !== except) menu.open = false;
};
addEventListener('click', ({ target }) => {
	const menu = target.closest?.('details[data-menu]');
	closeMenus(target.closest?.('a') ? null : menu);
});
addEventListener('keydown', ({ key }) => {
	if (key !== 'Escape') return;
	document.querySelector('details[data-menu][open] > summary')?.focus();
	closeMenus(null);
});
