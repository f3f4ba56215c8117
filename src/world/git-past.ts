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
