import path from 'node:path';
import { knowing } from '../knowing.ts';
import type { Project } from '../project.ts';
import { Refusal } from '../refusal.ts';
import type { Commit, Repository, Standing, World } from '../types.ts';
import { storedFiles } from './stored-files.ts';

/** A world in which the record is as it stood at a commit. */
interface PastWorld {
  readonly world: World;
  readonly commit: Commit;
}

/**
 * The world with the files of the record as Git has them at a commit, tag, branch, day or instant, and history up to
 * there. All else, slop.yaml and clones included, is as it is now. One thread, since others read the disk.
 * @throws Refusal outside of Git, and where nothing stood then.
 */
export async function pastWorld(
  world: World,
  { root, repository }: { readonly root: string; readonly repository: Repository | null },
  { config }: Project,
  at: string,
): Promise<PastWorld> {
  if (repository === null)
    throw new Refusal('An earlier state of the record takes a Git repository: there is none here.');
  const record = path.posix.join(root, config.record);
  const standing = await repository.standing(record, at);
  if (standing === null) {
    throw new Refusal(
      `There is no ${JSON.stringify(at)} here: name a commit, tag or branch that git log knows (a shallow clone may lack it), or a day such as 2026-03-01 on which the history had begun.`,
    );
  }
  if (standing.files.size === 0) {
    throw new Refusal(
      `At ${standing.commit.oid.slice(0, 8)} there was no file in ${config.record}: the record began later, or stood elsewhere.`,
    );
  }
  const files = storedFiles(world.files, record, standing);
  const { git } = knowing(world, { root, repository });
  const find = async (folder: string) => {
    const found = await git.find(folder);
    return found === null ? null : pastRepository(found, standing);
  };
  return { world: { ...world, files, git: { find }, threads: null }, commit: standing.commit };
}

function pastRepository(repository: Repository, { commit, files }: Standing): Repository {
  return {
    ...repository,
    list: async () => [...files.keys()],
    ledger: (folder, request) => repository.ledger(folder, { ...request, from: commit.oid }),
  };
}
