// Who may import whom: the table in ARCHITECTURE.md as rules. Each comment is what the person who broke it reads.
const FEATURES = '^src/lib/features/';
const PURE = '(model|schema)\\.ts$';
/** The pure half of i18n: which languages there are, and texts by language. */
const LANGUAGES = '^src/lib/i18n/(languages|texts)\\.ts$';
const TESTS = '\\.(test|e2e)\\.ts$';
const SERVER_FILES = ['^src/lib/server/', '(\\+server|\\.server)\\.ts$', '^src/app\\.d\\.ts$'];

/** Our own code that is neither in the importing layer itself nor in one of those named.
 * @param {...string} allowed */
const ownCodeBut = (...allowed) => ({ path: '^(src|server|scripts)/', pathNot: allowed });

/** @param {...string} names */
const packages = (...names) => `(^|/)node_modules/(${names.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		{
			name: 'pure-models',
			comment:
				'A model or schema is pure: it may import other models and schemas, auth, and the pure half of i18n. So its rules can be tested alone and run anywhere.',
			severity: 'error',
			from: { path: FEATURES + '.*/' + PURE },
			to: ownCodeBut(`${FEATURES}.*/${PURE}`, '^src/lib/auth/', LANGUAGES)
		},
		{
			name: 'pure-models-packages',
			comment:
				'A model or schema is pure: of all packages it may import only the schema library, valibot. Whatever touches a browser, a server or Svelte belongs in a component or in queries.',
			severity: 'error',
			from: { path: FEATURES + '.*/' + PURE },
			to: { pathNot: ['^(src|server|scripts)/', packages('valibot')] }
		},
		{
			name: 'queries-stay-home',
			comment:
				"Queries may import models and schemas (their own and others', for what a nested select brings along), db, auth and the pure half of i18n. What two features do together is composed in a route.",
			severity: 'error',
			from: { path: FEATURES + '([^/]+)/.*queries\\.ts$' },
			to: ownCodeBut(`${FEATURES}.*/${PURE}`, '^src/lib/(db|auth)/', LANGUAGES)
		},
		{
			name: 'queries-know-no-framework',
			comment:
				'Queries are called with a database and answer with domain types. They know neither Svelte nor SvelteKit, so that jobs, tests and scripts can call them too.',
			severity: 'error',
			from: { path: FEATURES + '.*/queries\\.ts$' },
			to: { path: ['^\\$(app|env)/', packages('svelte', '@sveltejs')] }
		},
		{
			name: 'components-compose-elsewhere',
			comment:
				"A component may import its own feature, other features' models, ui, i18n, auth, map, offline, export and route.ts. Features are composed in routes and nowhere else.",
			severity: 'error',
			from: { path: FEATURES + '([^/]+)/', pathNot: ['(model|schema|queries)\\.ts$', TESTS] },
			to: ownCodeBut(
				`${FEATURES}$1/`,
				`${FEATURES}.*/model\\.ts$`,
				'^src/lib/(ui|i18n|auth|map|offline|export)/',
				'^src/lib/route\\.ts$'
			)
		},
		{
			name: 'ui-knows-no-feature',
			comment:
				'The design system may import i18n only: it knows no feature, so that every feature can use it.',
			severity: 'error',
			from: { path: '^src/lib/ui/', pathNot: TESTS },
			to: ownCodeBut('^src/lib/(ui|i18n)/')
		},
		{
			name: 'capabilities-know-no-feature',
			comment:
				'map, offline and export are capabilities that features share: they may import ui, i18n and db, and know no feature.',
			severity: 'error',
			from: { path: '^src/lib/(map|offline|export)/', pathNot: TESTS },
			to: ownCodeBut('^src/lib/$1/', '^src/lib/(ui|i18n|db)/')
		},
		{
			name: 'foundations-stand-alone',
			comment: 'i18n, auth and db are what everything else stands on: they import nothing of ours.',
			severity: 'error',
			from: { path: '^src/lib/(i18n|auth|db)/', pathNot: TESTS },
			to: ownCodeBut('^src/lib/$1/')
		},
		{
			name: 'server-from-server-files',
			comment:
				'src/lib/server holds secrets and the database: only server files (+server.ts, *.server.ts) may import it, so that none of it reaches a browser.',
			severity: 'error',
			from: { path: '^src/', pathNot: [...SERVER_FILES, TESTS] },
			to: { path: '^src/lib/server/' }
		},
		{
			name: 'nothing-imports-routes',
			comment:
				'A route is an end: what two pages share belongs in a feature or in ui, and not in one of the pages.',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/routes/' },
			to: { path: '^src/routes/' }
		},
		{
			name: 'one-door-to-supabase',
			comment:
				'Only src/lib/server/supabase.ts and embedded.ts make Supabase clients, so that keys and sessions are handled in one place. Types may be imported anywhere.',
			severity: 'error',
			from: {
				path: '^(src|server|scripts)/',
				pathNot: ['^src/lib/server/(supabase|embedded)\\.ts$', TESTS]
			},
			to: {
				path: packages('@supabase/(supabase-js|ssr|lite)'),
				dependencyTypesNot: ['type-only']
			}
		},
		{
			name: 'front-server-stands-before',
			comment:
				'server/ runs before and around the built app: of src it may import types of src/lib/server only, or it would load a second copy of the app.',
			severity: 'error',
			from: { path: '^server/', pathNot: TESTS },
			to: { path: '^src/', pathNot: '^src/lib/server/' }
		},
		{
			name: 'front-server-takes-types',
			comment:
				'server/ runs before and around the built app: of src/lib/server it may import env.ts and types only, or it would load a second copy of the app.',
			severity: 'error',
			from: { path: '^server/', pathNot: TESTS },
			to: {
				path: '^src/lib/server/',
				pathNot: '^src/lib/server/env\\.ts$',
				dependencyTypesNot: ['type-only']
			}
		},
		{
			name: 'no-circles',
			comment:
				'Modules that import each other in a circle cannot be understood or tested one at a time. Move what both need into a third.',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '(^|/)\\.svelte-kit/' },
		// Tells imports of types from imports of values. (In Svelte files the compiler has dropped those of types.)
		tsPreCompilationDeps: 'specify',
		enhancedResolveOptions: {
			conditionNames: ['svelte', 'types', 'import', 'node', 'default'],
			exportsFields: ['exports'],
			extensions: ['.ts', '.js', '.svelte']
		}
	}
};
