import type { World } from '../../types.ts';
import { readBody } from '../log/bodies.ts';
import type { ChangeList, TurnState } from '../types.ts';

/** The list of what a turn changed; null where it is not beside the log. */
export async function changeListOf(
  world: Pick<World, 'files'>,
  folder: string,
  { changes }: Pick<TurnState, 'changes'>,
): Promise<ChangeList | null> {
  const text = changes?.list ? await readBody(world, folder, changes.list) : null;
  return text === null ? null : JSON.parse(text);
}
