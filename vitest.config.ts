import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		projects: [
			{
				extends: './vite.config.ts',
				test: {
					name: 'unit',
					environment: 'node',
					include: ['{src,scripts,server}/**/*.test.ts', 'supabase/seed/**/*.test.ts'],
					// Pictures and whole-tree checks take seconds on a busy machine.
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			},
			{
				// The built product as a process of its own.
				test: {
					name: 'start',
					environment: 'node',
					include: ['tests/start/**/*.test.ts'],
					testTimeout: 120_000
				}
			},
			{
				// The outbox emptied by processes that are killed in the middle.
				test: {
					name: 'outbox',
					environment: 'node',
					include: ['tests/outbox/**/*.test.ts'],
					hookTimeout: 60_000
				}
			},
			{
				extends: './vite.config.ts',
				test: {
					name: 'db',
					environment: 'node',
					include: ['supabase/tests/**/*.test.ts'],
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			}
		]
	}
});
