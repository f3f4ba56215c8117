import { type Compiled, compile } from '../compile.ts';
import { knowing } from '../knowing.ts';
import { loadProject } from '../project.ts';
import type { LazyEngine, Stopwatch, World } from '../types.ts';
import { markdownEngine } from './engine.ts';
import { findRoot, type Here } from './root.ts';
import type { Terminal } from './terminal.ts';
import { refuseUnfinished } from './unfinished.ts';

/** A record as one command reads it. */
export interface ReadRecord {
  readonly compiled: Compiled;
  /** What its Markdown was read with. */
  readonly engine: LazyEngine;
}

/**
 * Finds and reads the record around the folder of the call, for a command that does not write to it.
 * @throws Refusal when there is none, a plan is unfinished, or slop.yaml or a schema cannot be used.
 */
export async function readRecord(
  world: World,
  terminal: Terminal,
): Promise<ReadRecord & { readonly here: Here }> {
  const here = await findRoot(world);
  await refuseUnfinished(world, here.root);
  return { here, ...(await readRecordAt(knowing(world, here), terminal, here)) };
}

/**
 * Reads a record that was found.
 * @throws Refusal when slop.yaml or a schema cannot be used.
 */
export async function readRecordAt(
  world: World,
  terminal: Terminal,
  { root }: Here,
  watch?: Stopwatch,
): Promise<ReadRecord> {
  const project = await loadProject(world, root);
  terminal.progress('reading the record');
  const engine = markdownEngine(terminal);
  const compiled = await compile({ world, project, engine }, watch);
  terminal.progress('');
  return { compiled, engine };
}
