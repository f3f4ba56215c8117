import { Refusal } from '../../refusal.ts';
import type { Plan, Repository } from '../../types.ts';
import type { Step } from '../../write/journal.ts';
import type { Here } from '../root.ts';

/**
 * The repository in which a plan can be committed now.
 * @throws Refusal when there is none, or Git is in the middle of something.
 */
export async function repositoryToCommit({ repository, root }: Here): Promise<Repository> {
  if (repository === null) throw new Refusal(`--commit needs a Git repository, and ${root} is in none.`);
  const why = await repository.standstill();
  if (why === null) return repository;
  throw new Refusal(
    `Nothing was changed, because nothing can be committed now: ${why}. Leave out --commit, or end that first.`,
  );
}

/**
 * Commits what a plan changed, and nothing else; hands back the short id of the commit.
 * @throws Refusal with what Git or a hook said.
 */
export async function commitPlan(
  repository: Repository,
  { root }: Here,
  { commit, title }: Plan,
  steps: readonly Step[],
): Promise<string> {
  const message = [commit.subject, ...(commit.trailers.length > 0 ? ['', ...commit.trailers] : [])].join(
    '\n',
  );
  const { oid, refused } = await repository.commit(root, { paths: steps.map(({ path }) => path), message });
  if (oid !== null) return oid.slice(0, 10);
  throw new Refusal(`Nothing was changed (${title}), because the commit was refused:\n${refused}`);
}
