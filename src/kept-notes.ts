import { keyOf, type Store } from './cache.ts';
import { type Batch, type KeptNotes, type PackedNotes, unpack } from './judge.ts';
import { oidOf } from './read/blob.ts';
import type { Files } from './types.ts';

/**
 * Judged notes in a store: a batch under the paths and blob ids of its notes, and under its name the key of the one that
 * was kept last, of which the notes serve that are still the same. `edition` tells what else a judgement hangs on; where
 * `mayKeep` answers no, nothing is kept.
 */
export function keptNotes(
  store: Store,
  { files, root }: { readonly files: Files; readonly root: string },
  edition: () => Promise<string>,
  mayKeep: () => Promise<boolean>,
): KeptNotes {
  const lastOf = async ({ name }: Batch): Promise<string> => keyOf(await edition(), 'batch', name);
  const keyOfNotes = async (paths: readonly string[], oids: readonly (string | null)[]): Promise<string> =>
    keyOf(await edition(), JSON.stringify([paths, oids]));
  return {
    get: async (batch) => {
      const { paths } = batch;
      const oids = await Promise.all(paths.map((path) => oidOf(files, `${root}/${path}`)));
      const whole = await store.get(await keyOfNotes(paths, oids));
      const last = whole ?? (await store.get(String(await store.get(await lastOf(batch)))));
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
      await store.put(await lastOf(batch), key);
    },
  };
}
