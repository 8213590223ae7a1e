// For pages with a form to write in: the buttons of the editor, its counter, photos made small, and drafts kept on this
// phone. Without it the forms work too. Served as it stands, by pages that ship no framework.

// Drafts: what is typed in a form with data-draft (its name), until the page after sending says that it has arrived.
const SENDING = 'draft-sending';
const nameOf = (form) => `draft:${form.dataset.draft}`;

/** A phone that keeps nothing (private mode) loses only the draft. */
const quietly = (work) => {
	try {
		return work();
	} catch {
		return undefined;
	}
};

const fieldsOf = (form) =>
	[...form.elements].filter(
		({ name, type, dataset }) =>
			name && !['file', 'submit', 'button', 'checkbox'].includes(type) && dataset.keep !== 'no'
	);
const isTyped = ({ type, tagName }) => tagName === 'TEXTAREA' || type === 'text';

function keepDraft(form) {
	const fields = fieldsOf(form);
	quietly(() => {
		if (!fields.some((field) => isTyped(field) && field.value.trim()))
			localStorage.removeItem(nameOf(form));
		else
			localStorage.setItem(
				nameOf(form),
				JSON.stringify(Object.fromEntries(fields.map(({ name, value }) => [name, value])))
			);
	});
}

function bringBack(form) {
	const draft = quietly(() => JSON.parse(localStorage.getItem(nameOf(form)) ?? 'null'));
	if (!draft) return;
	// What the server has sent back, or the reader has typed before this script came, is newer.
	if (form.hasAttribute('data-refused')) return;
	const fields = fieldsOf(form).filter((field) => typeof draft[field.name] === 'string');
	const differs = fields.some((field) => isTyped(field) && field.value !== draft[field.name]);
	for (const field of fields) field.value = draft[field.name];
	const notice = form.querySelector('[data-draft-notice]');
	if (notice) notice.hidden = !differs;
}

function forgetSent() {
	const here = new URL(location.href);
	const sent = here.searchParams.get('sent');
	if (!sent) return;
	here.searchParams.delete('sent');
	history.replaceState(history.state, '', here);
	quietly(() => {
		// Only what this phone has just sent: a link from elsewhere empties nothing.
		if (sessionStorage.getItem(SENDING) === sent) localStorage.removeItem(`draft:${sent}`);
		sessionStorage.removeItem(SENDING);
	});
}

forgetSent();
for (const form of document.querySelectorAll('form[data-draft]')) {
	bringBack(form);
	form.addEventListener('input', () => keepDraft(form));
	form.addEventListener('change', () => keepDraft(form));
	form.querySelector('[data-draft-discard]')?.addEventListener('click', () => {
		quietly(() => localStorage.removeItem(nameOf(form)));
		location.reload();
	});
	form.addEventListener('submit', (event) => {
		if (form.dataset.sending) {
			event.preventDefault();
			return;
		}
		form.dataset.sending = 'yes';
		keepDraft(form);
		quietly(() => sessionStorage.setItem(SENDING, form.dataset.draft));
	});
}
// Coming back by the browser's own button, a form may be sent again.
addEventListener('pageshow', () => {
	for (const form of document.querySelectorAll('form[data-sending]')) delete form.dataset.sending;
});

// The editor.
const SIGNS = {
	bold: (words) => `**${words}**`,
	list: (words) => words.replace(/^/gm, '- '),
	quote: (words) => words.replace(/^/gm, '> '),
	link: (words) => (/^https?:\S+$/.test(words) ? words : `[${words}](https://)`)
};
const WHOLE_LINES = ['list', 'quote'];

function apply(area, tool, placeholder) {
	const { value } = area;
	let { selectionStart: start, selectionEnd: end } = area;
	if (WHOLE_LINES.includes(tool)) {
		start = value.lastIndexOf('\n', start - 1) + 1;
		const stop = value.indexOf('\n', end);
		end = stop < 0 ? value.length : stop;
	}
	const words = value.slice(start, end) || (WHOLE_LINES.includes(tool) ? '' : placeholder);
	const made = SIGNS[tool](words);
	area.focus();
	area.setSelectionRange(start, end);
	// Keeps the browser's own undo, which setting the value would lose.
	if (!document.execCommand('insertText', false, made)) area.setRangeText(made, start, end, 'end');
	const at = start + made.indexOf(words);
	if (tool === 'link') area.setSelectionRange(start + made.length - 1, start + made.length - 1);
	else area.setSelectionRange(at, at + words.length);
	area.dispatchEvent(new Event('input', { bubbles: true }));
}

const numbers = quietly(() => new Intl.NumberFormat(document.documentElement.lang)) ?? {
	format: String
};
for (const editor of document.querySelectorAll('[data-editor]')) {
	const area = editor.querySelector('textarea');
	const count = editor.querySelector('output');
	const most = Number(count.dataset.most);
	const show = () => {
		const length = area.value.trim().length;
		count.textContent = `${numbers.format(length)} / ${numbers.format(most)}`;
		count.toggleAttribute('data-over', length > most);
	};
	for (const button of editor.querySelectorAll('[data-tool]'))
		button.addEventListener('click', () => apply(area, button.dataset.tool, button.dataset.words));
	area.addEventListener('input', show);
	show();
	editor.querySelector('[role=toolbar]').hidden = false;
}

// Photos: at most this long a side leaves the phone. What the browser cannot read is sent as it is.
const LONGEST = 1600;

async function shrink(file) {
	try {
		const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
		const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
		const canvas = document.createElement('canvas');
		canvas.width = Math.round(picture.width * scale);
		canvas.height = Math.round(picture.height * scale);
		canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
		const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.82));
		return blob && blob.size < file.size
			? new File([blob], 'photo.jpg', { type: 'image/jpeg' })
			: file;
	} catch {
		return file;
	}
}

for (const input of document.querySelectorAll('input[type=file][data-shrink]'))
	input.addEventListener('change', async () => {
		const small = new DataTransfer();
		for (const file of await Promise.all([...input.files].map(shrink))) small.items.add(file);
		input.files = small.files;
	});
