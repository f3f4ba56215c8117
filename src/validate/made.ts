import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { LinearPattern } from './pattern.ts';

/** Hands out what judges by a schema, under `schemaKey`, given what ajv would have been given. */
export type MadeJudges = (given: {
  readonly linearPattern: (pattern: string) => LinearPattern;
  readonly formats: Readonly<Record<string, (text: string) => boolean>>;
}) => Readonly<Record<string, ValidateFunction>>;

/**
 * What the build has made of slop's own schemas: to load ajv, and to let it make that, takes longer than to judge a
 * thousand heads. The build puts it in the place of this module; sources that were not built have none.
 */
export const loadMade: () => MadeJudges | null = () => null;
