import { judgeHere, type PackedNotes, pack } from './judge.ts';
import { once } from './parse/once.ts';
import type { Comparison, VersionPair } from './plan/compare/compare.ts';
import type { Project } from './project.ts';
import type { BodyOrder, MadeBody } from './render/body.ts';
import { laps } from './stopwatch.ts';
import type { MarkdownEngine, SiteFile, Stage, World } from './types.ts';
import { type NewPlace, type WrittenFile, writeNew } from './write/new-files.ts';

/** Work on notes one by one, a batch at a time, for this thread or another one. A job loads what it alone needs. */
export interface Jobs {
  /** Judges the notes at paths from the root. */
  readonly judge: (paths: readonly string[]) => Promise<PackedNotes>;
  /** The bodies of notes in the order of the orders. */
  readonly bodies: (orders: readonly BodyOrder[]) => Promise<readonly MadeBody[]>;
  /** Compares pairs of versions. */
  readonly comparisons: (pairs: readonly VersionPair[]) => Promise<readonly Comparison[]>;
  /** Fills pages of a site, and writes what is new. */
  readonly files: (orders: readonly FileOrder[]) => Promise<WrittenFiles>;
}

/** A file of a site, and where it goes. */
export interface FileOrder extends NewPlace {
  readonly file: SiteFile;
}

/** What became of ordered files, in their order. */
export interface WrittenFiles {
  readonly files: readonly WrittenFile[];
  /** Milliseconds by stage. */
  readonly spent: ReadonlyMap<Stage, number>;
}

/** The jobs on one record; `templates` are those of its site, where it is to be made. */
export function jobsOf(
  { files, now }: Pick<World, 'files' | 'now'>,
  project: Pick<Project, 'root' | 'config' | 'kinds'>,
  engine: MarkdownEngine,
  templates: ReadonlyMap<string, string> = new Map(),
): Jobs {
  const judgeBatch = once(() => judgeHere(files, project, engine, now));
  const bodyRenderer = once(async () => {
    const { loadHighlight, renderAlone } = await import('./render/body.ts');
    const highlight = await loadHighlight();
    return (order: BodyOrder) => renderAlone(order, { engine, highlight });
  });
  const filler = once(async () => {
    const { filled, templateEngine } = await import('./render/templates.ts');
    const fill = templateEngine(templates);
    return (file: SiteFile) => filled(file, fill);
  });
  return {
    judge: async (paths) => pack(await judgeBatch()(paths)),
    bodies: async (orders) => orders.map(await bodyRenderer()),
    comparisons: async (pairs) => {
      const { compareVersionTexts } = await import('./plan/compare/compare.ts');
      return pairs.map(({ before, after }) => compareVersionTexts(before, after));
    },
    files: async (orders) => {
      const fill = await filler();
      const { end, spent } = laps(now);
      const made = orders.map(({ file, ...at }) => ({ at, bytes: fill(file).bytes }));
      end('render');
      const written: WrittenFile[] = [];
      for (const { at, bytes } of made) written.push(await writeNew(files, at, bytes));
      end('write');
      return { files: written, spent };
    },
  };
}
