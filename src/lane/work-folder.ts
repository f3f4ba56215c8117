import path from 'node:path';
import type { LaneDeclaration } from '../types.ts';
import { exits } from './codes.ts';
import type { Lane } from './lane.ts';
import { LaneTrouble } from './trouble.ts';
import type { LaneState } from './types.ts';

/** Absolute folder that a lane works in: one of its own beside its log in `folder`, or below `root`, its slop.yaml's. */
export function workFolder(
  { worktree, folder: below }: Pick<LaneDeclaration, 'worktree' | 'folder'>,
  root: string,
  folder: string,
): string {
  return worktree === null ? path.posix.join(root, below) : `${folder}/worktree`;
}

/** The same as far as the log of a lane tells; null where it does not. */
export function loggedFolder(
  { declaration, root }: Pick<LaneState, 'declaration' | 'root'>,
  folder: string,
): string | null {
  return declaration === null || root === null ? null : workFolder(declaration, root, folder);
}

/** Why a lane that has a process cannot work on: its folder is gone. Null where it is there. */
export async function goneFolder(
  { world, cwd, name }: Pick<Lane, 'world' | 'cwd' | 'name'>,
  { declaration }: Pick<LaneState, 'declaration'>,
): Promise<LaneTrouble | null> {
  if ((await world.files.stat(cwd))?.type === 'folder') return null;
  const branch = declaration?.worktree ?? null;
  const back =
    branch === null
      ? `bring it back, or end its process with slop lane stop ${name}`
      : `slop lane stop ${name} and then slop lane resume ${name} make it anew from branch ${branch}`;
  const told = `${cwd}, where lane ${name} works, is gone: ${back}.`;
  return new LaneTrouble('worktree_missing', exits.machine, told);
}
