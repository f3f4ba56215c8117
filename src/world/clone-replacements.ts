import type { GitProgram } from './git-program.ts';

/** Commits for which a replacement is looked for: a record with more orphans has another trouble. */
const MOST_ORPHANS = 100;

/** Published commits that are compared; those that touch other files never come into it. */
const MOST_COMPARED = '1000';

const patch = ['--no-ext-diff', '--no-textconv', '--no-color', '--no-renames', '--full-index', '-p'];

/**
 * For commits that no published ref leads to, the published ones that make the same change, by `git patch-id
 * --stable`: a fixed number of processes however many there are. A change that two published commits make is left
 * out, and so is everything when the clone has no file contents.
 */
export async function findReplacements(
  orphans: readonly string[],
  tips: readonly string[],
  git: (input?: string) => GitProgram,
): Promise<ReadonlyMap<string, string>> {
  const wanted = orphans.slice(0, MOST_ORPHANS);
  if (wanted.length === 0 || tips.length === 0) return new Map();
  const lines = `${wanted.join('\n')}\n`;
  const show = ['log', '--no-walk=unsorted', '--stdin', '--no-merges'];
  const [patches, names] = await Promise.all([
    git(lines)(...show, '--format=%H', ...patch),
    git(lines)(...show, '--format=', '--name-only', '--no-renames', '-z'),
  ]);
  if (!patches.ok || !names.ok) return new Map();
  const paths = [...new Set(names.text.split('\0'))].filter((path) => path !== '');
  if (paths.length === 0 || paths.length > 2000) return new Map();
  const walk = ['log', '--stdin', '--no-merges', '--full-diff', `--max-count=${MOST_COMPARED}`];
  const compared = await git(`${tips.join('\n')}\n--\n${paths.join('\n')}\n`)(
    ...walk,
    '--format=%H',
    ...patch,
  );
  if (!compared.ok) return new Map();
  const [theirs, ours] = await Promise.all([idsOf(patches.text, git), idsOf(compared.text, git)]);
  const byPatch = new Map<string, string[]>();
  for (const [oid, id] of ours) byPatch.set(id, [...(byPatch.get(id) ?? []), oid]);
  return new Map(
    [...theirs].flatMap(([oid, id]): [string, string][] => {
      const same = byPatch.get(id) ?? [];
      return same.length === 1 ? [[oid, same[0] as string]] : [];
    }),
  );
}

async function idsOf(
  text: string,
  git: (input?: string) => GitProgram,
): Promise<readonly (readonly [string, string])[]> {
  if (text === '') return [];
  // `git patch-id` knows a commit by the word before its hash.
  const ids = await git(text.replace(/^([0-9a-f]{40,64})$/gm, 'commit $1'))('patch-id', '--stable');
  if (!ids.ok) return [];
  return ids.text.split('\n').flatMap((line): [string, string][] => {
    const [id, oid] = line.split(' ');
    return id && oid ? [[oid, id]] : [];
  });
}
