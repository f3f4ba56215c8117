import { type PortableNote, portable } from '../../pool/judge.ts';
import type { Pool } from '../../pool/pool.ts';
import { oidOf } from '../../read/blob.ts';
import type { Files, Repository, World } from '../../types.ts';

/** A world that remembers what it was asked, for compiling again soon. */
export interface LiveWorld {
  readonly world: World;
  /** Asks Git anew; with `'files'`, only for which files there are. */
  readonly forget: (what: 'all' | 'files') => void;
}

/** What Git tells is remembered until it is forgotten. */
export function liveWorld(world: World): LiveWorld {
  const kept = new Map<string, Promise<unknown>>();
  const remembered = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const known = kept.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const asked = ask();
    kept.set(key, asked);
    asked.catch(() => kept.delete(key));
    return asked;
  };
  const repositoryOf = (repository: Repository): Repository => ({
    ...repository,
    list: (folder) => remembered(`list ${folder}`, () => repository.list(folder)),
    ledger: (folder, request) => remembered(`ledger ${folder}`, () => repository.ledger(folder, request)),
    texts: (oids) => remembered(`texts ${oids.join()}`, () => repository.texts(oids)),
    parents: () => remembered('parents', () => repository.parents()),
  });
  return {
    world: {
      ...world,
      git: {
        find: (folder) =>
          remembered(`find ${folder}`, async () => {
            const repository = await world.git.find(folder);
            return repository === null ? null : repositoryOf(repository);
          }),
      },
      clones: {
        ...world.clones,
        read: (folder, name, wants) =>
          remembered(`clone ${JSON.stringify([folder, name, wants])}`, () =>
            world.clones.read(folder, name, wants),
          ),
      },
    },
    forget: (what) => {
      for (const key of [...kept.keys()]) if (what === 'all' || key.startsWith('list ')) kept.delete(key);
    },
  };
}

/** A pool that remembers what it judged and what it was left, in memory before it asks the pool behind it. */
export function rememberingPool(behind: Pool, files: Files, root: string): Pool {
  const known = new Map<string, PortableNote>();
  const left = new Map<string, unknown>();
  const remember = (notes: readonly PortableNote[]): void => {
    for (const note of notes) known.set(note.document.path, note);
  };
  const asItIs = async (path: string): Promise<readonly PortableNote[]> => {
    const note = known.get(path);
    if (note === undefined) return [];
    const oid = await oidOf(files, `${root}/${path}`);
    return note.document.draft?.oid === oid ? [note] : [];
  };
  return {
    ...behind,
    kept: {
      get: async (batch) => {
        if (batch.paths.some((path) => known.has(path)))
          return (await Promise.all(batch.paths.map(asItIs))).flat();
        const notes = await behind.kept.get(batch);
        remember(notes);
        return notes;
      },
      put: async (batch, notes, packed) => {
        remember(notes.map(portable));
        await behind.kept.put(batch, notes, packed);
      },
    },
    shelf: {
      get: async (name) => (left.has(name) ? left.get(name) : behind.shelf?.get(name)),
      put: async (name, value) => {
        left.set(name, value);
        await behind.shelf?.put(name, value);
      },
    },
  };
}
