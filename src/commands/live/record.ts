import { posix } from 'node:path';
import { type Compiled, compileWith } from '../../compile.ts';
import { openPool } from '../../pool/caching-pool.ts';
import type { Pool } from '../../pool/pool.ts';
import { loadProject, type Project } from '../../project.ts';
import { readText } from '../../read/source.ts';
import { Refusal } from '../../refusal.ts';
import { type NewerNote, type SiteOnDemand, siteOnDemand } from '../../render/on-demand.ts';
import { rules } from '../../rules/rules.ts';
import type { LazyEngine, World } from '../../types.ts';
import { readCommitNames } from '../commit-names.ts';
import { readTemplates } from '../render/site-templates.ts';
import { keepingTexts, newerNote } from './note.ts';
import { liveWorld, rememberingPool } from './world.ts';

/** The record as it was when it could last be built. */
export interface Built {
  readonly compiled: Compiled;
  readonly site: SiteOnDemand;
}

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
  const live = liveWorld(world);
  let settled: { readonly project: Project; readonly pool: Pool } | null = null;
  let problem: string | null = null;
  const texts = new Map<string, string>();

  const build = async (): Promise<Built> => {
    const { project, pool } = settled ?? (await settle());
    settled = { project, pool };
    const compiled = keepingTexts(await compileWith(pool, { world: live.world, project, engine }), texts);
    // Pages are not at the address of the published site here.
    const config = { ...compiled.config, address: null };
    const commitNames = await readCommitNames(live.world, project, compiled.graph);
    const templates = await readTemplates(world, root);
    const site = await siteOnDemand({
      ...compiled,
      config,
      commitNames,
      ...templates,
      engine: await engine.load(),
      rules,
      // One page at a time is done sooner than threads have started.
      threads: await pool.forNotes('bodies', []),
    });
    return { compiled, site };
  };
  const settle = async () => {
    if ((await world.files.stat(`${root}/slop.yaml`)) === null)
      throw new Refusal(`There is no slop.yaml in ${root} any more: this is the site as it was before.`);
    const project = await loadProject(world, root);
    const pool = openPool({ world: live.world, project, engine });
    return { project, pool: rememberingPool(pool, world.files, root) };
  };

  let whole = await build();
  let built = whole;
  const newer = new Map<string, NewerNote>();
  const again = async (): Promise<boolean> => {
    const before = problem;
    try {
      whole = await build();
      built = whole;
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
    const { compiled, site } = whole;
    const before = texts.get(path);
    if (settled === null || problem !== null || before === undefined) return false;
    const [judged] = await settled.pool.judge([path]);
    const after = await readText(world.files, root, path);
    const note = judged === undefined ? null : newerNote(compiled, judged.document, before, after);
    if (note === null) return false;
    newer.set(path, note);
    built = { compiled: withNotes(compiled, newer), site: site.withNotes([...newer.values()]) };
    return true;
  };
  return {
    now: () => built,
    problem: () => problem,
    rebuild: async (changed) => {
      const places = changed.map((place) => posix.relative(root, place));
      const [path = '', ...others] = places;
      if (others.length === 0 && (await showNote(path).catch(() => false))) return true;
      const { graph } = built.compiled;
      // slop.yaml may stand in a folder of its repository.
      const inRecord = changed.filter((path) => !path.includes('/.git/'));
      if (inRecord.length < changed.length) live.forget('all');
      const known = await Promise.all(
        inRecord.map(
          async (path) =>
            graph.files.has(posix.relative(root, path)) && (await world.files.stat(path)) !== null,
        ),
      );
      if (!known.every(Boolean)) live.forget('files');
      const xrefs = new Set(built.compiled.config.xrefs.map(({ file }) => posix.normalize(file)));
      if (places.some((place) => isSetting(place) || xrefs.has(place))) {
        await settled?.pool.stop();
        settled = null;
      }
      return again();
    },
    refresh: () => {
      live.forget('all');
      return again();
    },
    stop: async () => settled?.pool.stop(),
  };
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
