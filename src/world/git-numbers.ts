import type { NumberElsewhere, Shelf } from '../types.ts';
import { readStates } from './git-changes.ts';
import type { GitProgram } from './git-program.ts';

/** Branches that are looked into; a clone with more of them that are not merged is kept for other ends. */
const MOST_BRANCHES = 50;
/** A number in a head: in YAML, or behind an older label. */
const LINE = String.raw`^(number:|\*\*CR (number|identifier)[.:]?\*\*[.:]?)[ "']*[A-Z][A-Z-]+-[0-9]{4}-[0-9]{2,}`;
const NUMBER = /[A-Z][A-Z-]+-\d{4}-\d{2,}/;
/** A number that opens the name of a note. */
const FILE_NUMBER = /(?:^|\/)(\d{1,6})[-_.][^/]*\.md$/;
/** An entry of a list in a YAML head that has the id of an item, and the kind of the note above it. */
const ITEM_LINE = String.raw`^ *- *(\{ *)?id: *["']?[A-Z][A-Za-z0-9]*-[A-Z]*[0-9]+["']? *(,.*)?$`;
const ITEM = /^ *- *(?:\{ *)?id: *["']?([A-Z][A-Za-z0-9]*-[A-Z]*\d+)/;
const KIND_LINE = '^kind: *[a-z][a-z0-9-]*';
const KIND = /^kind: *([a-z][a-z0-9-]*)/;
/** Local branches, and what a remote repository publishes. */
const LOOKED_INTO = /^refs\/(?:heads\/|remotes\/[^/]+\/(?:HEAD|main|master)$)/;

/**
 * By these `git grep` tells the same whatever the person has set. As text, whatever attributes say: those of the work
 * tree would decide what another branch holds.
 */
const LINES = [
  ...['grep', '--text', '-z', '-E', '--no-color', '--no-line-number', '--no-column', '--no-full-name'],
  ...['-e', LINE, '-e', ITEM_LINE, '-e', KIND_LINE],
];

type OnBranch = Omit<NumberElsewhere, 'branch'>;

/** What is left on a shelf: for a head, what was found at the tip of each branch. */
interface KeptNumbers {
  readonly head: string;
  readonly tips: ReadonlyMap<string, readonly OnBranch[]>;
}

const NAME = 'numbers';

/**
 * Tip → name of each local branch and of the published one that the head has not merged. Empty where Git does not
 * tell.
 */
export async function readUnmerged(git: GitProgram): Promise<ReadonlyMap<string, string>> {
  const format = '--format=%(objectname) %(refname) %(symref)';
  const refs = await git('for-each-ref', '--no-merged=HEAD', format);
  const branches = new Map<string, string>();
  for (const line of refs.ok ? refs.text.split('\n') : []) {
    // What HEAD of a remote repository leads to has a name that people know.
    const [oid = '', ref = '', led = ''] = line.split(' ');
    if (LOOKED_INTO.test(ref) && !branches.has(oid))
      branches.set(oid, (led || ref).replace(/^refs\/(?:heads|remotes)\//, ''));
  }
  return branches;
}

/**
 * The numbers in heads and file names of notes that branches have added, and the ids of items in heads of notes that
 * they have added or changed, which `head` has not merged. Paths are from the folder. Empty where Git does not tell;
 * it is not asked again about a branch of which the shelf knows.
 */
export async function readNumbersElsewhere(
  git: GitProgram,
  head: string,
  branches: ReadonlyMap<string, string>,
  shelf: Shelf | null,
): Promise<readonly NumberElsewhere[]> {
  if (branches.size === 0) return [];
  const left = (await shelf?.get(NAME)) as KeptNumbers | undefined;
  const known = left?.head === head ? left.tips : new Map<string, readonly OnBranch[]>();
  const tips = new Map<string, readonly OnBranch[]>();
  const found: NumberElsewhere[] = [];
  for (const [oid, branch] of [...branches].slice(0, MOST_BRANCHES)) {
    const there = known.get(oid) ?? (await numbersOn(git, head, oid));
    if (there === null) continue;
    tips.set(oid, there);
    found.push(...there.map((one) => ({ branch, ...one })));
  }
  if ([...tips.keys()].some((oid) => !known.has(oid)))
    await shelf?.put(NAME, { head, tips } satisfies KeptNumbers);
  return found;
}

/** Null where Git does not tell. */
async function numbersOn(git: GitProgram, head: string, oid: string): Promise<readonly OnBranch[] | null> {
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
    git(...compare, `${head}...${oid}`, '--', '.'),
    git(...LINES, oid, '--', '.'),
  ]);
  // Without a line to tell it fails, and says nothing.
  const found = lines.ok ? lines.text : lines.reason;
  if (!changed.ok || (!lines.ok && found !== '')) return null;
  const states = readStates(changed.text);
  const kinds = new Map<string, string>();
  const names = [...states].flatMap(([path, state]): readonly OnBranch[] => {
    const number = state === 'A' ? FILE_NUMBER.exec(path)?.[1] : undefined;
    return number === undefined ? [] : [{ path, number }];
  });
  const inHeads = found.split('\n').flatMap((line): readonly OnBranch[] => {
    const [place = '', text = ''] = line.split('\0');
    const path = place.slice(oid.length + 1);
    const state = states.get(path);
    if (state === undefined || !path.endsWith('.md')) return [];
    const kind = KIND.exec(text)?.[1];
    if (kind !== undefined) kinds.set(path, kinds.get(path) ?? kind);
    const item = ITEM.exec(text)?.[1];
    if (item !== undefined) return [{ path, number: item, item: kinds.get(path) ?? '' }];
    const number = NUMBER.exec(text)?.[0];
    return number !== undefined && state === 'A' ? [{ path, number }] : [];
  });
  return [...names, ...inHeads];
}
