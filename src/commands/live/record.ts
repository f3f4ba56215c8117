import { posix } from 'node:path';
import type { Compiled } from '../../compile.ts';
import { Refusal } from '../../refusal.ts';
import type { NewerNote } from '../../render/on-demand.ts';
import type { LazyEngine, World } from '../../types.ts';
import { type Builder, type Built, builderOf } from './build.ts';

/** A record that follows its files. */
export interface LiveRecord {
  readonly now: () => Built;
  /** Why what is shown is not what lies on the disk; null when it is. */
  readonly problem: () => string | null;
  /** Builds again after these absolute paths changed; true when a reader would see it. Never rejects. */
  readonly rebuild: (changed: readonly string[]) => Promise<boolean>;
  /** Builds again with all that Git tells asked anew. */
  readonly refresh: () => Promise<boolean>;
  /** To be called when it is not looked at any more: what is kept for later runs is tidied up. */
  readonly stop: () => Promise<void>;
}

/**
 * Builds the record for the first time.
 * @throws Refusal when slop.yaml, a schema or a template cannot be used; later that is a `problem`.
 */
export async function liveRecord(world: World, root: string, engine: LazyEngine): Promise<LiveRecord> {
  const builder = builderOf(world, root, engine);
  let problem: string | null = null;
  let whole = await builder.build();
  let shown = whole;
  const newer = new Map<string, NewerNote>();
  const again = async (): Promise<boolean> => {
    const before = problem;
    try {
      whole = await builder.build();
      shown = whole;
      newer.clear();
      problem = null;
      return true;
    } catch (error) {
      problem = told(error as Error);
      return before !== problem;
    }
  };
  /** Shows one changed note at once; false where that cannot be done without a look at all others. */
  const showNote = async (path: string): Promise<boolean> => {
    const note = problem === null ? await builder.newer(whole, path) : null;
    if (note === null) return false;
    newer.set(path, note);
    shown = {
      compiled: withNotes(whole.compiled, newer),
      site: whole.site.withNotes([...newer.values()]),
    };
    return true;
  };
  return {
    now: () => shown,
    problem: () => problem,
    rebuild: async (changed) => {
      const [path = '', ...others] = changed.map((place) => posix.relative(root, place));
      if (others.length === 0 && (await showNote(path).catch(() => false))) return true;
      await forgetChanged(world, root, builder, shown.compiled, changed);
      return again();
    },
    refresh: () => {
      builder.forget('all');
      return again();
    },
    stop: builder.unsettle,
  };
}

/** Lets go of what the next build may not use again after these absolute paths changed. */
async function forgetChanged(
  { files }: Pick<World, 'files'>,
  root: string,
  { forget, unsettle }: Builder,
  { graph, config }: Compiled,
  changed: readonly string[],
): Promise<void> {
  // slop.yaml may stand in a folder of its repository.
  const outsideGit = changed.filter((place) => !place.includes('/.git/'));
  if (outsideGit.length < changed.length) forget('all');
  const known = await Promise.all(
    outsideGit.map(
      async (place) => graph.files.has(posix.relative(root, place)) && (await files.stat(place)) !== null,
    ),
  );
  if (!known.every(Boolean)) forget('files');
  const xrefs = new Set(config.xrefs.map(({ file }) => posix.normalize(file)));
  const paths = changed.map((place) => posix.relative(root, place));
  if (paths.some((path) => isSetting(path) || xrefs.has(path))) await unsettle();
}

/** What went wrong, for whoever looks at the site. */
export function told(error: Error): string {
  return error instanceof Refusal ? error.message : `A bug of slop: ${error.message}`;
}

function isSetting(path: string): boolean {
  return /^slop(\.local)?\.yaml$|^schemas\//.test(path);
}

/** What was found in the record, with what was found in newer notes in place of what was found in them before. */
function withNotes(compiled: Compiled, newer: ReadonlyMap<string, NewerNote>): Compiled {
  const { graph, findings } = compiled;
  const documents = [...newer].map(([path, { document }]) => [path, document] as const);
  return {
    ...compiled,
    graph: { ...graph, byPath: new Map([...graph.byPath, ...documents]) },
    findings: [
      ...findings.filter(({ path }) => !newer.has(path)),
      ...[...newer.values()].flatMap((note) => note.findings),
    ],
  };
}
