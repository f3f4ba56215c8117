import type { PlanView } from '../plan/view.ts';
import type { Plan } from '../types.ts';
import type { Here } from './root.ts';

/**
 * Adds a remark for each version with edits that are not committed: a plan that makes the next version of it leaves them
 * in both, and most are meant for the new one alone.
 */
export async function withEditsTold(
  { repository, root }: Here,
  { sourceOf }: PlanView,
  plan: Plan,
): Promise<Plan> {
  const paths = plan.copies.map(({ from }) => from);
  const committed = await repository?.committed(root, 'HEAD', paths);
  const told: string[] = [];
  for (const [path, { oid, text }] of committed ?? []) {
    const now = await sourceOf(path);
    if (now.oid === oid || withoutReturns(now.text) === withoutReturns(text)) continue;
    const left = plan.moves.find(({ from }) => from === path)?.to ?? path;
    told.push(
      `${path} has edits that are not committed: both versions have them. Take them out of ${left} where they are meant for the new one alone.`,
    );
  }
  return { ...plan, remarks: [...plan.remarks, ...told] };
}

/** Git may write other line endings into the work tree than it keeps. */
function withoutReturns(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
