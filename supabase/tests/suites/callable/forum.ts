import type { Callable } from './roles.ts';

export const FORUM: Callable = {};
