import { createRequire } from 'node:module';

/** LiquidJS. By `require`: to import it, Node would first look through all of its text for what it exports. */
export const loadLiquid = (): typeof import('liquidjs') => createRequire(import.meta.url)('liquidjs');
