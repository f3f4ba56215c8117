import type { Past } from '../types.ts';
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
    for (const [oid, text] of textsIn(told.text, asked)) texts.set(oid, text);
  }
  const commits = await listed;
  if (!commits.ok) return null;
  const parents = commits.text.split('\n').map((line) => line.split(' '));
  return { texts, parents: new Map(parents.map(([oid = '', ...rest]) => [oid, rest])) };
}

/**
 * Takes apart what `git cat-file --batch` prints for these blobs, in order. Sizes are in bytes and would not fit a
 * text in which bytes that are not UTF-8 were replaced, so each blob is read up to the header of the next one.
 */
function* textsIn(printed: string, oids: readonly string[]): Iterable<readonly [string, string]> {
  let at = 0;
  for (const [index, oid] of oids.entries()) {
    const header = new RegExp(`^${oid} (?:blob \\d+|missing)$`, 'my');
    header.lastIndex = at;
    const found = header.exec(printed)?.[0];
    if (found === undefined) return;
    const start = at + found.length + 1;
    if (found.endsWith(' missing')) {
      at = start;
      continue;
    }
    const next = oids[index + 1];
    const end = next === undefined ? printed.length : startOf(printed, next, start);
    yield [oid, printed.slice(start, end - 1)];
    at = end;
  }
}

function startOf(printed: string, oid: string, from: number): number {
  const headers = [`\n${oid} blob `, `\n${oid} missing`].map((header) => printed.indexOf(header, from - 1));
  const found = headers.filter((place) => place >= 0);
  return found.length === 0 ? printed.length : Math.min(...found) + 1;
}
