import path from 'node:path';
import type { Compiled } from '../../compile.ts';
import { knowing } from '../../knowing.ts';
import { counted } from '../../parse/in-threes.ts';
import { pastWorld } from '../../past/past-world.ts';
import { openPool } from '../../pool/caching-pool.ts';
import { loadProject } from '../../project.ts';
import { textSizes } from '../../render/bodies.ts';
import { render as renderSite } from '../../render/render.ts';
import { severityCounts } from '../../report/summary.ts';
import { visible } from '../../report/width.ts';
import { rules } from '../../rules/rules.ts';
import type { Stopwatch, World } from '../../types.ts';
import { markdownEngine } from '../engine.ts';
import { findRoot, type Here } from '../root.ts';
import type { Terminal } from '../terminal.ts';
import { type TimingForm, timed, timedFiles, timedWrites } from '../timing.ts';
import { refuseUnfinished } from '../unfinished.ts';
import { shownRecord } from './shown-record.ts';
import { assertReplaceable, replaceSite, type WrittenSite } from './site-folder.ts';
import { readTemplates } from './site-templates.ts';

export interface RenderOptions {
  /** Folder from the folder of the call; null for `site` beside slop.yaml. */
  readonly out: string | null;
  /** A profile of slop.yaml; null to show everything. */
  readonly profile?: string | null;
  /** A commit, tag, branch, day or instant: the record as it stood then; null for what stands now. */
  readonly at?: string | null;
  /** How to tell what the run took. */
  readonly timing?: TimingForm;
}

/**
 * Writes the site of the record, replacing the one that stood there. Findings do not stop it: they are on the
 * site's health page.
 * @throws Refusal when the folder is not slop's to replace, or slop.yaml, a schema or a template cannot be used.
 */
export function render(world: World, terminal: Terminal, options: RenderOptions): Promise<number> {
  return timed(world, terminal, options.timing ?? null, (watch) => run(world, terminal, options, watch));
}

async function run(
  world: World,
  terminal: Terminal,
  options: RenderOptions,
  watch: Stopwatch | undefined,
): Promise<number> {
  const here = await findRoot(world);
  await refuseUnfinished(world, here.root);
  const project = await loadProject(world, here.root);
  const out = await realTarget(
    world,
    options.out === null ? `${here.root}/site` : path.posix.resolve(here.cwd, options.out),
  );
  const record = path.posix.join(here.root, project.config.record);
  await assertReplaceable(world.files, out, here.root, record);
  const templates = await readTemplates(world, here.root);
  terminal.progress('reading the record');
  const engine = await markdownEngine(terminal).load();
  const { at = null } = options;
  const then = at === null ? null : await pastWorld(world, here, project, at);
  const means = { world: then?.world ?? knowing(world, here), project, engine };
  const pool = openPool(means, ['judge', 'bodies', 'comparisons']);
  try {
    const shown = await shownRecord(pool, means, options.profile ?? null, watch);
    const { compiled } = shown;
    for (const id of shown.strays) {
      const said = `slop: profile ${options.profile} leaves out ${visible(id)}, and no note has this id: mend it in slop.yaml`;
      await terminal.err(`${said}\n`);
    }
    if (shown.remedy !== null) {
      const said = `slop: Git does not tell the whole history here, so profile ${options.profile} may tell of private notes that were deleted or changed`;
      await terminal.err(`${said}: ${shown.remedy}\n`);
    }
    await tellUnmarked(terminal, shown.unmarked, options.profile ?? '');
    const threads = await pool.forNotes('bodies', textSizes(compiled.graph.documents));
    const site = shown.guard(
      renderSite({
        ...compiled,
        commitNames: shown.commitNames,
        ...templates,
        engine,
        rules,
        threads,
        asOf: then?.commit ?? null,
        ...(watch && { watch }),
      }),
    );
    const measured = watch === undefined ? site : timedFiles(site, watch);
    const progress = (files: number): void =>
      terminal.progress(`writing the site: ${counted(files, 'file')}`);
    const written = await terminal.guard((interrupted) =>
      replaceSite(watch === undefined ? world : timedWrites(world, watch), out, measured, {
        interrupted,
        progress,
      }),
    );
    await tell(terminal, here, compiled, out, written);
    return 0;
  } finally {
    await pool.stop();
  }
}

/** Notes that are told at once. */
const MOST_TOLD = 20;

/** Says which notes are shown although their heads mean that they are not for all. */
async function tellUnmarked(
  terminal: Terminal,
  unmarked: ReadonlyMap<string, string>,
  profile: string,
): Promise<void> {
  const shown = [...unmarked].slice(0, MOST_TOLD).map(([place, said]) => visible(`  ${place}: ${said}`));
  if (shown.length === 0) return;
  const more = unmarked.size > MOST_TOLD ? [`  and ${unmarked.size - MOST_TOLD} more`] : [];
  const said = `slop: profile ${profile} shows these notes, since only private: true in a head hides one:`;
  await terminal.err(`${[said, ...shown, ...more].join('\n')}\n`);
}

/** Says what was found and what was written. */
async function tell(
  terminal: Terminal,
  here: Here,
  compiled: Compiled,
  out: string,
  written: WrittenSite,
): Promise<void> {
  terminal.progress('');
  const found = `${counted(compiled.graph.documents.length, 'document')}, ${severityCounts(compiled.findings)}`;
  const size = `${counted(written.files, 'file')} (${sizeOf(written.bytes)})`;
  const where = visible(path.posix.relative(here.cwd, out) || '.');
  await terminal.out(`${found}: ${size} in ${where}${newsOf(written)}\n`);
  if (compiled.findings.length > 0)
    await terminal.out('What was found: slop check, or health/index.html on the site.\n');
  await terminal.out(`Open ${fileAddress(`${out}/index.html`)}\n`);
}

function newsOf({ files, changed }: WrittenSite): string {
  if (changed === files) return '';
  return changed === 0 ? ', nothing changed' : `, ${counted(changed, 'file')} new or changed`;
}

/** The folder with the links above it resolved; it need not be there yet. */
async function realTarget({ files }: World, out: string): Promise<string> {
  const parent = path.posix.dirname(out);
  if (parent === out || (await files.stat(parent)) === null) return out;
  return path.posix.join(await files.realPath(parent), path.posix.basename(out));
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function fileAddress(place: string): string {
  return `file://${place.split('/').map(encodeURIComponent).join('/')}`;
}
