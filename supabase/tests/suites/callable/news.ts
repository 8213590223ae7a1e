import type { Callable } from './roles.ts';

export const NEWS: Callable = {};
