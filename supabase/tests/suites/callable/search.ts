import type { Callable } from './roles.ts';

export const SEARCH: Callable = {};
