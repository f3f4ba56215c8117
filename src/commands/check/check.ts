import type { Compiled } from '../../compile.ts';
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
  if (options.updateBaseline && (options.paths.length > 0 || options.since !== null || options.staged)) {
    throw new Refusal('--update-baseline takes the whole record: leave out the paths, --since and --staged.');
  }
  const here = await findRoot(world);
  const known = knowing(world, here);
  if (!options.staged) return checkHere(known, terminal, here, options, watch, () => true);
  const { world: next, staged } = await stagedWorld(known, here);
  return checkHere(next, terminal, here, options, watch, about(staged.changed));
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

/** Checks the record of a world, and tells the findings that `touches` takes. */
async function checkHere(
  world: World,
  terminal: Terminal,
  here: Here,
  options: CheckOptions,
  watch: Stopwatch | undefined,
  touches: (finding: Finding) => boolean,
): Promise<number> {
  if (options.since !== null && here.repository === null) {
    throw new Refusal(`--since needs a Git repository, and ${here.root} is in none.`);
  }
  await refuseUnfinished(world, here.root);
  const { compiled } = await readRecordAt(world, terminal, here, watch);
  const { hasBaseline, fresh, known, spent } = await againstBaseline(world, compiled, options.updateBaseline);
  if (options.updateBaseline) {
    const left = fresh.length === 0 ? '' : `; what is new it takes in only when you delete it first`;
    await terminal.err(`slop: ${BASELINE} knows ${counted(known, 'finding')} now${left}\n`);
  } else if (spent > 0) {
    const gone = `${counted(spent, 'finding')} of ${BASELINE} ${spent === 1 ? 'is' : 'are'} gone`;
    await terminal.err(`slop: ${gone}; slop check --update-baseline takes them out\n`);
  }
  const findings = (await asked(world, terminal, here, compiled, fresh, options)).filter(touches);
  const notes = compiled.graph.documents.filter(({ format }) => format === 'md').length;
  const tally = { notes, known, elsewhere: fresh.length - findings.length };
  await report(world, terminal, here, compiled, { findings, tally, hasBaseline, format: options.format });
  return fails(findings, options.strict) ? 1 : 0;
}

/** The findings in the paths and on the changed lines that were asked about. */
async function asked(
  world: World,
  terminal: Terminal,
  here: Here,
  compiled: Compiled,
  findings: readonly Finding[],
  { paths, since }: CheckOptions,
): Promise<readonly Finding[]> {
  const { textOf, config } = compiled;
  const selection = await selectPaths(world, here, compiled, paths);
  for (const argument of selection.passedOver) {
    await terminal.err(
      `slop: Passed over ${visible(argument)}: it is not in the record (${config.record})\n`,
    );
  }
  const selected = findings.filter(({ path }) => selection.covers(path));
  if (since === null || here.repository === null) return selected;
  return touchedBy(await here.repository.changedLines(here.root, since), selected, textOf);
}

function fails(findings: readonly Finding[], strict: boolean): boolean {
  return findings.some(({ severity }) => severity === 'error' || (strict && severity === 'warning'));
}
