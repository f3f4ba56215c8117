import { type Compiled, compileWith } from '../compile.ts';
import type { Pool } from '../pool.ts';
import { loadProject, type Project } from '../project.ts';
import { Refusal } from '../refusal.ts';
import { type SiteOnDemand, siteOnDemand } from '../render/on-demand.ts';
import { rules } from '../rules/rules.ts';
import type { MarkdownEngine, World } from '../types.ts';
import { readCommitNames } from './commit-names.ts';
import { liveWorld, rememberingPool } from './live-world.ts';
import { readTemplates } from './site-templates.ts';

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
}

/**
 * Builds the record for the first time.
 * @throws Refusal when slop.yaml, a schema or a template cannot be used; later that is a `problem`.
 */
export async function liveRecord(world: World, root: string, engine: MarkdownEngine): Promise<LiveRecord> {
  const live = liveWorld(world);
  let settled: { readonly project: Project; readonly pool: Pool } | null = null;
  let problem: string | null = null;

  const build = async (): Promise<Built> => {
    const { project, pool } = settled ?? (await settle());
    settled = { project, pool };
    const compiled = await compileWith(pool, live.world, project, engine);
    const commitNames = await readCommitNames(live.world, project, compiled.graph);
    const templates = await readTemplates(world, root);
    return { compiled, site: await siteOnDemand({ ...compiled, commitNames, templates, engine, rules }) };
  };
  const settle = async () => {
    const project = await loadProject(world, root);
    // Pages are not at the address of the published site here.
    const config = { ...project.config, address: null };
    return { project: { ...project, config }, pool: rememberingPool(live.world, project, engine) };
  };

  let built = await build();
  const again = async (): Promise<boolean> => {
    const before = problem;
    try {
      built = await build();
      problem = null;
      return true;
    } catch (error) {
      problem = error instanceof Refusal ? error.message : `A bug of slop: ${(error as Error).message}`;
      return before !== problem;
    }
  };
  return {
    now: () => built,
    problem: () => problem,
    rebuild: async (changed) => {
      const { graph } = built.compiled;
      const inRecord = changed.filter((path) => !path.startsWith(`${root}/.git/`));
      if (inRecord.length < changed.length) live.forget('all');
      const known = await Promise.all(
        inRecord.map(
          async (path) =>
            graph.files.has(path.slice(root.length + 1)) && (await world.files.stat(path)) !== null,
        ),
      );
      if (!known.every(Boolean)) live.forget('files');
      const places = changed.map((path) => path.slice(root.length + 1));
      const xrefs = new Set(built.compiled.config.xrefs.map(({ file }) => file));
      if (places.some((place) => isSetting(place) || xrefs.has(place))) settled = null;
      return again();
    },
    refresh: async () => {
      const before = seen(built.compiled);
      live.forget('all');
      return (await again()) && seen(built.compiled) !== before;
    },
  };
}

function isSetting(path: string): boolean {
  return /^slop(\.local)?\.yaml$|^schemas\//.test(path);
}

/** What of a record Git may change without a file of it changing. */
function seen({ findings, graph }: Compiled): string {
  const states = [...graph.out.values()].map((edges) => edges.map(({ state }) => state).join(''));
  return JSON.stringify([findings, states, graph.ledger.record?.head?.oid ?? null]);
}
