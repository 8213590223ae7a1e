import { defineConfig } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TRANSLATOR } from './tests/e2e/support/translator.ts';

const port = process.env.E2E_PORT ?? '4173';

// Workers read this file too and inherit the environment: only the first reader makes the folder, and removes it.
if (!process.env.E2E_DATA) {
	const folder = mkdtempSync(join(tmpdir(), 'viertel-e2e-'));
	process.env.E2E_DATA = folder;
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
}

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results/e2e',
	reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
	forbidOnly: true,
	fullyParallel: true,
	workers: 2,
	timeout: 60_000,
	// Machines are noisy. What passes only at the second try is said in the list as flaky.
	retries: process.env.CI ? 1 : 0,
	expect: { timeout: 10_000 },
	use: {
		baseURL: `http://localhost:${port}`,
		locale: 'de-DE',
		timezoneId: 'Europe/Berlin',
		screenshot: 'only-on-failure',
		trace: 'off',
		launchOptions: {
			executablePath: process.env.CHROMIUM_PATH,
			// Chromium runs as root in CI, and asks nobody outside for anything.
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--no-first-run'
			]
		}
	},
	projects: [
		{
			name: 'phone',
			testMatch: '{journeys,pages}/*.e2e.ts',
			// A phone has no keys.
			testIgnore: '**/*.desktop.e2e.ts',
			use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
		},
		{
			name: 'desktop',
			testMatch: 'journeys/*.e2e.ts',
			use: { viewport: { width: 1280, height: 800 } }
		},
		// What no screen changes: asked once, without a browser.
		{ name: 'http', testMatch: 'http/*.e2e.ts' }
	],
	webServer: [
		{
			command: 'node --disable-warning=ExperimentalWarning tests/e2e/support/libretranslate.ts',
			url: TRANSLATOR.url,
			reuseExistingServer: false,
			env: { LIBRETRANSLATE_PORT: `${TRANSLATOR.port}` }
		},
		{
			command: 'node scripts/start.js',
			url: `http://localhost:${port}/api/health`,
			reuseExistingServer: false,
			timeout: 120_000,
			gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
			env: {
				PORT: port,
				VIERTEL_DATA: process.env.E2E_DATA,
				VIERTEL_DEMO: '1',
				// All tests come from one address.
				RATE_LIMIT_FACTOR: '1000',
				// The map without its streets: nothing outside is asked for a test.
				TILE_URL: 'http://127.0.0.1:9/{z}/{x}/{y}.png',
				// Empty is unset: a developer's own installation is never what is tested.
				DATABASE_URL: '',
				SUPABASE_URL: '',
				SMTP_URL: '',
				PUBLIC_URL: '',
				TRANSLATION_PROVIDER: 'libretranslate',
				TRANSLATION_URL: TRANSLATOR.url
			}
		}
	]
});
