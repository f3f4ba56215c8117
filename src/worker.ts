// What another thread of slop runs.
import { Tinypool } from 'tinypool';
import { jobsOf } from './jobs.ts';
import { loadEngine } from './parse/markdown/engine.ts';
import type { SharedParts } from './pool.ts';
import { loadKinds } from './validate/kinds.ts';
import { diskFiles } from './world/files.ts';

const { root, config, schemas, templates }: SharedParts = Tinypool.workerData;
const { kinds } = loadKinds(schemas);
const { engine } = await loadEngine();

export const { judge, bodies, comparisons, files } = jobsOf(
  { files: diskFiles, now: () => performance.now() },
  { root, config, kinds },
  engine,
  templates,
);
