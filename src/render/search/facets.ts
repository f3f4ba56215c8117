import { natural } from '../../read/natural.ts';
import { groupBy } from '../../read/order.ts';
import type { Document, File } from '../../types.ts';
import { encodePostings, postingNumber } from './postings.ts';

/** One way to narrow a search. */
interface Facet {
  readonly name: string;
  /** What can be chosen, in the order of the words: key, word, and how many documents. */
  readonly values: readonly (readonly [key: string, word: string, documents: number])[];
  /** Which documents each value has, as postings by key. */
  readonly file: File;
}

/** The facet of that name over numbered documents; those without a key are left out. */
export function facetOf(
  name: string,
  documents: readonly Document[],
  keyOf: (document: Document) => string | null,
  wordOf: (key: string) => string,
): Facet {
  const keyed = documents.flatMap((document, note) => {
    const key = keyOf(document);
    return key === null ? [] : [{ key, posting: postingNumber({ note, weight: 0 }) }];
  });
  const groups = [...groupBy(keyed, ({ key }) => key)]
    .map(([key, members]) => ({ key, word: wordOf(key), postings: members.map(({ posting }) => posting) }))
    .sort((left, right) => natural(left.word, right.word));
  const lines = groups.map(({ key, postings }) => [key, encodePostings(postings)] as const);
  return {
    name,
    values: groups.map(({ key, word, postings }) => [key, word, postings.length] as const),
    file: { path: `search/${name}.json`, bytes: JSON.stringify(lines) },
  };
}
