import type { Repository, RepositoryLedger } from '../types.ts';
import { commitFormat, readCommit, readHistory } from './git-history.ts';
import { readNumbersElsewhere } from './git-numbers.ts';
import { firstLine, type GitProgram } from './git-program.ts';

/** Arguments by which `git log` tells what `readHistory` reads, whatever the person has set. */
const changes = [
  ...['--topo-order', '-c', '--raw', '--no-abbrev', '--find-renames'],
  // A merge is told from the top of the repository even where all else is told from the folder.
  ...['--no-ext-diff', '--no-textconv', '--no-color', '--no-relative'],
];

/**
 * The history of a folder, from its head or the commit `from`. Its ledger is null where Git does not tell, and `why`
 * says why.
 */
export async function readLedgerOf(git: GitProgram, from = 'HEAD'): ReturnType<Repository['ledger']> {
  const log = ['log', '-z', `--format=${commitFormat}`, '--encoding=UTF-8', '--end-of-options', from];
  const [asked, newest, history, numbers] = await Promise.all([
    // Refused as a whole where nothing was committed yet.
    git('rev-parse', '--is-shallow-repository', '--show-prefix', '--symbolic-full-name', 'HEAD'),
    git(...log.toSpliced(1, 0, '--max-count=1')),
    git(...log.toSpliced(1, 0, ...changes), '--', '.'),
    from === 'HEAD' ? readNumbersElsewhere(git) : [],
  ]);
  const standing = asked.ok ? standingOf(asked.text) : null;
  if (standing === null || (!newest.ok && !(await isThere(from, git)))) {
    const { branch, shallow } = standing ?? (await unbornStanding(git));
    return { ledger: { branch, shallow, head: null, paths: new Map() }, why: null };
  }
  const failed = [newest, history].find((outcome) => !outcome.ok);
  if (!newest.ok || !history.ok) {
    const reason = failed && !failed.ok ? firstLine(failed.reason) : '';
    return { ledger: null, why: `Git could not read the history: ${reason}.` };
  }
  const { prefix, ...common } = standing;
  return {
    ledger: { ...common, head: readCommit(newest.text), ...readHistory(history.text, prefix), numbers },
    why: null,
  };
}

type Standing = Pick<RepositoryLedger, 'branch' | 'shallow'>;

/** Depth, the way from the top to the folder, and branch: what `git rev-parse` was asked. */
function standingOf(printed: string): (Standing & { readonly prefix: string }) | null {
  const told = /^(true|false)\r?\n(.*)\r?\n(HEAD|refs\/\S+)\r?\n$/s.exec(printed);
  if (told === null) return null;
  const [, shallow, prefix = '', ref = ''] = told;
  return { shallow: shallow === 'true', prefix, branch: /^refs\/heads\/(.+)$/.exec(ref)?.[1] ?? null };
}

async function unbornStanding(git: GitProgram): Promise<Standing> {
  const branch = await git('symbolic-ref', '--quiet', '--short', 'HEAD');
  return { branch: branch.ok ? branch.text.trim() : null, shallow: false };
}

/** True for the head of a repository in which something was committed. */
async function isThere(from: string, git: GitProgram): Promise<boolean> {
  return from === 'HEAD' || (await git('rev-parse', '--quiet', '--verify', from)).ok;
}
