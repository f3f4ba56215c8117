import { visible } from '../report/width.ts';
import { stopwatch, type Times } from '../stopwatch.ts';
import type { Stage, Stopwatch, World } from '../types.ts';
import type { Terminal } from './terminal.ts';

/** How the times of a run are told: as a table, as JSON, or not. */
export type TimingForm = 'table' | 'json' | null;

/** In the order in which a run comes to them. */
const STAGES: readonly Stage[] = [
  'read',
  'heads',
  'parse',
  'validate',
  'git',
  'link',
  'rules',
  'render',
  'search',
  'write',
];

/**
 * Runs a command's work with a stopwatch, then tells on standard error what each stage took, the whole run, and the
 * slowest notes. Stages that ran on several threads are added up, so that they may come to more than the whole.
 */
export async function timed(
  { now }: Pick<World, 'now'>,
  terminal: Terminal,
  form: TimingForm,
  work: (watch: Stopwatch | undefined) => Promise<number>,
): Promise<number> {
  if (form === null) return work(undefined);
  const begun = now();
  const watch = stopwatch(now);
  const code = await work(watch);
  const [times, whole] = [watch.times(), now() - begun];
  await terminal.err(
    form === 'json' ? timesJson(times, whole, terminal.about.version) : timesTable(times, whole),
  );
  return code;
}

/** Counts what it takes to make each file of a site; a long file is made while it is written. */
export async function* timedFiles<T>(site: AsyncIterable<T>, { measure }: Stopwatch): AsyncGenerator<T> {
  const files = site[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await measure('render', () => files.next());
      if (done === true) return;
      yield value;
    }
  } finally {
    await files.return?.();
  }
}

/** A world that counts what it takes to look at each old file and to write each new one. */
export function timedWrites(world: World, { measure }: Stopwatch): World {
  const { files } = world;
  return {
    ...world,
    files: {
      ...files,
      holds: (place, pieces) => measure('write', () => files.holds(place, pieces)),
      create: (place, bytes) => measure('write', () => files.create(place, bytes)),
    },
  };
}

function timesJson({ stages, slowest }: Times, whole: number, slop: string): string {
  const measured = STAGES.flatMap((stage) => {
    const milliseconds = stages.get(stage);
    return milliseconds === undefined ? [] : [{ stage, seconds: seconds(milliseconds) }];
  });
  const notes = slowest.map(({ path, milliseconds }) => ({ path, seconds: seconds(milliseconds) }));
  const told = { schemaVersion: 1, slop, seconds: seconds(whole), stages: measured, slowest: notes };
  // A line of its own, the last one: words about the run stand above it.
  return `${JSON.stringify(told)}\n`;
}

function timesTable({ stages, slowest }: Times, whole: number): string {
  const line = (name: string, milliseconds: number): string =>
    `${seconds(milliseconds).toFixed(3).padStart(9)} s  ${visible(name)}\n`;
  const measured = STAGES.flatMap((stage) => {
    const milliseconds = stages.get(stage);
    return milliseconds === undefined ? [] : [line(stage, milliseconds)];
  });
  const named = slowest.map(({ path, milliseconds }) => line(path, milliseconds));
  const notes = named.length === 0 ? '' : `slowest notes\n${named.join('')}`;
  return `${measured.join('')}${line('the whole run (stages are added up over all threads)', whole)}${notes}`;
}

const seconds = (milliseconds: number): number => Math.round(milliseconds) / 1000;
