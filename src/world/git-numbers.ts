import type { NumberElsewhere } from '../types.ts';
import type { GitProgram } from './git-program.ts';

/** Branches that are looked into; a clone with more of them that are not merged is kept for other ends. */
const MOST_BRANCHES = 50;
/** A number in a head: in YAML, or behind an older label. */
const LINE = String.raw`^(number:|\*\*CR (number|identifier)[.:]?\*\*[.:]?)[ "']*[A-Z][A-Z-]+-[0-9]{4}-[0-9]{2,}`;
const NUMBER = /[A-Z][A-Z-]+-\d{4}-\d{2,}/;
/** An entry of a list in a YAML head that has the id of an item, and the kind of the note above it. */
const ITEM_LINE = String.raw`^ *- *(\{ *)?id: *["']?[A-Z][A-Za-z0-9]*-[A-Z]*[0-9]+["']? *(,.*)?$`;
const ITEM = /^ *- *(?:\{ *)?id: *["']?([A-Z][A-Za-z0-9]*-[A-Z]*\d+)/;
const KIND_LINE = '^kind: *[a-z][a-z0-9-]*';
const KIND = /^kind: *([a-z][a-z0-9-]*)/;
/** Local branches, and what a remote repository publishes. */
const LOOKED_INTO = /^refs\/(?:heads\/|remotes\/[^/]+\/(?:HEAD|main|master)$)/;

/**
 * The numbers in heads of notes that local branches and the published one have added, and the ids of items in heads of
 * notes that they have added or changed, which the branch that is checked out has not merged. Paths are from the folder. Empty where Git does not tell.
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
    '--name-status',
    '--no-renames',
    '-z',
    '--diff-filter=AM',
  ];
  const [changed, lines] = await Promise.all([
    git(...compare, `HEAD...${oid}`, '--', '.'),
    git('grep', '-I', '-z', '-E', '-e', LINE, '-e', ITEM_LINE, '-e', KIND_LINE, oid, '--', '.'),
  ]);
  if (!changed.ok || !lines.ok) return [];
  const states = statesIn(changed.text);
  const kinds = new Map<string, string>();
  return lines.text.split('\n').flatMap((line): readonly NumberElsewhere[] => {
    const [place = '', text = ''] = line.split('\0');
    const path = place.slice(oid.length + 1);
    const state = states.get(path);
    if (state === undefined || !path.endsWith('.md')) return [];
    const kind = KIND.exec(text)?.[1];
    if (kind !== undefined) kinds.set(path, kinds.get(path) ?? kind);
    const item = ITEM.exec(text)?.[1];
    if (item !== undefined) return [{ branch, path, number: item, item: kinds.get(path) ?? '' }];
    const number = NUMBER.exec(text)?.[0];
    return number !== undefined && state === 'A' ? [{ branch, path, number }] : [];
  });
}

/** Path → `A` for a file that came, `M` for one that was changed. */
function statesIn(text: string): ReadonlyMap<string, string> {
  const parts = text.split('\0');
  const states = new Map<string, string>();
  for (let at = 0; at + 1 < parts.length; at += 2) states.set(parts[at + 1] ?? '', parts[at] ?? '');
  return states;
}
