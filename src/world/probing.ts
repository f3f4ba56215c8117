import { createConnection } from 'node:net';
import type { Probing } from '../types.ts';
import { type Environment, gitProgram } from './git-program.ts';

/** Milliseconds that a service on this machine may take to accept a connection. */
const PATIENCE = 2000;

/** Whether a service on this machine accepts connections. */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port, timeout: PATIENCE });
    const done = (does: boolean) => (): void => {
      socket.destroy();
      resolve(does);
    };
    socket.on('connect', done(true)).on('timeout', done(false)).on('error', done(false));
  });
}

/** The head of a work tree, and whether its tracked files are as committed; null where Git does not tell. */
export async function workTreeState(folder: string, env: Environment): ReturnType<Probing['standing']> {
  const git = gitProgram(folder, env);
  const tree = await git('rev-parse', '--is-inside-work-tree').catch(() => null);
  if (!tree?.ok || tree.text.trim() !== 'true') return null;
  const [head, status] = await Promise.all([
    git('rev-parse', '--quiet', '--verify', 'HEAD'),
    git('status', '--porcelain', '--untracked-files=no', '--ignore-submodules=all'),
  ]);
  return { oid: head.ok ? head.text.trim() : null, clean: status.ok && status.text.trim() === '' };
}
