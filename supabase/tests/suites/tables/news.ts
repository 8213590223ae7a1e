import type { TableRules } from './rules.ts';

export const NEWS: Record<string, TableRules> = {};
