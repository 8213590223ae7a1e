import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAsker } from './watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('createAsker', () => {
	it('asks once for a burst of calls', async () => {
		const ask = vi.fn(async () => 'pins');
		const answered = vi.fn();
		const asker = createAsker(ask, answered, vi.fn());
		asker.soon();
		await vi.advanceTimersByTimeAsync(100);
		asker.soon();
		await vi.advanceTimersByTimeAsync(199);
		expect(ask).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(1);
		expect(ask).toHaveBeenCalledOnce();
		expect(answered).toHaveBeenCalledExactlyOnceWith('pins');
	});

	it('drops the answer to an older question, even one that ignores its signal', async () => {
		const answers: ((answer: string) => void)[] = [];
		const signals: AbortSignal[] = [];
		const answered = vi.fn();
		const asker = createAsker(
			(signal) => {
				signals.push(signal);
				return new Promise<string>((resolve) => answers.push(resolve));
			},
			answered,
			vi.fn()
		);
		asker.soon();
		await vi.advanceTimersByTimeAsync(200);
		asker.soon();
		await vi.advanceTimersByTimeAsync(200);
		expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
		answers[1]?.('new');
		answers[0]?.('old');
		await vi.advanceTimersByTimeAsync(0);
		expect(answered).toHaveBeenCalledExactlyOnceWith('new');
	});

	it('says when it fails, but not when it was stopped', async () => {
		const failed = vi.fn();
		const asker = createAsker(() => Promise.reject(new Error('offline')), vi.fn(), failed);
		asker.soon();
		await vi.advanceTimersByTimeAsync(200);
		expect(failed).toHaveBeenCalledOnce();
		asker.soon();
		asker.stop();
		await vi.advanceTimersByTimeAsync(200);
		expect(failed).toHaveBeenCalledOnce();
	});
});
