// While a text is written: what others have said like it, in whatever language. Served as it stands; see SimilarHints.svelte.

const PAUSE = 600;
const ENOUGH = 12;
let waiting;
let asked = '';

const link = (box, { kind, title, href, language, dir }) => {
	const line = document.createElement('li');
	const anchor = document.createElement('a');
	Object.assign(anchor, {
		href,
		target: '_blank',
		rel: 'noopener',
		textContent: title,
		lang: language,
		dir
	});
	const what = document.createElement('span');
	what.textContent = ` (${box.dataset[kind]})`;
	line.append(anchor, what);
	return line;
};

const show = (box, similar) => {
	if (!similar.length) return box.replaceChildren();
	const title = document.createElement('p');
	title.textContent = box.dataset.title;
	const list = document.createElement('ul');
	list.append(...similar.map((one) => link(box, one)));
	box.replaceChildren(title, list);
};

async function ask(box, text) {
	if (text === asked) return;
	asked = text;
	if (text.length < ENOUGH) return show(box, []);
	try {
		const answer = await fetch(`${box.dataset.similar}&text=${encodeURIComponent(text)}`);
		// What was asked first may be answered last.
		if (answer.ok && text === asked) show(box, await answer.json());
	} catch {
		// Offline: one can write all the same.
	}
}

addEventListener('input', ({ target }) => {
	const box = document.querySelector('[data-similar]');
	const names = box?.dataset.fields.split(' ') ?? [];
	if (!names.includes(target.name)) return;
	clearTimeout(waiting);
	waiting = setTimeout(() => {
		const texts = names.map((name) => target.form?.elements.namedItem(name)?.value ?? '');
		void ask(box, texts.join(' ').trim().slice(0, 600));
	}, PAUSE);
});
