import { readFile } from 'node:fs/promises';
import type { LedgerRequest, Repository, RepositoryLedger, Shelf } from '../types.ts';
import { readCommit, readHistory } from './git-history.ts';
import { readFullLog, readLog } from './git-log.ts';
import { readNumbersElsewhere, readUnmerged } from './git-numbers.ts';
import { firstLine, type GitProgram } from './git-program.ts';

/** A folder whose history is asked for. */
interface LedgerPlace {
  /** Top of the work tree that it lies in. */
  readonly root: string;
  /** What the work trees of the repository share. */
  readonly shared: string;
  /** The program in the folder. */
  readonly git: (input?: string) => GitProgram;
}

/**
 * The history of a folder, from its head or the commit `from`. Its ledger is null where Git does not tell, and `why`
 * says why.
 */
export async function readLedgerOf(
  place: LedgerPlace,
  { from, full, shelf = null }: LedgerRequest = {},
): ReturnType<Repository['ledger']> {
  const { git } = place;
  // Refused as a whole where nothing was committed yet.
  const head = ['HEAD', '--symbolic-full-name', 'HEAD', '--glob=refs/replace/*'];
  const [asked, version, unmerged] = await Promise.all([
    git()('rev-parse', '--is-shallow-repository', '--show-prefix', ...head),
    shelf === null ? null : git()('version'),
    from === undefined ? readUnmerged(git()) : new Map<string, string>(),
  ]);
  const standing = asked.ok ? standingOf(asked.text) : null;
  if (standing === null) return unborn(await unbornStanding(git()));
  const { prefix, replaced, oid, ...common } = standing;
  const steady = version?.ok && !common.shallow && !replaced ? await circumstances(place, prefix) : null;
  const own =
    shelf && steady && version?.ok
      ? partOf(shelf, [from === undefined ? 'head' : 'earlier', version.text, prefix, ...steady])
      : null;
  const [log, numbers] = await Promise.all([
    full ? readFullLog(git, from ?? oid) : readLog(git, from ?? oid, own),
    readNumbersElsewhere(git(), oid, unmerged, own),
  ]);
  if (log.ok)
    return {
      ledger: { ...common, head: readCommit(log.newest), ...readHistory(log.changes, prefix), numbers },
      why: null,
    };
  return { ledger: null, why: whyNoHistory(log.reason) };
}

/** By what `git` said. */
function whyNoHistory(reason: string): string {
  return /promisor remote/.test(reason)
    ? 'The history could not be read, since this clone is without file contents: run git fetch --refetch --no-filter (in a workflow: actions/checkout without filter).'
    : `Git could not read the history: ${firstLine(reason)}.`;
}

type Standing = Pick<RepositoryLedger, 'branch' | 'shallow'>;

const unborn = ({ branch, shallow }: Standing): Awaited<ReturnType<Repository['ledger']>> => ({
  ledger: { branch, shallow, head: null, paths: new Map() },
  why: null,
});

/** What `git rev-parse` was asked: depth, the way from the top to the folder, head, branch, and what is replaced. */
function standingOf(
  printed: string,
): (Standing & { readonly prefix: string; readonly oid: string; readonly replaced: boolean }) | null {
  const told = /^(true|false)\r?\n(.*?)\r?\n([0-9a-f]{40,64})\r?\n(HEAD|refs\/\S+)\r?\n(.*)$/s.exec(printed);
  if (told === null) return null;
  const [, shallow, prefix = '', oid = '', ref = '', replaced] = told;
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1] ?? null;
  return { shallow: shallow === 'true', prefix, oid, branch, replaced: replaced !== '' };
}

async function unbornStanding(git: GitProgram): Promise<Standing> {
  const branch = await git('symbolic-ref', '--quiet', '--short', 'HEAD');
  return { branch: branch.ok ? branch.text.trim() : null, shallow: false };
}

/**
 * What decides beside commits what Git tells of them: attributes say which files are compared as text. Null where
 * commits have other parents than they name.
 */
async function circumstances(
  { root, shared }: LedgerPlace,
  prefix: string,
): Promise<readonly string[] | null> {
  const [grafts, ...attributes] = await Promise.all(
    [
      `${shared}/info/grafts`,
      `${shared}/info/attributes`,
      `${root}/.gitattributes`,
      `${root}/${prefix}.gitattributes`,
    ].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  return grafts === '' ? attributes : null;
}

/** What lies on a shelf for some circumstances. */
function partOf(shelf: Shelf, circumstances: readonly string[]): Shelf {
  const nameOf = (name: string): string => JSON.stringify([name, ...circumstances]);
  return {
    get: (name) => shelf.get(nameOf(name)),
    put: (name, value) => shelf.put(nameOf(name), value),
  };
}
