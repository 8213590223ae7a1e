import { afterAll } from 'vitest';
import { startWorld } from './harness.ts';
import { everySuite } from './suites/index.ts';

const world = await startWorld('PGlite');
afterAll(() => world.close());

everySuite(world);
