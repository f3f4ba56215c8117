import path from 'node:path';
import type { LaneDeclaration } from '../types.ts';
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
