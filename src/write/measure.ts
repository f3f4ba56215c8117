import { createHash } from 'node:crypto';
import path from 'node:path';
import type { FileFacts, Probe, Receipt, RunOutcome, World } from '../types.ts';
import { readOutput } from '../validate/output/output.ts';

/** Where a probe runs. */
export interface ProbePlace {
  /** Absolute. */
  readonly folder: string;
  /** Commit that lies there; null where that cannot be told. */
  readonly oid: string | null;
  /** Whether it lies there as that commit has it. */
  readonly clean: boolean;
}

/** What running a probe came to. */
export interface MeasuredRun {
  /** Its path is empty; null when it was not run, or what it wrote cannot be taken. */
  readonly receipt: Receipt | null;
  /** Why nothing was measured; a clause, or null. */
  readonly why: string | null;
  readonly output: string;
}

/** How the run of a probe is looked on. */
interface ProbeWatch {
  readonly interrupted: AbortSignal;
  /** Told in a few words how far it is; '' at its end. */
  readonly progress: (text: string) => void;
}

/** Output of which no more is read. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Runs a probe once. `notes` are the ids of those it is run for. Writes nothing. */
export async function measure(
  world: Pick<World, 'files' | 'probing' | 'now'>,
  probe: Probe,
  { folder, oid, clean }: ProbePlace,
  notes: readonly string[],
  { interrupted, progress }: ProbeWatch,
): Promise<MeasuredRun> {
  const began = world.now();
  const file = probe.file === null ? null : path.posix.join(folder, probe.file);
  const before = file === null ? null : await thereAt(world, file);
  progress(`running ${probe.name}`);
  const outcome = await world.probing.run({
    folder,
    command: probe.command,
    seconds: probe.seconds,
    bytes: MOST_BYTES,
    interrupted,
    progress: (bytes) => {
      const seconds = Math.round((world.now() - began) / 1000);
      progress(`running ${probe.name}: ${seconds} s of ${probe.seconds}, ${bytes} bytes of output`);
    },
  });
  progress('');
  const failed = whyUnmeasured(outcome, probe);
  if (outcome.end === 'unstarted') return { receipt: null, why: failed, output: '' };
  const { output } = outcome;
  const written = file === null || failed !== null ? null : await writtenFile(world, folder, file, before);
  const ended = `it ended with exit code ${outcome.exitCode}`;
  if (written !== null && written.text === null)
    return { receipt: null, why: `${ended}, and ${written.why}`, output };
  const text = written?.text ?? output;
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
      .update(output)
      .update(written?.text ?? '')
      .digest('hex'),
    when: new Date(began).toISOString(),
    milliseconds: world.now() - began,
    counts: measured?.counts ?? null,
    value: measured?.value ?? null,
    notes,
  };
  const place = probe.file ?? 'its output';
  const unread = measured === null ? `${ended}, and ${place} holds no result of ${probe.output}` : null;
  return { receipt, why: failed ?? unread, output };
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

/** What lies at a place, links followed. */
interface There extends FileFacts {
  readonly place: string;
}

async function thereAt({ files }: Pick<World, 'files'>, file: string): Promise<There | null> {
  const place = await files.realPath(file).catch(() => null);
  const facts = place === null ? null : await files.stat(place);
  return place === null || facts === null ? null : { ...facts, place };
}

/** The file that a probe wrote, unless it leads out of the repository or is of an earlier run. */
async function writtenFile(
  world: Pick<World, 'files'>,
  folder: string,
  file: string,
  before: There | null,
): Promise<{ readonly text: string | null; readonly why: string | null }> {
  const name = file.slice(folder.length + 1);
  const after = await thereAt(world, file);
  if (after === null) return { text: null, why: `it did not write ${name}` };
  if (after.type !== 'file') return { text: null, why: `${name} is no file` };
  if (before?.modified !== undefined && before.modified === after.modified)
    return { text: null, why: `it did not write ${name}: what lies there is of an earlier run` };
  const top = await world.files.realPath(folder);
  if (!after.place.startsWith(`${top}/`) || after.size > MOST_BYTES)
    return { text: null, why: `${name} leads out of the repository, or is too large` };
  return { text: new TextDecoder().decode(await world.files.read(after.place)), why: null };
}
