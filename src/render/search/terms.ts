import type { File } from '../../types.ts';
import { encodePostings, postingNumber } from './postings.ts';

/** Bytes of a file of terms, about. A list of postings that alone is longer has a file of its own. */
const SHARD = 16_000;

/** Terms with the notes that hold them. */
interface Terms {
  /** Says that a note holds a term; the heaviest of several weights counts. */
  readonly add: (term: string, note: number, weight: number) => void;
  /** The terms in order, cut into files, and the first term of each. */
  readonly files: (folder: string) => TermFiles;
}

export interface TermFiles {
  /** The first term of each file: `<folder>/<index>.json` holds what lies before the next one. */
  readonly starts: readonly string[];
  readonly files: readonly File[];
}

/** An empty table of terms. Notes may come in any order; a note's own calls for a term may not be apart. */
export function termTable(): Terms {
  const table = new Map<string, number[]>();
  return {
    add: (term, note, weight) => {
      const posting = postingNumber({ note, weight });
      const postings = table.get(term);
      if (postings === undefined) {
        table.set(ofItsOwn(term), [posting]);
        return;
      }
      const last = postings.at(-1) ?? -1;
      if (last >> 2 !== note) postings.push(posting);
      else if (last < posting) postings[postings.length - 1] = posting;
    },
    files: (folder) => termFiles(folder, table),
  };
}

/** A string cut from a text keeps the whole text in memory, unless it is short. */
function ofItsOwn(term: string): string {
  return term.length < 13 ? term : Buffer.from(term).toString();
}

function termFiles(folder: string, table: ReadonlyMap<string, number[]>): TermFiles {
  const starts: string[] = [];
  const files: File[] = [];
  let entries: string[] = [];
  let size = 0;
  const close = (): void => {
    if (entries.length === 0) return;
    files.push({ path: `${folder}/${files.length}.json`, bytes: `{${entries.join(',')}}` });
    entries = [];
    size = 0;
  };
  for (const term of [...table.keys()].sort()) {
    const postings = table.get(term) ?? [];
    const entry = `${JSON.stringify(term)}:"${encodePostings(postings.sort((a, b) => a - b))}"`;
    if (size + entry.length > SHARD) close();
    if (entries.length === 0) starts.push(term);
    entries.push(entry);
    size += entry.length + 1;
  }
  close();
  return { starts, files };
}
