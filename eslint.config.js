import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteTypeImports from './scripts/eslint/svelte-type-imports.js';

export default defineConfig(
	globalIgnores([
		'.cache/',
		'.data/',
		'.node24/',
		'.svelte-kit/',
		'build/',
		'test-results/',
		'src/lib/db/database.types.ts'
	]),
	js.configs.recommended,
	ts.configs.recommended,
	svelte.configs.recommended,
	svelte.configs.prettier,
	{
		// A rule that is wrong somewhere is changed here, for everyone and with its reason.
		linterOptions: { noInlineConfig: true },
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off', // the type checks know better
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			// Addresses are built in src/lib/route.ts; Viertel has no base path to resolve.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.ts', '**/*.svelte'],
		languageOptions: {
			parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] }
		},
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/await-thenable': 'error'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser } }
	},
	{
		// There, it takes every Date inside an exported class for one that is kept and changed.
		files: ['**/*.svelte.ts'],
		rules: { 'svelte/prefer-svelte-reactivity': 'off' }
	},
	{
		files: ['**/*.svelte'],
		plugins: { viertel: { rules: { 'svelte-type-imports': svelteTypeImports } } },
		rules: { 'viertel/svelte-type-imports': 'error' }
	}
);
