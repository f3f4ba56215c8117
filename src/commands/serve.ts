import path from 'node:path';
import { Refusal } from '../refusal.ts';
import type { Listening, World } from '../types.ts';
import { markdownEngine } from './engine.ts';
import { liveAnswer } from './live-answer.ts';
import { type LiveRecord, liveRecord } from './live-record.ts';
import { findRoot } from './root.ts';
import type { Terminal } from './terminal.ts';

export interface ServeOptions {
  readonly port: number;
}

/** Milliseconds without a change after which the site is built again; a switch of branches changes many files. */
const QUIET = 25;
/** Milliseconds without a change or a request after which the whole record is looked at again, and Git asked anew: nobody is answered meanwhile. */
const IDLE = 1_500;

/**
 * Serves the site of the record on this machine and builds it again whenever a file changes, until interrupted.
 * @throws Refusal when the record cannot be built at first, the port is taken, or files cannot be watched.
 */
export async function serve(world: World, terminal: Terminal, { port }: ServeOptions): Promise<number> {
  const { root, top } = await findRoot(world);
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
  try {
    following = follow(world, root, record, foldersOf(root, top, record), async (seen) => {
      if (!seen) return;
      told.tell('changed', '');
      const problem = record.problem();
      if (problem !== null) await terminal.err(`${problem}\n`);
    });
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
        interrupted.addEventListener('abort', () => resolve());
        if (interrupted.aborted) resolve();
      }),
  );
  following.stop();
  await told.close();
  await record.stop();
  return 0;
}

/** Linux lets the programs of a person watch so many files together, and no more. */
function unwatched(error: NodeJS.ErrnoException): Error {
  if (error.code !== 'ENOSPC' && error.code !== 'EMFILE') return error;
  return new Refusal(
    `No more files can be watched on this machine (${error.code}): end another program that watches some, or raise fs.inotify.max_user_watches and max_user_instances.`,
  );
}

/** What is watched: the record, settings, schemas, templates, and where Git says what is checked out. */
function foldersOf(root: string, top: string, record: LiveRecord) {
  const { record: folder } = record.now().compiled.config;
  const deep =
    folder === '.' ? [root] : [path.posix.join(root, folder), `${root}/schemas`, `${root}/templates`];
  return [
    ...deep.map((place) => ({ path: place, deep: true })),
    ...[root, `${top}/.git`].map((place) => ({ path: place, deep: false })),
    // The name of a branch may hold a slash.
    { path: `${top}/.git/refs/heads`, deep: true },
  ];
}

interface Following {
  readonly stop: () => void;
  /** Somebody asks for a page: what can wait is put off. */
  readonly postpone: () => void;
}

/** Builds after changes, one build at a time, and once more when things have been quiet. */
function follow(
  world: World,
  root: string,
  record: LiveRecord,
  folders: readonly { readonly path: string; readonly deep: boolean }[],
  done: (seen: boolean) => Promise<void>,
): Following {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let building = false;
  let waiting = false;
  const wait = (): void => {
    clearTimeout(timer);
    waiting = true;
    timer = setTimeout(refresh, IDLE);
  };
  const build = async (): Promise<void> => {
    if (building) return;
    building = true;
    while (changed.size > 0) {
      const paths = [...changed];
      changed.clear();
      await done(await record.rebuild(paths));
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
  const stop = world.serving.watch(folders, (place) => {
    if (isNoise(path.posix.relative(root, place))) return;
    changed.add(place);
    clearTimeout(timer);
    waiting = false;
    timer = setTimeout(build, QUIET);
  });
  return {
    stop: () => {
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
  if (inGit !== undefined) return !/^(HEAD|packed-refs|refs\/heads\/.+)$/.test(inGit);
  return /^(site|node_modules|\.slop)(\/|$)/.test(path);
}
