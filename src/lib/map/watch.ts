/** Calls `ask` once things have been quiet for `delay` ms; a newer call aborts an older one, whose answer is dropped. */
export function createAsker<Answer>(
	ask: (signal: AbortSignal) => Promise<Answer>,
	answered: (answer: Answer) => void,
	failed: () => void,
	delay = 200
) {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let running: AbortController | undefined;

	function stop() {
		clearTimeout(timer);
		running?.abort();
	}

	async function run() {
		const own = (running = new AbortController());
		try {
			const answer = await ask(own.signal);
			if (!own.signal.aborted) answered(answer);
		} catch {
			if (!own.signal.aborted) failed();
		}
	}

	return {
		stop,
		soon() {
			stop();
			timer = setTimeout(() => void run(), delay);
		}
	};
}
