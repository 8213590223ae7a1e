import { expect, test } from 'vitest';
import { flatten, keysUsed, pluralBase } from './strings.ts';

test('nested strings become dotted keys', () => {
	expect([...flatten({ a: { b: 'x', c: { d: 'y' } } })]).toEqual([
		['a.b', 'x'],
		['a.c.d', 'y']
	]);
});

test('a plural form belongs to its base', () => {
	expect(pluralBase('list.count_few')).toBe('list.count');
	expect(pluralBase('list.some_thing')).toBe('list.some_thing');
});

test('keys are found as literals and as templates, in whatever block they stand', () => {
	const used = keysUsed([
		"{#if x}{i18n.t('reports:list.title')}{/if}",
		'i18n.t(`common:status.${status}.name`)'
	]);
	expect(used.has('reports:list.title')).toBe(true);
	expect(used.has('common:status.done.name')).toBe(true);
	expect(used.has('common:status.done.meaning')).toBe(false);
	expect(used.has('reports:list.lead')).toBe(false);
});
