import { ancestryOf, reached } from '../../link/ancestry.ts';
import { nameOf, withoutEnding } from '../../read/paths.ts';
import type { Commit, Graph, PathHistory, Repository } from '../../types.ts';
import { batchesOf } from '../ahead.ts';
import type { Hidden, PastNote } from './hidden.ts';
import { withoutPassages } from './passages.ts';
import { type PrivateParts, withoutParts } from './private-parts.ts';

/** What a profile does not tell of the history of a record. */
interface QuietCommits {
  /** Hashes of commits that changed nothing which is shown, but something that is not. */
  readonly commits: ReadonlySet<string>;
  /** Path of a document of which private parts alone were changed last → the last commit that changed more. */
  readonly last: ReadonlyMap<string, Commit>;
}

/** What there is of a record beside its graph. */
export interface Past {
  readonly parts: ReadonlyMap<string, PrivateParts>;
  /** Notes that only Git still has. */
  readonly gone: readonly (PastNote & { readonly history: PathHistory })[];
  /** Other files that only Git still has. */
  readonly others: readonly { readonly path: string; readonly history: PathHistory }[];
  /** Whether a note with such a text was private. */
  readonly wasPrivate: (text: string) => boolean;
  /** Texts by blob id, null where Git does not tell. */
  readonly texts: Repository['texts'];
  /** Those of some commits that changed something outside of the record. */
  readonly beside: (oids: readonly string[]) => Promise<ReadonlySet<string> | null>;
  /** Those of each commit, null where Git does not tell. */
  readonly parents: Repository['parents'];
  /** Whether a subject names what is hidden. */
  readonly names: (subject: string) => boolean;
}

/**
 * Finds the commits whose subjects speak of what a profile leaves out, since they changed nothing else, or changed it and
 * name it: hidden files, private notes that are gone, and private parts of others.
 */
export async function quietCommits(
  { ledger, files }: Pick<Graph, 'ledger' | 'files'>,
  hidden: Pick<Hidden, 'paths' | 'gone'>,
  past: Past,
): Promise<QuietCommits> {
  const { gone, others, beside, parents, names } = past;
  const histories = [...(ledger.record?.paths ?? [])].filter(([path]) => files.has(path));
  const open = histories.filter(([path, { texts = [] }]) => !hidden.paths.has(path) && texts.length > 1);
  const openThen = gone.filter((one) => !hidden.gone.has(one));
  const within = await changesWithin(
    [...open, ...openThen.map(({ document, history }) => [document.path, history] as const)],
    past,
  );
  const touching = new Map<string, Commit>();
  const told = new Set<string>();
  const count = (history: PathHistory, isSilent: (oid: string) => boolean): void => {
    for (const commit of commitsOf(history)) {
      if (isSilent(commit.oid)) touching.set(commit.oid, commit);
      else told.add(commit.oid);
    }
  };
  for (const one of gone) {
    const { path, format } = one.document;
    const isHidden = hidden.gone.has(one) || (format !== 'md' && isOf(hidden.gone, path));
    count(one.history, (oid) => isHidden || within.get(one.history)?.has(oid) === true);
  }
  for (const { path, history } of others) if (isOf(hidden.gone, path)) count(history, () => true);
  const gonePaths = new Set([...hidden.gone].map(({ document }) => document.path));
  const last = new Map<string, Commit>();
  for (const [path, history] of histories) {
    const isHidden = hidden.paths.has(path);
    const silent = new Set([...(within.get(history) ?? []), ...changedAs(gonePaths, path, history)]);
    count(history, (oid) => isHidden || silent.has(oid));
    if (isHidden || !silent.has(history.last.oid)) continue;
    const more = history.texts?.findLast(({ commit }) => !silent.has(commit.oid));
    last.set(path, more?.commit ?? history.first);
  }
  const alone = [...touching.keys()].filter((oid) => !told.has(oid));
  const elsewhere = alone.length === 0 ? null : await beside(alone);
  const quiet = [...touching].filter(
    ([oid, { subject }]) => names(subject) || !(told.has(oid) || elsewhere?.has(oid)),
  );
  const commits = new Set(quiet.map(([oid]) => oid));
  const all = commits.size === 0 ? null : await parents();
  return { commits: all === null ? commits : withMerges(commits, all), last };
}

/** Whether some notes name a file, or it lay beside one under its name. */
function isOf(notes: Hidden['gone'], path: string): boolean {
  const name = nameOf(path);
  const names = [name, encodeURI(name)];
  return [...notes].some(
    ({ document, text }) =>
      names.some((one) => text.includes(one)) || withoutEnding(document.path) === withoutEnding(path),
  );
}

/** With the merges that brought nothing but such commits: their subjects name branches. */
function withMerges(
  quiet: ReadonlySet<string>,
  parents: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const leadsTo = ancestryOf(parents);
  const found = new Set(quiet);
  // Oldest first: one may have brought another.
  for (const [oid, [first = '', ...others]] of [...parents].reverse()) {
    const brought = others.flatMap((other) => [
      ...(leadsTo(other, first) ? [] : reached(other, parents, (one) => leadsTo(one, first))),
    ]);
    if (brought.length > 0 && brought.every((one) => found.has(one))) found.add(oid);
  }
  return found;
}

/** Commits of what a document was while Git takes it for another one, which is gone. */
function changedAs(gone: ReadonlySet<string>, now: string, { texts = [] }: PathHistory): readonly string[] {
  return texts.flatMap(({ path, commit }) => (path !== now && gone.has(path) ? [commit.oid] : []));
}

function commitsOf({ first, last, texts = [] }: PathHistory): readonly Commit[] {
  return [first, last, ...texts.map(({ commit }) => commit)];
}

/** Histories of which all texts are in memory at a time. */
const AT_ONCE = 100;

/**
 * History → commits in which what is shown of its note stayed as it was: nothing, as long as it was private as a
 * whole.
 */
async function changesWithin(
  histories: readonly (readonly [string, PathHistory])[],
  { parts, texts: textsOf, wasPrivate }: Past,
): Promise<ReadonlyMap<PathHistory, ReadonlySet<string>>> {
  const silent = new Map<PathHistory, ReadonlySet<string>>();
  for (const some of batchesOf(histories, AT_ONCE)) {
    const asked = some.flatMap(([, { texts = [] }]) => texts.flatMap(({ oid, was }) => [oid, was ?? oid]));
    const told = await textsOf([...new Set(asked)]);
    for (const [path, history] of some) {
      const its = parts.get(path);
      // Each text comes twice: one commit made it, the next one changed it.
      const shown = new Map<string | null, string>();
      for (const { oid, was } of history.texts ?? []) {
        for (const one of [oid, was ?? oid]) {
          const text = told?.get(one);
          const left = text === undefined || shown.has(one) ? null : shownOf(text, its, wasPrivate);
          if (left !== null) shown.set(one, left.replace(/\s+/g, ' '));
        }
      }
      silent.set(history, changedWithin(history, shown));
    }
  }
  return silent;
}

/** What is shown of a text that hides something; null for one that hides nothing. */
function shownOf(
  text: string,
  parts: PrivateParts | undefined,
  wasPrivate: Past['wasPrivate'],
): string | null {
  if (wasPrivate(text)) return '';
  if (parts !== undefined) return withoutParts(text, parts);
  const shown = withoutPassages(text);
  return shown === text ? null : shown;
}

function changedWithin(
  { first, texts = [] }: PathHistory,
  shown: ReadonlyMap<string | null, string>,
): ReadonlySet<string> {
  const silent = texts.filter(({ commit, oid, was }) => {
    const left = shown.get(oid);
    if (was === null || commit.oid === first.oid) return left === '';
    return oid !== was && left !== undefined && left === shown.get(was);
  });
  return new Set(silent.map(({ commit }) => commit.oid));
}
