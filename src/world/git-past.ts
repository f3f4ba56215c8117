import { blobsIn } from './git-blobs.ts';
import type { GitProgram } from './git-program.ts';

/** Blobs that are asked for at once: so many notes fit into memory, and no record needs more than a few such calls. */
const AT_ONCE = 2000;

/** Blob id → its text. Null when Git does not tell. */
export async function readPastTexts(
  oids: readonly string[],
  git: (input?: string) => GitProgram,
): Promise<ReadonlyMap<string, string> | null> {
  const texts = new Map<string, string>();
  for (let at = 0; at < oids.length; at += AT_ONCE) {
    const asked = oids.slice(at, at + AT_ONCE);
    const told = await git(`${asked.join('\n')}\n`)('cat-file', '--batch');
    if (!told.ok) return null;
    for (const [oid, text] of blobsIn(told.text, asked)) texts.set(oid, text);
  }
  return texts;
}

/** The parents of each commit that the head leads to, the head first. Null when Git does not tell. */
export async function readParents(git: GitProgram): Promise<ReadonlyMap<string, readonly string[]> | null> {
  const commits = await git('rev-list', '--parents', 'HEAD');
  if (!commits.ok) return null;
  const lines = commits.text.trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [oid = '', ...parents] = line.split(' ');
      return [oid, parents];
    }),
  );
}

/** Those of some commits that changed something outside of a folder of the repository. Null when Git does not tell. */
export async function readBeside(
  folder: string,
  oids: readonly string[],
  git: (input?: string) => GitProgram,
): Promise<ReadonlySet<string> | null> {
  if (folder === '' || oids.length === 0) return new Set();
  const asked = ['diff-tree', '--stdin', '--root', '-c', '-r', '-z', '--name-only', '--no-renames'];
  const told = await git(`${oids.join('\n')}\n`)(...asked);
  if (!told.ok) return null;
  const known = new Set(oids);
  const beside = new Set<string>();
  let oid = '';
  for (const token of told.text.split('\0')) {
    if (known.has(token)) oid = token;
    else if (token !== '' && !token.startsWith(`${folder}/`)) beside.add(oid);
  }
  return beside;
}
