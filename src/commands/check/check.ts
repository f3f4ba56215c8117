import { knowing } from '../../knowing.ts';
import { counted } from '../../parse/in-threes.ts';
import { folderOf, nameOf, pathFrom } from '../../read/paths.ts';
import { Refusal } from '../../refusal.ts';
import { visible } from '../../report/width.ts';
import { BASELINE } from '../../rules/baseline.ts';
import type { Finding, Stopwatch, World } from '../../types.ts';
import type { Format } from '../format.ts';
import { readRecordAt } from '../record.ts';
import { findRoot, type Here } from '../root.ts';
import type { Terminal } from '../terminal.ts';
import { type TimingForm, timed } from '../timing.ts';
import { refuseUnfinished } from '../unfinished.ts';
import { againstBaseline } from './baseline-file.ts';
import { report } from './report.ts';
import { selectPaths, touchedBy } from './select.ts';
import { stagedWorld } from './staged-world.ts';

export interface CheckOptions {
  /** Files and folders from the folder of the call; empty for the whole record. */
  readonly paths: readonly string[];
  readonly format: Format;
  /** Warnings fail too. */
  readonly strict: boolean;
  /** Only findings on lines changed since this revision. */
  readonly since: string | null;
  /** What the next commit would hold, and only findings about what it would change. */
  readonly staged?: boolean;
  readonly updateBaseline: boolean;
  /** How to tell what the run took. */
  readonly timing?: TimingForm;
}

/** What `slop check` asks for when nothing else is said. */
export const PLAIN: CheckOptions = {
  paths: [],
  format: 'pretty',
  strict: false,
  since: null,
  updateBaseline: false,
};

/**
 * Reports what is wrong with the record. Exit code 1 when an error is reported (`strict`: or a warning), else 0.
 * @throws Refusal when slop.yaml, a schema, an argument or the baseline file cannot be used.
 */
export function check(world: World, terminal: Terminal, options: CheckOptions): Promise<number> {
  return timed(world, terminal, options.timing ?? null, (watch) => run(world, terminal, options, watch));
}

async function run(
  world: World,
  terminal: Terminal,
  options: CheckOptions,
  watch: Stopwatch | undefined,
): Promise<number> {
  const { updateBaseline, paths, since } = options;
  if (updateBaseline && (paths.length > 0 || since !== null || options.staged)) {
    throw new Refusal('--update-baseline takes the whole record: leave out the paths, --since and --staged.');
  }
  const here = await findRoot(world);
  const { world: seen, touches } = await askedAbout(knowing(world, here), here, options);
  if (since !== null && here.repository === null) {
    throw new Refusal(`--since needs a Git repository, and ${here.root} is in none.`);
  }
  await refuseUnfinished(seen, here.root);
  const { compiled } = await readRecordAt(seen, terminal, here, watch);
  const { hasBaseline, fresh, known, spent } = await againstBaseline(seen, compiled, updateBaseline);
  if (updateBaseline) {
    const left = fresh.length === 0 ? '' : `; what is new it takes in only when you delete it first`;
    await terminal.err(`slop: ${BASELINE} knows ${counted(known, 'finding')} now${left}\n`);
  } else if (spent > 0) {
    const gone = `${counted(spent, 'finding')} of ${BASELINE} ${spent === 1 ? 'is' : 'are'} gone`;
    await terminal.err(`slop: ${gone}; slop check --update-baseline takes them out\n`);
  }
  const selection = await selectPaths(seen, here, compiled, paths);
  for (const argument of selection.passedOver) {
    const why = `it is not in the record (${compiled.config.record})`;
    await terminal.err(`slop: Passed over ${visible(argument)}: ${why}\n`);
  }
  const selected = fresh.filter((finding) => selection.covers(finding.path) && touches(finding));
  const changed = since === null ? undefined : await here.repository?.changedLines(here.root, since);
  const findings = changed === undefined ? selected : await touchedBy(changed, selected, compiled.textOf);
  const notes = compiled.graph.documents.filter(({ format }) => format === 'md').length;
  const tally = { notes, known, elsewhere: fresh.length - findings.length };
  await report(seen, terminal, here, compiled, { findings, tally, hasBaseline, format: options.format });
  return fails(findings, options.strict) ? 1 : 0;
}

/** The world that is checked, and which of its findings are asked about. */
async function askedAbout(
  world: World,
  here: Here,
  options: CheckOptions,
): Promise<{ readonly world: World; readonly touches: (finding: Finding) => boolean }> {
  if (!options.staged) return { world, touches: () => true };
  const { world: next, staged } = await stagedWorld(world, here);
  return { world: next, touches: about(staged.changed) };
}

/** What is true for a finding in a file that changed, and for one whose other place or whose values name such a file. */
function about(changed: ReadonlySet<string>): (finding: Finding) => boolean {
  const names = new Set([...changed].map(nameOf));
  return ({ rule, path, related, data }) => {
    // What Git LFS keeps is never more than a pointer in the index.
    if (rule === 'source/pointer') return false;
    if (changed.has(path) || related.some((place) => changed.has(place.path))) return true;
    return Object.values(data).some(
      (value) =>
        typeof value === 'string' &&
        (changed.has(value) || names.has(value) || changed.has(pathFrom(folderOf(path), value) ?? '')),
    );
  };
}

function fails(findings: readonly Finding[], strict: boolean): boolean {
  return findings.some(({ severity }) => severity === 'error' || (strict && severity === 'warning'));
}
