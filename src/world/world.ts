import { availableParallelism } from 'node:os';
import type { World } from '../types.ts';
import { readClone } from './clone.ts';
import { syncClone } from './clone-sync.ts';
import { openEditor } from './editor.ts';
import { diskFiles } from './files.ts';
import { findRepository } from './git.ts';
import { diskLogs } from './logs.ts';
import { probing } from './probing.ts';
import { realProcesses } from './processes.ts';
import { realPrograms } from './programs.ts';
import { realServing } from './serving.ts';
import { startThreads } from './threads.ts';
import { workTrees } from './work-trees.ts';

/** Where a command was called, in what environment, and where slop's own package lies. */
export interface Place {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute folder of slop's package: schemas/, templates/, record/rules/. */
  readonly home: string;
}

/** The disk, the `git` program, the clock and the cores of this machine. */
export function realWorld({ cwd, env, home }: Place): World {
  return {
    files: diskFiles,
    git: { find: (folder) => findRepository(folder, env) },
    workTrees: workTrees(env),
    processes: realProcesses,
    probing: probing(env),
    programs: realPrograms,
    logs: diskLogs,
    edit: (path, line) => openEditor(path, env, line),
    serving: realServing,
    clones: {
      read: (folder, name, wants) => readClone(folder, name, wants, env),
      sync: (url, folder, progress) => syncClone(url, folder, env, progress),
    },
    now: () => Date.now(),
    env,
    cwd,
    home,
    threads: availableParallelism() > 1 ? startThreads : null,
  };
}
