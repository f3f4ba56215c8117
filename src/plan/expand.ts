import type { Edit, Graph, Plan } from '../types.ts';
import { baseOfEdits, planOf } from './plan.ts';

/**
 * A plan that writes every short hash of a commit or tag object in full, where it was found and is published. Archived
 * notes are left as they are. `oidOf` gives Git's blob id of a note, as it was read.
 */
export async function expandPlan(
  { out, byPath }: Pick<Graph, 'out' | 'byPath'>,
  oidOf: (path: string) => Promise<string>,
): Promise<Plan> {
  const edits = [...out].flatMap(([path, edges]): readonly Edit[] => {
    if (byPath.get(path)?.archived) return [];
    return edges.flatMap(({ mention: { target, span }, to }) => {
      if (target.type !== 'commit' || to?.type !== 'object' || to.published === false) return [];
      return target.hash.length < to.oid.length ? [{ path, span, text: to.oid }] : [];
    });
  });
  return planOf({
    title: 'write hashes in full',
    base: await baseOfEdits(edits, oidOf),
    edits,
    commit: { subject: 'Write hashes in full', trailers: [] },
  });
}
