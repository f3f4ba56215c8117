import type { PlanView } from '../../plan/view.ts';
import { readSource } from '../../read/source.ts';
import type { World } from '../../types.ts';
import { type ReadRecord, readRecordAt } from '../record.ts';
import { findRoot, type Here } from '../root.ts';
import type { Terminal } from '../terminal.ts';
import { beginWriting } from '../unfinished.ts';

/**
 * Reads the record for a command that plans: where it is, what it holds, and its files' texts on demand. A plan that
 * was cut off is finished first, unless the command only shows.
 */
export async function planView(
  world: World,
  terminal: Terminal,
  showsOnly: boolean,
): Promise<ReadRecord & { readonly here: Here; readonly view: PlanView }> {
  const here = await findRoot(world);
  await beginWriting(world, terminal, here.root, showsOnly);
  const { compiled, engine } = await readRecordAt(world, terminal, here);
  const { graph, config, kinds } = compiled;
  const sourceOf = (path: string) => readSource(world.files, here.root, path);
  return { here, compiled, engine, view: { graph, config, kinds, sourceOf } };
}
