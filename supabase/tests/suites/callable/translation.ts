import type { Callable } from './roles.ts';

export const TRANSLATION: Callable = {};
