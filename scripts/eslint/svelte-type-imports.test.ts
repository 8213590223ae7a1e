import { Linter } from 'eslint';
import svelte from 'eslint-plugin-svelte';
import { join } from 'node:path';
import ts from 'typescript-eslint';
import { expect, it } from 'vitest';
import { root } from '../lib/process.js';
import rule from './svelte-type-imports.js';

function messagesFor(file: string, specifier: string) {
	const code = `<script lang="ts">import type { T } from '${specifier}'; let t: T;</script>{t}`;
	const config: Linter.Config[] = [
		...svelte.configs.base,
		{
			files: ['**/*.svelte'],
			languageOptions: { parserOptions: { parser: ts.parser } },
			plugins: { viertel: { rules: { 'svelte-type-imports': rule } } },
			rules: { 'viertel/svelte-type-imports': 'error' }
		}
	];
	return new Linter({ cwd: root })
		.verify(code, config, { filename: join(root, file) })
		.map((message) => message.message);
}

it.each([
	['src/lib/features/a/A.svelte', '../b/queries.ts', 'Features are composed in routes'],
	['src/lib/features/a/A.svelte', '#lib/server/env.ts', 'Features are composed in routes'],
	['src/lib/ui/Box.svelte', '#lib/features/a/model.ts', 'knows no feature'],
	['src/routes/+page.svelte', '#lib/server/env.ts', 'only server files']
])('refuses in %s the types of %s, with the rule’s own reason', (file, specifier, reason) => {
	expect(messagesFor(file, specifier)).toEqual([expect.stringContaining(reason)]);
});

it.each([
	['src/lib/features/a/A.svelte', './queries.ts'],
	['src/lib/features/a/A.svelte', '../b/model.ts'],
	['src/lib/ui/Box.svelte', '#lib/i18n/languages.ts'],
	['src/lib/ui/Box.svelte', 'svelte/elements'],
	['src/routes/+page.svelte', './$types'],
	['src/routes/+page.svelte', '@supabase/supabase-js']
])('lets %s import the types of %s', (file, specifier) => {
	expect(messagesFor(file, specifier)).toEqual([]);
});
