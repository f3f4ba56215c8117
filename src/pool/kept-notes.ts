import { keyOf, type Store } from '../cache.ts';
import { oidOf } from '../read/blob.ts';
import type { Files, Shelf } from '../types.ts';
import { type Batch, type KeptNotes, type PackedNotes, unpack } from './judge.ts';

/** Where judged notes are kept. */
interface NoteStore {
  readonly store: Store;
  /** For the names of batches. */
  readonly shelf: Shelf;
  /** What a judgement hangs on beside the note. */
  readonly edition: () => Promise<string>;
}

/**
 * Judged notes in a store: a batch under the paths and blob ids of its notes, and on the shelf under its name the key of
 * the one that was kept last, of which the notes serve that are still the same. Where `mayKeep` answers no, nothing is
 * kept.
 */
export function keptNotes(
  { store, shelf, edition }: NoteStore,
  { files, root }: { readonly files: Files; readonly root: string },
  mayKeep: () => Promise<boolean>,
): KeptNotes {
  const keyOfNotes = async (paths: readonly string[], oids: readonly (string | null)[]): Promise<string> =>
    keyOf(await edition(), JSON.stringify([paths, oids]));
  const lastOf = async (batch: Batch): Promise<unknown> => {
    const key = await shelf.get(nameOnShelf(batch));
    return typeof key === 'string' ? store.get(key) : undefined;
  };
  return {
    get: async (batch) => {
      const { paths } = batch;
      const oids = await Promise.all(paths.map((path) => oidOf(files, `${root}/${path}`)));
      const last = (await store.get(await keyOfNotes(paths, oids))) ?? (await lastOf(batch));
      if (last === undefined) return [];
      const byPath = new Map(paths.map((path, index) => [path, oids[index]]));
      return unpack(last as PackedNotes).filter(
        ({ document: { path, draft } }) => draft !== null && draft.oid === byPath.get(path),
      );
    },
    put: async (batch, _, packed) => {
      if (!(await mayKeep())) return;
      const { bytes, oids } = packed();
      const key = await keyOfNotes(batch.paths, oids);
      await store.put(key, { bytes, oids, spent: [] });
      await shelf.put(nameOnShelf(batch), key);
    },
  };
}

const nameOnShelf = ({ name }: Batch): string => `batch ${name}`;
