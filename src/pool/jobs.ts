import { once } from '../parse/once.ts';
import type { Comparison, VersionPair } from '../plan/compare/compare.ts';
import type { Project } from '../project.ts';
import type { BodyOrder, MadeBody } from '../render/body.ts';
import type { LazyEngine, World } from '../types.ts';
import { loadJudge, type PackedNotes, pack } from './judge.ts';

/** Work on notes one by one, a batch at a time, for this thread or another one. A job loads what it alone needs. */
interface Jobs {
  /** Judges the notes at paths from the root. */
  readonly judge: (paths: readonly string[]) => Promise<PackedNotes>;
  /** The bodies of notes in the order of the orders. */
  readonly bodies: (orders: readonly BodyOrder[]) => Promise<readonly MadeBody[]>;
  /** Compares pairs of versions. */
  readonly comparisons: (pairs: readonly VersionPair[]) => Promise<readonly Comparison[]>;
}

/** The jobs on one record. */
export function jobsOf({
  world: { files, now },
  project,
  engine,
}: {
  readonly world: Pick<World, 'files' | 'now'>;
  readonly project: Pick<Project, 'root' | 'config' | 'kinds'>;
  readonly engine: LazyEngine;
}): Jobs {
  const judgeBatch = once(() => loadJudge(files, project, engine, now));
  const bodyRenderer = once(async () => {
    const { loadHighlight, renderAlone } = await import('../render/body.ts');
    const [highlight, loaded] = await Promise.all([loadHighlight(), engine.load()]);
    return (order: BodyOrder) => renderAlone(order, { engine: loaded, highlight });
  });
  return {
    judge: async (paths) => pack(await (await judgeBatch())(paths)),
    bodies: async (orders) => orders.map(await bodyRenderer()),
    comparisons: async (pairs) => {
      const { compareVersionTexts } = await import('../plan/compare/compare.ts');
      return pairs.map(({ before, after }) => compareVersionTexts(before, after));
    },
  };
}
