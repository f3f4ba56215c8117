import { Refusal } from '../refusal.ts';
import { joined } from '../rules/words.ts';
import type { Plan } from '../types.ts';
import type { Here } from './root.ts';

/** @throws Refusal when Git would ignore a note where a plan puts it: no command would find it any more. */
export async function refuseIgnored({ repository, root }: Here, plan: Plan): Promise<void> {
  const made = [
    ...plan.writes.map(({ path }) => path),
    ...[...plan.copies, ...plan.moves].map(({ to }) => to),
  ];
  const ignored = (await repository?.ignored(root, made)) ?? [];
  if (ignored.length === 0) return;
  throw new Refusal(
    `Nothing was changed (${plan.title}), because Git ignores ${joined(ignored, 'and')}, and no command would find that: take the place out of .gitignore, or choose another.`,
  );
}
