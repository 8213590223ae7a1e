// Translates on the reader's own device, where their browser can (the Translator API): nothing is sent anywhere.
// Loaded by pages with words that nobody has translated yet (ui/Translated.svelte).

const BLOCKS = 'p, li, blockquote, pre';

/** Where words stand: a block as a whole if it is plain text, else each piece between links and names. */
function piecesOf(root) {
	const blocks = [...root.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
	return blocks.flatMap((block) => {
		const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
		const pieces = [];
		while (walker.nextNode()) {
			const inAddress = walker.currentNode.parentElement.closest('code, .mention, bdi.muted');
			if (!inAddress && /\p{L}/u.test(walker.currentNode.data)) pieces.push(walker.currentNode);
		}
		return pieces;
	});
}

// Only what is there already is filled, shown or hidden: where the page has its framework, that may still be starting.
async function translate(spoken, [sourceLanguage, targetLanguage]) {
	const [words, made] = spoken.querySelectorAll('.words');
	const translator = await Translator.create({ sourceLanguage, targetLanguage });
	const copy = words.cloneNode(true);
	for (const piece of piecesOf(copy)) {
		const [, before, text, after] = /^(\s*)(.*?)(\s*)$/s.exec(piece.data);
		piece.data = before + (await translator.translate(text)) + after;
	}
	made.append(...copy.childNodes);
	made.hidden = false;
	words.hidden = true;
	return words;
}

async function offer(spoken) {
	const button = spoken.querySelector('button[data-done]');
	const note = spoken.querySelector('[data-note]');
	const languages = spoken.dataset.translate.split(' ');
	const [sourceLanguage, targetLanguage] = languages;
	const available = await Translator.availability({ sourceLanguage, targetLanguage });
	if (available === 'unavailable') return;
	const label = button.textContent;
	let original = null;
	let busy = false;
	button.hidden = false;
	button.addEventListener('click', async () => {
		if (busy) return;
		if (original) {
			// Afterwards the same button shows the original below, and hides it.
			original.hidden = !original.hidden;
			button.ariaExpanded = String(!original.hidden);
			return;
		}
		busy = true;
		button.textContent = button.dataset.busy;
		try {
			original = await translate(spoken, languages);
			note.textContent = button.dataset.done;
			button.textContent = button.dataset.original;
			button.ariaExpanded = 'false';
		} catch {
			note.textContent = button.dataset.failed;
			button.textContent = label;
		}
		busy = false;
	});
}

if ('Translator' in self)
	for (const spoken of document.querySelectorAll('[data-translate]')) offer(spoken).catch(() => {});
