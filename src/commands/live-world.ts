import { type PortableNote, portable } from '../judge.ts';
import { judgeHere } from '../judge-here.ts';
import { madeAnew, type Pool } from '../pool.ts';
import type { Project } from '../project.ts';
import { oidOf } from '../read/blob.ts';
import type { MarkdownEngine, Repository, World } from '../types.ts';

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

/** Judges a note again only when its text has changed. Other jobs are done by whoever asks. */
export function rememberingPool(world: World, project: Project, engine: MarkdownEngine): Pool {
  const known = new Map<string, PortableNote>();
  const left = new Map<string, unknown>();
  const asItIs = async (path: string): Promise<readonly PortableNote[]> => {
    const note = known.get(path);
    const oid = await oidOf(world.files, `${project.root}/${path}`);
    return note !== undefined && note.document.draft?.oid === oid ? [note] : [];
  };
  return {
    judge: judgeHere(world.files, project, engine, world.now),
    kept: {
      get: async ({ paths }) => (await Promise.all(paths.map(asItIs))).flat(),
      put: async (_, notes) => {
        for (const note of notes) known.set(note.document.path, portable(note));
      },
    },
    forNotes: async () => null,
    judged: async () => {},
    remembered: madeAnew,
    shelf: { get: async (name) => left.get(name), put: async (name, value) => void left.set(name, value) },
    stop: async () => {},
  };
}
