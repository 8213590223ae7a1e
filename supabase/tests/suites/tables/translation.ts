import type { TableRules } from './rules.ts';

export const TRANSLATION: Record<string, TableRules> = {};
