import { missingProbes } from '../../lane/after/probes.ts';
import { lastState } from '../../lane/operations/looking.ts';
import { LaneTrouble } from '../../lane/trouble.ts';
import type { LastTurn } from '../../plan/new/turn.ts';
import type { World } from '../../types.ts';
import type { Here } from '../root.ts';

/** The last turn of a lane by its log; null where it has had none, or has no log here. */
export async function loggedTurn(
  world: World,
  { cwd, root, repository }: Here,
  lane: string,
): Promise<LastTurn | null> {
  const context = { world, cwd, root, linked: null, repository: async () => repository };
  try {
    const { turn } = await lastState(context, lane);
    if (turn === null) return null;
    const { number, request, result, review, changes } = turn;
    return {
      number,
      path: request.path,
      kind: request.kind,
      end: result?.end ?? null,
      summary: result?.summary ?? null,
      review,
      uncommitted: changes?.uncommitted ?? 0,
      crossed: changes?.crossed ?? 0,
      missing: result === null ? [] : missingProbes(turn),
    };
  } catch (error) {
    // A note can be written without a log, and where that is not sound.
    if (error instanceof LaneTrouble) return null;
    throw error;
  }
}
