import type { Past } from '../types.ts';
import { blobsIn } from './git-blobs.ts';
import type { GitProgram } from './git-program.ts';

/** Blobs that are asked for at once: so many notes fit into memory, and no record needs more than a few such calls. */
const AT_ONCE = 2000;

/** The texts of blobs, and the parents of each commit that the head leads to. Null when Git does not tell. */
export async function readPast(
  oids: readonly string[],
  git: (input?: string) => GitProgram,
): Promise<Past | null> {
  const listed = git()('rev-list', '--parents', 'HEAD');
  const texts = new Map<string, string>();
  for (let at = 0; at < oids.length; at += AT_ONCE) {
    const asked = oids.slice(at, at + AT_ONCE);
    const told = await git(`${asked.join('\n')}\n`)('cat-file', '--batch');
    if (!told.ok) return null;
    for (const [oid, text] of blobsIn(told.text, asked)) texts.set(oid, text);
  }
  const commits = await listed;
  if (!commits.ok) return null;
  const parents = commits.text.split('\n').map((line) => line.split(' '));
  return { texts, parents: new Map(parents.map(([oid = '', ...rest]) => [oid, rest])) };
}
