import type { Compiled } from '../../compile.ts';
import { repositoryOn } from '../../link/repository-names.ts';
import { OWN } from '../../read/repositories.ts';
import type { Claim, Document, Probe, Receipt, Statement, World } from '../../types.ts';
import { keepReceipt } from '../../write/keep-receipt.ts';
import { measure, type ProbePlace } from '../../write/measure.ts';
import type { Terminal } from '../terminal.ts';

/** What a probe came to. */
export interface ProbeRun {
  /** Null when it did not come to an end of its own. */
  readonly receipt: Receipt | null;
  /** Why nothing was measured; a clause, or null. */
  readonly why: string | null;
}

type Baseline = Extract<Statement, { type: 'baseline' }>;

/**
 * The probe that measures a baseline: the one that it names, else the one of its repository that measures such a
 * thing. A clause that says why there is none.
 */
export function probeFor(
  { probe, repository, name, value }: Baseline,
  { date }: Document,
  { config }: Pick<Compiled, 'config'>,
): Probe | string {
  const { probes } = config;
  if (probe !== null) return probes.find((one) => one.name === probe) ?? `slop.yaml has no probe ${probe}`;
  const named = repository === null ? null : repositoryOn(repository, date, config);
  if (named === null) return 'no repository of slop.yaml is said to be measured';
  const fits = probes.filter((one) => {
    const counts =
      one.output !== 'exit' && (one.output !== 'pattern' || (one.pattern ?? '').includes('passed'));
    return one.repository === named && (name === null ? counts === (value === null) : one.name === name);
  });
  const [only, ...more] = fits;
  if (only === undefined) return `slop.yaml has no probe that measures this of ${named}`;
  return more.length === 0 ? only : `several probes measure ${named}: name one with probe:`;
}

/** What a probe is run for. */
interface ProbeOccasion {
  /** Ids of the notes that call for it. */
  readonly notes: readonly string[];
  /** The folder in which a probe of this repository runs, where that is not the one of slop.yaml. */
  readonly own?: string;
}

/** Runs a probe once, and leaves a receipt in `.slop/receipts/`. */
export async function runProbe(
  world: World,
  terminal: Terminal,
  compiled: Compiled,
  probe: Probe,
  { notes, own = compiled.root }: ProbeOccasion,
): Promise<ProbeRun> {
  const place = await placeOf(world, probe, compiled, own);
  if (typeof place === 'string') return { receipt: null, why: place };
  const { receipt, why } = await terminal.guard((interrupted) =>
    measure(world, probe, place, notes, { interrupted, progress: terminal.progress }),
  );
  if (receipt === null) return { receipt: null, why };
  const path = await keepReceipt(world.files, compiled.root, receipt);
  return why === null ? { receipt: { ...receipt, path }, why } : { receipt: null, why };
}

/** Where a probe runs, or a clause that says why it cannot. */
async function placeOf(
  world: World,
  { repository }: Probe,
  { clones }: Compiled,
  own: string,
): Promise<ProbePlace | string> {
  const folder = clones.get(repository)?.folder ?? (repository === OWN ? own : null);
  if (folder === null)
    return `there is no clone of ${repository} on this machine: name its folder in slop.local.yaml`;
  const standing = await world.probing.standing(folder);
  if (standing !== null) return { folder, ...standing };
  return repository === OWN
    ? { folder, oid: null, clean: false }
    : `${folder} holds no work tree of ${repository}: name a checkout in slop.local.yaml`;
}

/** The probes that claims call for, each with the ids of the notes that do. */
export function probesFor(
  claims: readonly Claim[],
  compiled: Compiled,
): ReadonlyMap<Probe, readonly string[]> {
  const wanted = new Map<Probe, readonly string[]>();
  for (const { statement, from } of claims) {
    const note = compiled.graph.byPath.get(from);
    if (statement.type !== 'baseline' || note === undefined) continue;
    const probe = probeFor(statement, note, compiled);
    if (typeof probe === 'string') continue;
    wanted.set(probe, [...new Set([...(wanted.get(probe) ?? []), note.id])]);
  }
  return wanted;
}
