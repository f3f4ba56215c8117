import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Compiled } from '../compile.ts';
import { repositoryOn } from '../link/repository-names.ts';
import { receiptName, receiptText } from '../plan/verify/receipts.ts';
import type { Claim, Document, Probe, Receipt, RunOutcome, Statement, World } from '../types.ts';
import { readOutput } from '../validate/output/output.ts';
import { ownFolder } from '../write/own-folder.ts';
import type { Terminal } from './terminal.ts';

/** What a probe came to. */
export interface ProbeRun {
  /** Null when it did not come to an end of its own. */
  readonly receipt: Receipt | null;
  /** Why nothing was measured; a clause, or null. */
  readonly why: string | null;
}

type Baseline = Extract<Statement, { type: 'baseline' }>;

/** Output of which no more is read. */
const MOST_BYTES = 16 * 1024 * 1024;

/** The name by which slop.yaml's own repository goes. */
const OWN = 'record';

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

/** Runs a probe once, and leaves a receipt in `.slop/receipts/`. `notes` are the ids of those it is run for. */
export async function runProbe(
  world: World,
  terminal: Terminal,
  probe: Probe,
  notes: readonly string[],
  compiled: Compiled,
): Promise<ProbeRun> {
  const place = await placeOf(world, probe, compiled);
  if (typeof place === 'string') return { receipt: null, why: place };
  const { folder, oid, clean } = place;
  const began = world.now();
  const file = probe.file === null ? null : path.posix.join(folder, probe.file);
  const before = file === null ? null : await world.files.stat(file);
  terminal.progress(`running ${probe.name}`);
  const outcome = await terminal.guard((interrupted) =>
    world.probing.run({
      folder,
      command: probe.command,
      seconds: probe.seconds,
      bytes: MOST_BYTES,
      interrupted,
      progress: (bytes) => {
        const seconds = Math.round((world.now() - began) / 1000);
        terminal.progress(
          `running ${probe.name}: ${seconds} s of ${probe.seconds}, ${bytes} bytes of output`,
        );
      },
    }),
  );
  terminal.progress('');
  const failed = whyUnmeasured(outcome, probe);
  if (outcome.end === 'unstarted') return { receipt: null, why: failed };
  const written = file === null || failed !== null ? null : await writtenFile(world, folder, file, before);
  if (written !== null && written.text === null) return { receipt: null, why: written.why };
  const text = written?.text ?? outcome.output;
  const measured = failed === null ? readOutput(probe, text, outcome.exitCode) : null;
  const receipt: Receipt = {
    path: '',
    probe: probe.name,
    repository: probe.repository,
    oid,
    clean,
    command: probe.command,
    exitCode: outcome.exitCode,
    digest: createHash('sha256')
      .update(outcome.output)
      .update(written?.text ?? '')
      .digest('hex'),
    when: new Date(began).toISOString(),
    milliseconds: world.now() - began,
    counts: measured?.counts ?? null,
    value: measured?.value ?? null,
    notes,
  };
  const kept = `.slop/receipts/${receiptName(receipt)}`;
  const own = await ownFolder(world.files, compiled.root);
  await world.files.write(`${own}/receipts/${receiptName(receipt)}`, receiptText(receipt));
  if (failed !== null) return { receipt: null, why: failed };
  if (measured === null) return { receipt: null, why: `its output holds no result of ${probe.output}` };
  return { receipt: { ...receipt, path: kept }, why: null };
}

/** Where a probe runs, or a clause that says why it cannot. */
async function placeOf(
  world: World,
  { repository }: Probe,
  { clones, root }: Compiled,
): Promise<{ readonly folder: string; readonly oid: string | null; readonly clean: boolean } | string> {
  const folder = clones.get(repository)?.folder ?? (repository === OWN ? root : null);
  if (folder === null)
    return `there is no clone of ${repository} on this machine: name its folder in slop.local.yaml`;
  const standing = await world.probing.standing(folder);
  if (standing !== null) return { folder, ...standing };
  return repository === OWN
    ? { folder, oid: null, clean: false }
    : `${folder} holds no work tree of ${repository}: name a checkout in slop.local.yaml`;
}

function whyUnmeasured(outcome: RunOutcome, { seconds }: Probe): string | null {
  switch (outcome.end) {
    case 'unstarted':
      return `it could not be started: ${outcome.reason}`;
    case 'time':
      return `it took longer than ${seconds} s and was ended`;
    case 'flood':
      return `it wrote more than ${MOST_BYTES / 1024 / 1024} MB and was ended`;
    case 'signal':
      return `it was ended by ${outcome.signal}`;
    case 'interrupted':
      return 'it was interrupted';
    case 'exit':
      return null;
  }
}

/** The file that a probe wrote, unless it leads out of the repository or is of an earlier run. */
async function writtenFile(
  { files }: World,
  folder: string,
  file: string,
  before: Awaited<ReturnType<World['files']['stat']>>,
): Promise<{ readonly text: string | null; readonly why: string | null }> {
  const name = file.slice(folder.length + 1);
  const after = await files.stat(file);
  if (after === null) return { text: null, why: `it did not write ${name}` };
  if (before?.modified !== undefined && before.modified === after.modified)
    return { text: null, why: `it did not write ${name}: what lies there is of an earlier run` };
  const [place, top] = await Promise.all([files.realPath(file), files.realPath(folder)]);
  if (!place.startsWith(`${top}/`) || after.size > MOST_BYTES)
    return { text: null, why: `${name} leads out of the repository, or is too large` };
  return { text: new TextDecoder().decode(await files.read(place)), why: null };
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
