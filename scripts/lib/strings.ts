/** The plural forms i18next knows by their ending. */
export const PLURAL = /_(zero|one|two|few|many|other)$/;
export const pluralBase = (key: string): string => key.replace(PLURAL, '');

type Tree = { [key: string]: string | Tree };

/** `{ a: { b: 'x' } }` as `a.b → x`. */
export function flatten(tree: Tree, prefix = ''): Map<string, string> {
	return new Map(
		Object.entries(tree).flatMap(([key, value]) =>
			typeof value === 'string'
				? [[`${prefix}${key}`, value] as const]
				: [...flatten(value, `${prefix}${key}.`)]
		)
	);
}

const AREAS =
	'common|ui|reports|measures|account|manage|mail|forum|proposals|translation|news|search';
const LITERAL = new RegExp(`['"]((?:${AREAS}):[\\w.-]+)['"]`, 'g');
const TEMPLATE = new RegExp(`\`((?:${AREAS}):[^\`]*\\$\\{[^\`]*)\``, 'g');

/**
 * The keys that sources ask for. A template such as `common:status.${status}.name` stands for every
 * key that fits it: each `${…}` may be anything but nothing.
 */
export function keysUsed(sources: readonly string[]) {
	const literals = new Set<string>();
	const patterns: RegExp[] = [];
	for (const source of sources) {
		for (const [, key] of source.matchAll(LITERAL)) if (key) literals.add(key);
		for (const [, template] of source.matchAll(TEMPLATE)) {
			const pattern = (template ?? '')
				.split(/\$\{[^}]*\}/)
				.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
				.join('[\\w.-]+');
			patterns.push(new RegExp(`^${pattern}$`));
		}
	}
	return {
		has: (key: string) => literals.has(key) || patterns.some((pattern) => pattern.test(key)),
		literals: () => literals
	};
}
