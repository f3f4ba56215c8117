import { createRequire } from 'node:module';
import { once } from '../../once.ts';

/** The YAML library. Loaded when it is first asked: it takes long to load, and most heads are read the quick way. */
export const yaml = once((): typeof import('yaml') => createRequire(import.meta.url)('yaml'));
