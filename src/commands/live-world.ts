import { type PortableNote, portable } from '../judge.ts';
import { judgeHere } from '../judge-here.ts';
import { madeAnew, type Pool } from '../pool.ts';
import type { Project } from '../project.ts';
import { blobId } from '../read/blob.ts';
import type { MarkdownEngine, Repository, ThreadPool, World } from '../types.ts';

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
    ledger: (folder) => remembered(`ledger ${folder}`, () => repository.ledger(folder)),
    past: (oids) => remembered(`past ${oids.join()}`, () => repository.past(oids)),
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
  const known = new Map<string, { readonly oid: string; readonly note: PortableNote }>();
  const judge = judgeHere(world.files, project, engine, world.now);
  const judged = async (path: string): Promise<PortableNote> => {
    const bytes = await world.files.read(`${project.root}/${path}`).catch(() => null);
    const oid = bytes === null ? '' : blobId(bytes);
    const before = known.get(path);
    if (before !== undefined && before.oid === oid && oid !== '') return before.note;
    const note = (await judge([path])).map(portable)[0] as PortableNote;
    known.set(path, { oid, note });
    return note;
  };
  const threads: ThreadPool = {
    run: (_, paths) => Promise.all((paths as readonly string[]).map(judged)),
    stop: async () => {},
  };
  return {
    forNotes: async (job) => (job === 'judge' ? threads : null),
    remembered: madeAnew,
    stop: threads.stop,
  };
}
