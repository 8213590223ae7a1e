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

async function translate(spoken, button, [sourceLanguage, targetLanguage]) {
	const words = spoken.querySelector('.words');
	const translator = await Translator.create({ sourceLanguage, targetLanguage });
	const made = words.cloneNode(true);
	made.lang = targetLanguage;
	made.dir = spoken.dataset.dir;
	for (const piece of piecesOf(made)) {
		const [, before, text, after] = /^(\s*)(.*?)(\s*)$/s.exec(piece.data);
		piece.data = before + (await translator.translate(text)) + after;
	}
	const summary = Object.assign(document.createElement('summary'), {
		textContent: button.dataset.original
	});
	const original = document.createElement('details');
	words.replaceWith(made);
	original.append(summary, words);
	spoken.append(original);
	spoken.querySelector('[data-note]').textContent = button.dataset.done;
	button.remove();
}

async function offer(spoken) {
	const button = spoken.querySelector('button[data-done]');
	const [sourceLanguage, targetLanguage] = spoken.dataset.translate.split(' ');
	const available = await Translator.availability({ sourceLanguage, targetLanguage });
	if (!button || available === 'unavailable') return;
	const label = button.textContent;
	button.hidden = false;
	button.addEventListener('click', async () => {
		if (button.ariaDisabled === 'true') return;
		button.ariaDisabled = 'true';
		button.textContent = button.dataset.busy;
		try {
			await translate(spoken, button, [sourceLanguage, targetLanguage]);
		} catch {
			button.ariaDisabled = null;
			button.textContent = label;
			spoken.querySelector('[data-note]').textContent = button.dataset.failed;
		}
	});
}

if ('Translator' in self)
	for (const spoken of document.querySelectorAll('[data-translate]')) offer(spoken).catch(() => {});
