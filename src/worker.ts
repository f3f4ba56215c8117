// What another thread of slop runs: work on notes one by one, a batch at a time. A job loads what it alone needs.
import { Tinypool } from 'tinypool';
import { judgeHere, type PackedNotes, pack } from './judge.ts';
import { loadEngine } from './parse/markdown/engine.ts';
import { once } from './parse/once.ts';
import type { Comparison, VersionPair } from './plan/compare/compare.ts';
import type { Project } from './project.ts';
import type { BodyOrder, MadeBody } from './render/body.ts';
import { loadKinds } from './validate/kinds.ts';
import { diskFiles } from './world/files.ts';

const { root, config, schemas }: Omit<Project, 'kinds'> = Tinypool.workerData;
const { engine } = await loadEngine();

const judgeBatch = once(() =>
  judgeHere(diskFiles, { root, config, kinds: loadKinds(schemas).kinds }, engine, () => performance.now()),
);

const bodyRenderer = once(async () => {
  const { loadHighlight, renderAlone } = await import('./render/body.ts');
  const highlight = await loadHighlight();
  return (order: BodyOrder) => renderAlone(order, { engine, highlight });
});

/** Judges the notes at `paths`, from the root. */
export async function judge(paths: readonly string[]): Promise<PackedNotes> {
  return pack(await judgeBatch()(paths));
}

/** The bodies of notes in the order of the orders. */
export async function bodies(orders: readonly BodyOrder[]): Promise<readonly MadeBody[]> {
  return orders.map(await bodyRenderer());
}

/** Compares pairs of versions. */
export async function comparisons(pairs: readonly VersionPair[]): Promise<readonly Comparison[]> {
  const { compareVersionTexts } = await import('./plan/compare/compare.ts');
  return pairs.map(({ before, after }) => compareVersionTexts(before, after));
}
