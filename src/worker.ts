// What another thread of slop runs.
import { Tinypool } from 'tinypool';
import { loadEngine } from './parse/markdown/engine.ts';
import { jobsOf } from './pool/jobs.ts';
import type { Project } from './project.ts';
import { loadKinds } from './validate/kinds.ts';
import { diskFiles } from './world/files.ts';

const { root, config, schemas }: Omit<Project, 'kinds'> = Tinypool.workerData;
const { kinds } = loadKinds(schemas);
const { engine } = await loadEngine();

export const { judge, bodies, comparisons } = jobsOf({
  world: { files: diskFiles, now: () => performance.now() },
  project: { root, config, kinds },
  engine,
});
