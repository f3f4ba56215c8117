import type { Commit, Graph, PathHistory } from '../../types.ts';
import { withoutPassages } from './passages.ts';
import { type PrivateParts, withMarks } from './private-parts.ts';

/** What a profile does not tell of the history of a record. */
export interface QuietCommits {
  /** Hashes of commits that changed nothing which is shown, but something that is not. */
  readonly commits: ReadonlySet<string>;
  /** Path of a document of which private parts alone were changed last → the last commit that changed more. */
  readonly last: ReadonlyMap<string, Commit>;
}

/**
 * Finds the commits whose subjects can only speak of what a profile leaves out: of hidden files, or of private parts
 * of others. `textsOf` gives texts by blob id, null where Git does not tell.
 */
export async function quietCommits(
  { ledger, files }: Pick<Graph, 'ledger' | 'files'>,
  hidden: ReadonlySet<string>,
  parts: ReadonlyMap<string, PrivateParts>,
  textsOf: (oids: readonly string[]) => Promise<ReadonlyMap<string, string> | null>,
): Promise<QuietCommits> {
  const histories = [...(ledger.record?.paths ?? [])].filter(([path]) => files.has(path));
  const asked = histories.flatMap(([path, { texts = [] }]) =>
    parts.has(path) && !hidden.has(path) ? texts.flatMap(({ oid, was }) => [oid, was ?? oid]) : [],
  );
  const past = asked.length === 0 ? null : await textsOf([...new Set(asked)]);
  const quiet = new Set<string>();
  const told = new Set<string>();
  const last = new Map<string, Commit>();
  for (const [path, history] of histories) {
    const its = parts.get(path);
    const silent = hidden.has(path) ? oidsOf(history) : changedWithin(history, its, past);
    for (const oid of silent) quiet.add(oid);
    for (const oid of oidsOf(history)) if (!silent.has(oid)) told.add(oid);
    if (hidden.has(path) || !silent.has(history.last.oid)) continue;
    const more = history.texts?.findLast(({ commit }) => !silent.has(commit.oid));
    last.set(path, more?.commit ?? history.first);
  }
  return { commits: new Set([...quiet].filter((oid) => !told.has(oid))), last };
}

function oidsOf({ first, last, texts = [] }: PathHistory): ReadonlySet<string> {
  return new Set([first.oid, last.oid, ...texts.map(({ commit }) => commit.oid)]);
}

/** Commits of a document in which what is shown of it stayed as it was. */
function changedWithin(
  { first, texts = [] }: PathHistory,
  parts: PrivateParts | undefined,
  past: ReadonlyMap<string, string> | null,
): ReadonlySet<string> {
  if (parts === undefined || past === null) return new Set();
  // Each text comes twice: one commit made it, the next one changed it.
  const shown = new Map(
    [...new Set(texts.flatMap(({ oid, was }) => [oid, was ?? oid]))].flatMap((oid) => {
      const text = past.get(oid);
      return text === undefined
        ? []
        : [[oid, withoutPassages(withMarks(text, parts)).replace(/\s+/g, ' ')] as const];
    }),
  );
  const silent = texts.filter(({ commit, oid, was }) => {
    if (was === null || commit.oid === first.oid) return false;
    return shown.has(oid) && shown.get(oid) === shown.get(was);
  });
  return new Set(silent.map(({ commit }) => commit.oid));
}
