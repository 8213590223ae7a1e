import { dirname, relative, resolve, sep } from 'node:path';
import importRules from '../../.dependency-cruiser.js';
import { root } from '../lib/process.js';

/** @typedef {string | string[] | undefined} Patterns
 * @typedef {{ path?: Patterns, pathNot?: Patterns, dependencyTypesNot?: string[] }} Side
 * @typedef {{ comment?: string, from: Side, to: Side }} ImportRule */

const rules = /** @type {ImportRule[]} */ (importRules.forbidden);

/** @param {string} path
 * @param {Patterns} patterns
 * @param {string[]} [groups] what `$1` in a pattern stands for */
const matches = (path, patterns, groups = []) =>
	[patterns ?? []].flat().some((pattern) => {
		const filled = pattern.replace(/\$(\d)/g, (whole, number) => groups[number] ?? whole);
		return new RegExp(filled).test(path);
	});

/** The repository path that an import names, or undefined for a package's.
 * @param {string} file
 * @param {string} specifier */
function targetOf(file, specifier) {
	if (specifier.startsWith('#lib/')) return specifier.replace('#lib/', 'src/lib/');
	if (specifier.startsWith('.'))
		return relative(root, resolve(dirname(file), specifier))
			.split(sep)
			.join('/');
	return undefined;
}

/** What the import rules say against a type import, if anything.
 * @param {string} from
 * @param {string} to */
function objection(from, to) {
	const broken = rules.find((rule) => {
		if (!rule.from.path || !rule.to.path) return false;
		if (rule.to.dependencyTypesNot?.includes('type-only')) return false;
		const groups = new RegExp([rule.from.path].flat().join('|')).exec(from);
		return (
			groups !== null &&
			!matches(from, rule.from.pathNot) &&
			matches(to, rule.to.path, groups) &&
			!matches(to, rule.to.pathNot, groups)
		);
	});
	return broken?.comment;
}

/** Holds the type imports of Svelte files to the import rules: dependency-cruiser reads what Svelte compiles to, which has none.
 * @type {import('eslint').Rule.RuleModule} */
export default {
	meta: { type: 'problem', schema: [] },
	create(context) {
		const from = relative(root, context.filename).split(sep).join('/');
		return {
			ImportDeclaration(node) {
				const to = targetOf(context.filename, String(node.source.value));
				const message = to && objection(from, to);
				if (message) context.report({ node, message });
			}
		};
	}
};
