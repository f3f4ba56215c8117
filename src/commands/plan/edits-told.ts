import type { Plan } from '../../types.ts';
import type { Here } from '../root.ts';

/**
 * What to say of files with edits that are not committed: a plan that makes the next version of one leaves them in both,
 * and most are meant for the new one alone; and one that is committed takes them along.
 */
export async function editsTold(
  { repository, root }: Here,
  plan: Plan,
  isCommitted: boolean,
): Promise<readonly string[]> {
  const copied = plan.copies.map(({ from }) => from);
  const changed = isCommitted ? [...plan.edits, ...plan.moves.map(({ from }) => ({ path: from }))] : [];
  const paths = [...new Set([...copied, ...changed.map(({ path }) => path)])].sort();
  // In a merge a file has what neither side wrote.
  if (repository === null || paths.length === 0 || (await repository.standstill()) !== null) return [];
  // Before the first commit there is nothing that it could differ from.
  const edited = await repository.changedLines(root, 'HEAD').catch(() => null);
  const touched = paths.filter((path) => edited?.get(path)?.length);
  // Of a note that was never committed nobody has another text.
  const known = touched.length === 0 ? null : await repository.committed(root, 'HEAD', touched);
  return touched.flatMap((path) => {
    // Of one that Git knows by another name lines are as they were.
    const isRenamed = (edited?.get(path)?.[0]?.first ?? 0) > 1;
    if (!isRenamed && known?.has(path) !== true) return [];
    const left = plan.moves.find(({ from }) => from === path)?.to ?? path;
    const where = copied.includes(path)
      ? `both versions have them. Take them out of ${left} where they are meant for the new one alone`
      : 'the commit has them, too';
    return [`${path} has edits that are not committed: ${where}.`];
  });
}
