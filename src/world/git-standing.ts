import type { Standing } from '../types.ts';
import { blobsIn } from './git-blobs.ts';
import { commitFormat, readCommit } from './git-history.ts';
import type { GitProgram } from './git-program.ts';

/** Blobs that are asked for at once. */
const AT_ONCE = 500;
const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)$/;

/**
 * The regular files below a folder as they stood: at a commit, tag or branch, or at the last commit up to an instant
 * (ISO 8601), or up to the end of a day (UTC). Null when there was nothing yet, or nothing has that name.
 */
export async function readStanding(
  at: string,
  git: (input?: string) => GitProgram,
  bytesOf: (oid: string) => Promise<Uint8Array>,
): Promise<Standing | null> {
  const oid = await commitAt(at, git());
  if (oid === null) return null;
  const shown = await git()(
    'log',
    '-z',
    '--max-count=1',
    `--format=${commitFormat}`,
    '--encoding=UTF-8',
    oid,
  );
  const listed = await git()('ls-tree', '-r', '-z', oid);
  const commit = shown.ok ? readCommit(shown.text) : null;
  if (!listed.ok || commit === null) return null;
  const files = new Map(
    listed.text.split('\0').flatMap((line) => {
      const [, mode, blob = '', path = ''] = /^(\d+) blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
      return mode === '100644' || mode === '100755' ? [[path, blob] as const] : [];
    }),
  );
  const texts = await readTexts([...new Set(files.values())], git);
  const read = async (blob: string): Promise<Uint8Array> => {
    const text = texts.get(blob);
    // Bytes that are not UTF-8 came back replaced.
    return text === undefined || text.includes('\ufffd') ? bytesOf(blob) : Buffer.from(text, 'utf8');
  };
  return { commit, files, read };
}

async function commitAt(at: string, git: GitProgram): Promise<string | null> {
  const until = DAY.test(at) ? `${at}T23:59:59Z` : INSTANT.test(at) ? at : null;
  if (until === null && !/^[^-\0-\x20][^\0-\x1f]*$/.test(at)) return null;
  const told = await (until === null
    ? git('rev-parse', '--quiet', '--verify', '--end-of-options', `${at}^{commit}`)
    : git('rev-list', '--max-count=1', `--before=${until}`, 'HEAD'));
  const oid = told.ok ? told.text.trim() : '';
  return /^[0-9a-f]{40,64}$/.test(oid) ? oid : null;
}

async function readTexts(
  oids: readonly string[],
  git: (input?: string) => GitProgram,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (let from = 0; from < oids.length; from += AT_ONCE) {
    const asked = oids.slice(from, from + AT_ONCE);
    const told = await git(`${asked.join('\n')}\n`)('cat-file', '--batch');
    if (told.ok) for (const [oid, text] of blobsIn(told.text, asked)) texts.set(oid, text);
  }
  return texts;
}
