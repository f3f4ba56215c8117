import type { NumberElsewhere } from '../types.ts';
import type { GitProgram } from './git-program.ts';

/** Branches that are looked into; a clone with more of them that are not merged is kept for other ends. */
const MOST_BRANCHES = 50;
/** A number in a head: in YAML, or behind an older label. */
const LINE = String.raw`^(number:|\*\*CR (number|identifier)[.:]?\*\*[.:]?)[ "']*[A-Z][A-Z-]+-[0-9]{4}-[0-9]{2,}`;
const NUMBER = /[A-Z][A-Z-]+-\d{4}-\d{2,}/;
/** Local branches, and what a remote repository publishes. */
const LOOKED_INTO = /^refs\/(?:heads\/|remotes\/[^/]+\/(?:HEAD|main|master)$)/;

/**
 * The numbers in heads of notes that local branches and the published one have added, and the branch that is checked
 * out has not merged. Paths are from the folder. Empty where Git does not tell.
 */
export async function readNumbersElsewhere(git: GitProgram): Promise<readonly NumberElsewhere[]> {
  const refs = await git('for-each-ref', '--no-merged=HEAD', '--format=%(objectname) %(refname)');
  if (!refs.ok) return [];
  const branches = new Map<string, string>();
  for (const line of refs.text.split('\n')) {
    const [, oid = '', ref = ''] = /^([0-9a-f]+) (.+)$/.exec(line) ?? [];
    if (LOOKED_INTO.test(ref) && !branches.has(oid))
      branches.set(oid, ref.replace(/^refs\/(?:heads|remotes)\//, ''));
  }
  const found: NumberElsewhere[] = [];
  for (const [oid, branch] of [...branches].slice(0, MOST_BRANCHES)) {
    found.push(...(await numbersOn(git, oid, branch)));
  }
  return found;
}

async function numbersOn(git: GitProgram, oid: string, branch: string): Promise<readonly NumberElsewhere[]> {
  const compare = [
    'diff',
    '--no-ext-diff',
    '--no-textconv',
    '--relative',
    '--name-only',
    '-z',
    '--diff-filter=A',
  ];
  const [added, lines] = await Promise.all([
    git(...compare, `HEAD...${oid}`, '--', '.'),
    git('grep', '-I', '-z', '-E', '-e', LINE, oid, '--', '.'),
  ]);
  if (!added.ok || !lines.ok) return [];
  const paths = new Set(added.text.split('\0'));
  return lines.text.split('\n').flatMap((line) => {
    const [place = '', text = ''] = line.split('\0');
    const path = place.slice(oid.length + 1);
    const number = NUMBER.exec(text)?.[0];
    return number !== undefined && path.endsWith('.md') && paths.has(path) ? [{ branch, path, number }] : [];
  });
}
