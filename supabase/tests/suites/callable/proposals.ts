import type { Callable } from './roles.ts';

export const PROPOSALS: Callable = {};
