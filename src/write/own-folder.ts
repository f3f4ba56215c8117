import { Refusal } from '../refusal.ts';
import type { Files } from '../types.ts';

/**
 * The folder beside slop.yaml in which slop keeps what is on its way, made when it is not there. Git is told to
 * pass over it.
 * @throws Refusal when something else stands there.
 */
export async function ownFolder(files: Files, root: string): Promise<string> {
  const folder = `${root}/.slop`;
  const there = await files.stat(folder);
  if (there !== null && there.type !== 'folder') {
    throw new Refusal(`${folder} is no folder, and slop keeps its journal there: move it away.`);
  }
  await files.create(`${folder}/.gitignore`, '*\n');
  return folder;
}
