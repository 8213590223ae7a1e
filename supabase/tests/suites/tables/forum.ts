import type { TableRules } from './rules.ts';

export const FORUM: Record<string, TableRules> = {};
