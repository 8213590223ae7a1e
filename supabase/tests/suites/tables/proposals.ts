import type { TableRules } from './rules.ts';

export const PROPOSALS: Record<string, TableRules> = {};
