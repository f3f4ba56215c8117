import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '../refusal.ts';
import type { Listening, World } from '../types.ts';
import { markdownEngine } from './engine.ts';
import { liveAnswer } from './live/answer.ts';
import { type LiveRecord, liveRecord } from './live/record.ts';
import { findRoot } from './root.ts';
import type { Terminal } from './terminal.ts';

interface ServeOptions {
  readonly port: number;
}

/** Milliseconds without a change after which the site is built again; a switch of branches changes many files. */
const QUIET = 25;
/**
 * Milliseconds without a change or a request after which the whole record is looked at again, and Git asked anew:
 * answers take longer meanwhile.
 */
const IDLE = 1_500;

/**
 * Serves the site of the record on this machine and builds it again whenever a file changes, until interrupted.
 * @throws Refusal when the record cannot be built at first, the port is taken, or files cannot be watched.
 */
export async function serve(world: World, terminal: Terminal, { port }: ServeOptions): Promise<number> {
  const { root, repository } = await findRoot(world);
  terminal.progress('reading the record');
  const record = await liveRecord(world, root, markdownEngine(terminal));
  terminal.progress('');
  let listening: Listening | null = null;
  let following: Following | null = null;
  const parts = {
    record,
    port: () => listening?.port ?? port,
    token: `${world.processes.unique()}${world.processes.unique()}`,
    script: new TextDecoder().decode(await world.files.read(`${world.home}/templates/live/live.js`)),
    open: (place: string, line: number) => world.edit(`${root}/${place}`, line),
  };
  listening = await world.serving
    .listen(port, (asked) => {
      following?.postpone();
      return liveAnswer(parts, asked);
    })
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
      throw new Refusal(`Port ${port} cannot be used (${error.code}): name another one with --port.`);
    });
  const told = listening;
  const unwatchable = new AbortController();
  try {
    const shared = await repository?.shared();
    const git = shared === undefined ? null : await world.files.realPath(shared);
    following = follow(
      world,
      { root, git, record },
      {
        done: async (seen) => {
          if (!seen) return;
          told.tell('changed', '');
          const problem = record.problem();
          if (problem !== null) await terminal.err(`${problem}\n`);
        },
        failed: (error) => unwatchable.abort(error),
      },
    );
  } catch (error) {
    await told.close();
    throw unwatched(error as NodeJS.ErrnoException);
  }
  await terminal.out(
    `Serving ${record.now().compiled.config.title} at http://127.0.0.1:${told.port}/ (Ctrl-C ends it)\n`,
  );
  await terminal.guard(
    (interrupted) =>
      new Promise<void>((resolve) => {
        const ended = AbortSignal.any([interrupted, unwatchable.signal]);
        ended.addEventListener('abort', () => resolve());
        if (ended.aborted) resolve();
      }),
  );
  following.stop();
  await told.close();
  await record.stop();
  if (unwatchable.signal.aborted) throw unwatched(unwatchable.signal.reason);
  return 0;
}

/** Linux lets the programs of a person watch so many files together, and no more. */
function unwatched(error: NodeJS.ErrnoException): Error {
  if (error.code !== 'ENOSPC' && error.code !== 'EMFILE') return error;
  return new Refusal(
    `No more files can be watched on this machine (${error.code}): end another program that watches some, or raise fs.inotify.max_user_watches and max_user_instances.`,
  );
}

interface Followed {
  readonly root: string;
  /** The folder in which Git keeps what all work trees share; null outside of Git. */
  readonly git: string | null;
  readonly record: LiveRecord;
}

/** What is watched: the record, settings, schemas, templates, other records, and where Git says what is checked out. */
function foldersOf({ root, git, record }: Followed) {
  const { record: folder, xrefs } = record.now().compiled.config;
  const deep =
    folder === '.' ? [root] : [path.posix.join(root, folder), `${root}/schemas`, `${root}/templates`];
  const shallow = [root, ...xrefs.map(({ file }) => path.posix.dirname(path.posix.join(root, file)))];
  if (git !== null) {
    shallow.push(git);
    // The name of a branch may hold a slash, and another work tree has a head of its own.
    deep.push(`${git}/refs/heads`, `${git}/worktrees`);
  }
  return [
    ...deep.map((place) => ({ path: place, deep: true })),
    ...shallow.map((place) => ({ path: place, deep: false })),
  ];
}

interface Following {
  readonly stop: () => void;
  /** Somebody asks for a page: what can wait is put off. */
  readonly postpone: () => void;
}

interface Heard {
  /** Called after each build, with whether a reader would see it. */
  readonly done: (seen: boolean) => Promise<void>;
  /** Called when something can be watched no more. */
  readonly failed: (error: Error) => void;
}

/**
 * Builds after changes, one build at a time, and once more when things have been quiet: also at first, for what was
 * saved before anything was watched.
 */
function follow(world: World, followed: Followed, { done, failed }: Heard): Following {
  const { root, record } = followed;
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let building = false;
  let waiting = false;
  let stopped = false;
  const wait = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    waiting = true;
    timer = setTimeout(refresh, IDLE);
  };
  const build = async (): Promise<void> => {
    if (building) return;
    building = true;
    while (changed.size > 0 && !stopped) {
      const paths = [...changed];
      changed.clear();
      await done(await record.rebuild(paths));
      watchAnew();
    }
    building = false;
    wait();
  };
  const refresh = async (): Promise<void> => {
    waiting = false;
    building = true;
    await done(await record.refresh());
    building = false;
    if (changed.size > 0) await build();
  };
  const hear = (place: string): void => {
    if (isNoise(path.posix.relative(root, place))) return;
    changed.add(place);
    clearTimeout(timer);
    waiting = false;
    timer = setTimeout(build, QUIET);
  };
  let folders = foldersOf(followed);
  let stop = world.serving.watch(folders, hear, failed);
  /** Settings may name other folders now. */
  const watchAnew = (): void => {
    const wanted = foldersOf(followed);
    if (isDeepStrictEqual(wanted, folders)) return;
    if (stopped) return;
    folders = wanted;
    stop();
    try {
      stop = world.serving.watch(folders, hear, failed);
    } catch (error) {
      failed(error as Error);
    }
  };
  wait();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      stop();
    },
    postpone: () => {
      if (waiting) wait();
    },
  };
}

/** What changes without meaning anything: locks and objects of Git, half-written files of editors, the site itself. */
function isNoise(path: string): boolean {
  if (/\.lock$|\.tmp$|~$|\.sw[a-z]$/.test(path)) return true;
  const inGit = /(?:^|\/)\.git\/(.*)$/.exec(path)?.[1];
  if (inGit !== undefined) return !/(?:^|\/)(?:HEAD|packed-refs|refs\/heads\/.+)$/.test(inGit);
  return /^(site|node_modules|\.slop)(\/|$)/.test(path);
}
