import type { Pluggable } from 'unified';
import type { LazyEngine, MarkdownEngine } from '../../types.ts';
import { once } from '../once.ts';

/** An engine to parse with, and why it is not the fast one. */
export interface LoadedEngine {
  readonly engine: MarkdownEngine;
  /** One sentence when the fast engine was asked for and does not load on this machine; else null. */
  readonly notice: string | null;
}

/**
 * Loads the engine to use: the fast one, or the reference one when there are `remarkPlugins` to run or the fast
 * one has no build that loads here. Both give the same tree, so only the speed differs. `load` is the import of
 * the fast engine, given by tests.
 */
export async function loadEngine(
  remarkPlugins: readonly Pluggable[] = [],
  load: () => Promise<{ readonly satteriEngine: MarkdownEngine }> = () => import('./satteri.ts'),
): Promise<LoadedEngine> {
  if (remarkPlugins.length > 0) return { engine: await reference(remarkPlugins), notice: null };
  try {
    return { engine: (await load()).satteriEngine, notice: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    return {
      engine: await reference([]),
      notice: `The fast Markdown engine does not load here (${reason}); the slower reference engine is used. npm install --cpu=wasm32 adds its WebAssembly build, which runs everywhere.`,
    };
  }
}

/** The engine that `loadEngine` loads, when something is to be parsed; `tell` is told why it is not the fast one. */
export function lazyEngine(
  remarkPlugins: readonly Pluggable[] = [],
  tell: (notice: string) => Promise<void> = async () => {},
): LazyEngine {
  const load = once(async () => {
    const { engine, notice } = await loadEngine(remarkPlugins);
    if (notice !== null) await tell(notice);
    return engine;
  });
  return { name: remarkPlugins.length > 0 ? 'remark' : 'satteri', load };
}

async function reference(plugins: readonly Pluggable[]): Promise<MarkdownEngine> {
  return (await import('./remark.ts')).remarkEngine(plugins);
}
