import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { World } from '../types.ts';
import { diskFiles } from './files.ts';
import { diskLogs } from './logs.ts';
import { realProcesses } from './processes.ts';
import { realServing } from './serving.ts';

/** Where a command was called, in what environment, and where slop's own package lies. */
export interface CallPlace {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute folder of slop's package: schemas/, templates/, record/rules/. */
  readonly home: string;
  /** As in `World`; nothing is kept without it. */
  readonly cache?: string | null;
}

/** Where this very package lies: its name leads to it from within. */
const ownHome = (): string =>
  path.resolve(createRequire(import.meta.url).resolve('@dunin7/slop/schemas/note.json'), '../..');

/**
 * The disk, the `git` program, the clock and the cores of this machine; what is not told is as this process has it. What
 * few commands need is loaded when it is asked for.
 */
export function realWorld(place: Partial<CallPlace> = {}): World {
  const { cwd = process.cwd(), env = process.env, home = ownHome(), cache = null } = place;
  const programs = async () => (await import('./programs.ts')).realPrograms;
  const trees = async () => (await import('./work-trees.ts')).workTrees(env);
  return {
    files: diskFiles,
    git: { find: async (folder) => (await import('./git.ts')).findRepository(folder, env) },
    workTrees: {
      working: async (folder) => (await trees()).working(folder),
      committed: async (folder, base, head) => (await trees()).committed(folder, base, head),
      checkOut: async (folder, oid, to) => (await trees()).checkOut(folder, oid, to),
      remove: async (folder, to) => (await trees()).remove(folder, to),
    },
    processes: realProcesses,
    probing: {
      run: async (request) => (await import('./run.ts')).runProgram(request, env),
      endLeft: async (folder) => (await import('./run.ts')).endLeft(folder),
      answers: async (port) => (await import('./probing.ts')).answers(port),
      standing: async (folder) => (await import('./probing.ts')).workTreeState(folder, env),
    },
    programs: {
      run: async (...given) => (await programs()).run(...given),
      hand: async (...given) => (await programs()).hand(...given),
      start: async (...given) => (await programs()).start(...given),
      started: async (identity) => (await programs()).started(identity),
      pour: async (file, pipe) => (await programs()).pour(file, pipe),
      signal: async (...given) => (await programs()).signal(...given),
    },
    logs: diskLogs,
    edit: async (path, line) => (await import('./editor.ts')).openEditor(path, env, line),
    serving: realServing,
    clones: {
      read: async (folder, name, wants) => (await import('./clone.ts')).readClone(folder, name, wants, env),
      sync: async (url, folder, progress) =>
        (await import('./clone-sync.ts')).syncClone(url, folder, env, progress),
    },
    now: () => Date.now(),
    env,
    cwd,
    home,
    threads:
      availableParallelism() > 1
        ? async (shared) => (await import('./threads.ts')).startThreads(home, shared)
        : null,
    cache,
  };
}
