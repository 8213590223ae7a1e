import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLimits, networkOf } from './limits.ts';

describe('limits', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	const uses = async (within: ReturnType<typeof createLimits>, key: string, times: number) => {
		let allowed = 0;
		for (let use = 0; use < times; use++) if (await within('signInMail', key)) allowed++;
		return allowed;
	};

	test('allow so many uses in a window, and as many again in the next', async () => {
		const within = createLimits(1);
		expect(await uses(within, 'mara@example.org', 9)).toBe(5);
		vi.advanceTimersByTime(9 * 60_000);
		expect(await uses(within, 'mara@example.org', 1)).toBe(0);
		vi.advanceTimersByTime(61_000);
		expect(await uses(within, 'mara@example.org', 9)).toBe(5);
	});

	test('count each kind and each key apart, but not the case of letters', async () => {
		const within = createLimits(1);
		await uses(within, 'mara@example.org', 5);
		expect(await within('signInCode', 'mara@example.org')).toBe(true);
		expect(await within('signInMail', 'jens@example.org')).toBe(true);
		expect(await within('signInMail', 'Mara@Example.org')).toBe(false);
	});

	test('are multiplied by the factor', async () => {
		expect(await uses(createLimits(3), 'mara@example.org', 20)).toBe(15);
		expect(await uses(createLimits(0.01), 'mara@example.org', 20)).toBe(1);
	});

	test('take a household for one', () => {
		const home = '2001:db8:1:2::/64';
		for (const address of ['2001:db8:1:2::1', '2001:0db8:0001:0002:aaaa:bbbb:cccc:dddd'])
			expect(networkOf(address)).toBe(home);
		expect(networkOf('2001:db8:1:3::1')).not.toBe(home);
		expect(networkOf('::1')).toBe('0:0:0:0::/64');
		expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
	});

	test('do not take all of IPv4 for one', () => {
		expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
		expect(networkOf('192.0.2.2')).toBe('192.0.2.2');
		expect(networkOf('mara@example.org')).toBe('mara@example.org');
	});
});
