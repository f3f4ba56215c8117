import path from 'node:path';
import type { LaneDeclaration } from '../types.ts';

/** Absolute folder that a lane works in: one of its own beside its log in `folder`, or below `root`, its slop.yaml's. */
export function workFolder(
  { worktree, folder: below }: Pick<LaneDeclaration, 'worktree' | 'folder'>,
  root: string,
  folder: string,
): string {
  return worktree === null ? path.posix.join(root, below) : `${folder}/worktree`;
}
