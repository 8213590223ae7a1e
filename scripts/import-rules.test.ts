import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import importRules from '../.dependency-cruiser.js';
import { binOf, root } from './lib/process.js';

/** Imports that the rule refuses. They are all written into one small tree, and the tool is run on it. */
const refused: [rule: string, from: string, what: string, specifier: string][] = [
	['pure-models', 'src/lib/features/a/model.ts', 'value', '#lib/db/db.ts'],
	['pure-models', 'src/lib/features/a/model.ts', 'type', '#lib/map/pins.ts'],
	['pure-models', 'src/lib/features/a/schema.ts', 'value', '../b/queries.ts'],
	['pure-models', 'src/lib/features/plan/goals/schema.ts', 'value', '#lib/i18n/load.ts'],
	['pure-models-packages', 'src/lib/features/a/model.ts', 'value', 'svelte'],
	['pure-models-packages', 'src/lib/features/a/schema.ts', 'value', '$app/state'],
	['pure-models-packages', 'src/lib/features/a/schema.ts', 'value', 'node:fs'],
	['queries-stay-home', 'src/lib/features/a/queries.ts', 'value', '../b/queries.ts'],
	['queries-stay-home', 'src/lib/features/a/queries.ts', 'type', '#lib/i18n/load.ts'],
	['queries-stay-home', 'src/lib/features/a/queries.ts', 'value', '#lib/server/env.ts'],
	['queries-know-no-framework', 'src/lib/features/a/queries.ts', 'value', 'svelte'],
	['queries-know-no-framework', 'src/lib/features/a/queries.ts', 'value', '$app/state'],
	['components-compose-elsewhere', 'src/lib/features/a/A.svelte', 'value', '../b/queries.ts'],
	['components-compose-elsewhere', 'src/lib/features/a/A.svelte', 'value', '../b/B.svelte'],
	['components-compose-elsewhere', 'src/lib/features/a/a.svelte.ts', 'value', '#lib/db/db.ts'],
	['ui-knows-no-feature', 'src/lib/ui/Card.svelte', 'value', '#lib/features/b/model.ts'],
	['ui-knows-no-feature', 'src/lib/ui/card.ts', 'type', '../auth/roles.ts'],
	['capabilities-know-no-feature', 'src/lib/map/layer.ts', 'value', '#lib/features/b/model.ts'],
	['capabilities-know-no-feature', 'src/lib/offline/outbox.ts', 'value', '#lib/map/pins.ts'],
	['capabilities-know-no-feature', 'src/lib/export/table.ts', 'value', '#lib/auth/roles.ts'],
	['foundations-stand-alone', 'src/lib/i18n/load.ts', 'value', '#lib/ui/Box.svelte'],
	['foundations-stand-alone', 'src/lib/auth/can.ts', 'value', '#lib/db/db.ts'],
	['foundations-stand-alone', 'src/lib/db/rows.ts', 'type', '#lib/features/b/model.ts'],
	['server-from-server-files', 'src/routes/+page.svelte', 'value', '#lib/server/env.ts'],
	['server-from-server-files', 'src/routes/+page.ts', 'value', '#lib/server/env.ts'],
	['server-from-server-files', 'src/lib/features/a/A.svelte', 'value', '#lib/server/env.ts'],
	['nothing-imports-routes', 'src/lib/ui/Card.svelte', 'value', '../../routes/Local.svelte'],
	['one-door-to-supabase', 'src/routes/+page.server.ts', 'value', '@supabase/supabase-js'],
	['one-door-to-supabase', 'src/lib/server/jobs.ts', 'value', '@supabase/ssr'],
	['one-door-to-supabase', 'server/index.ts', 'value', '@supabase/lite'],
	['front-server-stands-before', 'server/index.ts', 'value', '../src/lib/i18n/languages.ts'],
	['front-server-stands-before', 'server/index.ts', 'type', '../src/lib/db/db.ts'],
	['front-server-takes-types', 'server/index.ts', 'value', '../src/lib/server/mail.ts'],
	['no-circles', 'src/lib/i18n/circle.ts', 'value', './round.ts']
];

/** Imports like those that no rule may refuse. */
const allowed: [from: string, what: string, specifier: string][] = [
	['src/lib/features/a/model.ts', 'value', '../b/model.ts'],
	['src/lib/features/a/schema.ts', 'value', '#lib/auth/roles.ts'],
	['src/lib/features/a/schema.ts', 'value', 'valibot'],
	['src/lib/features/a/queries.ts', 'value', './model.ts'],
	['src/lib/features/a/queries.ts', 'type', '../b/model.ts'],
	['src/lib/features/plan/goals/schema.ts', 'value', '#lib/i18n/languages.ts'],
	['src/lib/features/a/queries.ts', 'value', '#lib/db/db.ts'],
	['src/lib/features/a/A.svelte', 'value', './queries.ts'],
	['src/lib/features/a/A.svelte', 'value', '#lib/features/b/model.ts'],
	['src/lib/features/a/A.svelte', 'value', '#lib/ui/Box.svelte'],
	['src/lib/features/a/A.svelte', 'value', '#lib/route.ts'],
	['src/lib/features/a/A.svelte', 'value', '$app/state'],
	['src/lib/features/a/a.svelte.ts', 'value', 'svelte'],
	['src/lib/features/a/A.test.ts', 'value', '../b/queries.ts'],
	['src/lib/ui/Card.svelte', 'value', '#lib/i18n/languages.ts'],
	['src/lib/map/layer.ts', 'value', '#lib/db/db.ts'],
	['src/routes/+page.svelte', 'value', '#lib/features/b/B.svelte'],
	['src/routes/+page.svelte', 'value', './Local.svelte'],
	['src/routes/+page.server.ts', 'value', '#lib/server/env.ts'],
	['src/routes/+server.ts', 'value', '#lib/server/env.ts'],
	['src/hooks.server.ts', 'value', '#lib/server/env.ts'],
	['src/lib/server/supabase.ts', 'value', '@supabase/ssr'],
	['src/lib/server/embedded.ts', 'value', '@supabase/lite'],
	['src/lib/db/rows.ts', 'type', '@supabase/supabase-js'],
	['server/index.ts', 'value', 'node:http'],
	['server/types.ts', 'type', '../src/lib/server/mail.ts'],
	['server/index.ts', 'value', '../src/lib/server/env.ts'],
	['src/lib/i18n/round.ts', 'value', './circle.ts'], // a circle is reported once
	['src/lib/i18n/type-circle.ts', 'value', './type-round.ts'],
	['src/lib/i18n/type-round.ts', 'type', './type-circle.ts']
];

/** What is imported and imports nothing itself. */
const leaves = [
	'src/lib/features/b/model.ts',
	'src/lib/features/b/queries.ts',
	'src/lib/features/b/B.svelte',
	'src/lib/ui/Box.svelte',
	'src/lib/map/pins.ts',
	'src/lib/auth/roles.ts',
	'src/lib/db/db.ts',
	'src/lib/i18n/languages.ts',
	'src/lib/server/env.ts',
	'src/lib/server/mail.ts',
	'src/lib/i18n/load.ts',
	'src/lib/route.ts',
	'src/routes/Local.svelte'
];
const packages = ['svelte', 'valibot', '@supabase/supabase-js', '@supabase/ssr', '@supabase/lite'];

interface Violation {
	from: string;
	to: string;
	rule: { name: string };
}

const tree = mkdtempSync(join(tmpdir(), 'viertel-import-rules-'));
let violations: Violation[];

function write(path: string, text: string) {
	mkdirSync(dirname(join(tree, path)), { recursive: true });
	writeFileSync(join(tree, path), text);
}

const statement = (what: string, specifier: string, name: string) =>
	what === 'type'
		? `import type { Thing as ${name} } from '${specifier}'; export type T${name} = ${name};`
		: `import * as ${name} from '${specifier}'; export const v${name} = ${name};`;

beforeAll(() => {
	const dependencies = Object.fromEntries(packages.map((name) => [name, '1.0.0']));
	const imports = { '#lib/*': './src/lib/*' };
	write('package.json', JSON.stringify({ type: 'module', imports, dependencies }));
	for (const name of packages) {
		write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
		write(`node_modules/${name}/index.js`, 'export {};');
	}
	const lines = new Map(leaves.map((file) => [file, ['export {};']]));
	const imported = [...refused.map(([, ...rest]) => rest), ...allowed];
	for (const [index, [from, what, specifier]] of imported.entries()) {
		const line = statement(what, specifier, `a${index}`);
		lines.set(from, [...(lines.get(from) ?? []), line]);
	}
	for (const [file, text] of lines) {
		const script = text.join('\n');
		const svelte = `<script lang="ts" module>\n${script}\n</script>`;
		write(file, file.endsWith('.svelte') ? svelte : script);
	}
	const { stdout } = spawnSync(
		process.execPath,
		[
			binOf('depcruise', 'dependency-cruiser'),
			`--config=${join(root, '.dependency-cruiser.js')}`,
			'--output-type=json',
			'src',
			'server'
		],
		{ cwd: tree, encoding: 'utf8', maxBuffer: 32_000_000 }
	);
	violations = JSON.parse(stdout).summary.violations;
}, 60_000);

afterAll(() => rmSync(tree, { recursive: true }));

/** Where an import leads: a path of the tree, or a part of what the tool says of a package. */
function targetOf(from: string, specifier: string) {
	if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
	return specifier.replace('#lib/', 'src/lib/').replace('node:', '');
}

const brokenBy = (from: string, specifier: string) =>
	violations
		.filter((each) => each.from === from && each.to.includes(targetOf(from, specifier)))
		.map((each) => each.rule.name);

describe('import rules', () => {
	it.each(refused)('%s: %s may not import the %s of %s', (rule, from, _what, specifier) => {
		expect(brokenBy(from, specifier)).toContain(rule);
	});

	it.each(allowed)('%s may import the %s of %s', (from, _what, specifier) => {
		expect(brokenBy(from, specifier)).toEqual([]);
	});

	it('has a refused import for every rule, and a reason in every message', () => {
		const names = importRules.forbidden?.map((rule) => rule.name) ?? [];
		expect([...new Set(refused.map(([rule]) => rule))].sort()).toEqual([...names].sort());
		for (const rule of importRules.forbidden ?? []) expect(rule.comment).toMatch(/\w{3,}.*\.$/);
	});
});
