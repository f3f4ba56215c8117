import type { Stage, Stopwatch } from './types.ts';

/** What a run took. */
export interface Times {
  /** Milliseconds by stage, added up over all threads. */
  readonly stages: ReadonlyMap<Stage, number>;
  /** The notes that took longest to read and judge, longest first. */
  readonly slowest: readonly { readonly path: string; readonly milliseconds: number }[];
}

/** Slow notes that are told by name. */
const MOST_NAMED = 3;

/** For whoever asks for no times. */
export const noStopwatch: Stopwatch = { measure: (_, work) => work(), note: () => {} };

/** A stopwatch that reads a clock, and what it has counted so far. */
export function stopwatch(now: () => number): Stopwatch & { readonly times: () => Times } {
  const stages = new Map<Stage, number>();
  let slowest: Times['slowest'] = [];
  let counted = 0;
  const add = (stage: Stage, milliseconds: number): void => {
    stages.set(stage, (stages.get(stage) ?? 0) + milliseconds);
  };
  return {
    measure: (stage, work) => {
      const [begun, before] = [now(), counted];
      const end = (): void => {
        // Of two that ran side by side the first to end has counted time that the other one had too.
        const own = Math.max(0, now() - begun - (counted - before));
        counted += own;
        add(stage, own);
      };
      const result = work();
      if (result instanceof Promise) return result.finally(end) as typeof result;
      end();
      return result;
    },
    note: (path, spent) => {
      let milliseconds = 0;
      for (const [stage, part] of spent) {
        add(stage, part);
        milliseconds += part;
      }
      const last = slowest.at(-1);
      if (slowest.length === MOST_NAMED && last !== undefined && milliseconds <= last.milliseconds) return;
      slowest = [...slowest, { path, milliseconds }]
        .sort((a, b) => b.milliseconds - a.milliseconds)
        .slice(0, MOST_NAMED);
    },
    times: () => ({ stages, slowest }),
  };
}

/** Measures one step after the other: each call gives a stage the time since the one before. */
export function laps(now: () => number): {
  readonly end: (stage: Stage) => void;
  readonly spent: ReadonlyMap<Stage, number>;
} {
  const spent = new Map<Stage, number>();
  let begun = now();
  return {
    spent,
    end: (stage) => {
      const time = now();
      spent.set(stage, time - begun);
      begun = time;
    },
  };
}
