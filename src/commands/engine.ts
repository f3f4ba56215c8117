import { loadEngine } from '../parse/markdown/engine.ts';
import type { MarkdownEngine } from '../types.ts';
import type { Terminal } from './terminal.ts';

/** The engine to parse with; where no build of the fast one loads, says so and gives the slower one. */
export async function markdownEngine({ err }: Pick<Terminal, 'err'>): Promise<MarkdownEngine> {
  const { engine, notice } = await loadEngine();
  if (notice !== null) await err(`slop: ${notice}\n`);
  return engine;
}
