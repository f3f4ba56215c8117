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
import { type LiveWorld, liveWorld, rememberingPool } from './world.ts';

/** The record as it was when it could last be built. */
export interface Built {
  readonly compiled: Compiled;
  readonly site: SiteOnDemand;
}

/** Builds a record again and again, and keeps what the next build can use. */
export interface Builder extends Pick<LiveWorld, 'forget'> {
  /** @throws Refusal when slop.yaml, a schema or a template cannot be used. */
  readonly build: () => Promise<Built>;
  /** One note as it lies on the disk now; null where that cannot be told without a look at all others. */
  readonly newer: (built: Built, path: string) => Promise<NewerNote | null>;
  /** Lets the settings go, so that the next build reads them again, and tidies up what is kept for later runs. */
  readonly unsettle: () => Promise<void>;
}

/** What builds the record that lies in `root`. */
export function builderOf(world: World, root: string, engine: LazyEngine): Builder {
  const live = liveWorld(world);
  const texts = new Map<string, string>();
  let settled: { readonly project: Project; readonly pool: Pool } | null = null;
  const settle = async () => {
    if ((await world.files.stat(`${root}/slop.yaml`)) === null)
      throw new Refusal(`There is no slop.yaml in ${root} any more: this is the site as it was before.`);
    const project = await loadProject(world, root);
    const pool = openPool({ world: live.world, project, engine });
    return { project, pool: rememberingPool(pool, world.files, root) };
  };
  return {
    forget: live.forget,
    build: async () => {
      settled ??= await settle();
      const { project, pool } = settled;
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
    },
    newer: async ({ compiled }, path) => {
      const before = texts.get(path);
      if (settled === null || before === undefined) return null;
      const [judged] = await settled.pool.judge([path]);
      const after = await readText(world.files, root, path);
      return judged === undefined ? null : newerNote(compiled, judged.document, before, after);
    },
    unsettle: async () => {
      await settled?.pool.stop();
      settled = null;
    },
  };
}
