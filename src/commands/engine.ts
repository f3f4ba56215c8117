import { lazyEngine } from '../parse/markdown/engine.ts';
import type { LazyEngine } from '../types.ts';
import type { Terminal } from './terminal.ts';

/** The engine to parse with; where no build of the fast one loads, says so and gives the slower one. */
export function markdownEngine({ err }: Pick<Terminal, 'err'>): LazyEngine {
  return lazyEngine([], (notice) => err(`slop: ${notice}\n`));
}
