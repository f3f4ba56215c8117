// What another thread of slop runs: the stages that look at one note only, on a batch of notes.
import { Tinypool } from 'tinypool';
import { judgeHere, type PortableNote, portable } from './judge.ts';
import { loadEngine } from './parse/markdown/engine.ts';
import type { Project } from './project.ts';
import { loadKinds } from './validate/kinds.ts';
import { diskFiles } from './world/files.ts';

const { root, config, schemas }: Omit<Project, 'kinds'> = Tinypool.workerData;
const { kinds } = loadKinds(schemas);
const { engine } = await loadEngine();
const judgeBatch = judgeHere(diskFiles, { root, config, kinds }, engine);

/** Judges the notes at `paths`, from the root; as `judgeNotes`, with kinds left out. */
export async function judge(paths: readonly string[]): Promise<readonly PortableNote[]> {
  return (await judgeBatch(paths)).map(portable);
}
