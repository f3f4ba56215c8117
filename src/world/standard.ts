import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

/** Standard input and output of this process, as a program at a pipe uses them. */
interface Standard {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Calls back for each line of standard input; keeps the process alive. */
  readonly lines: (take: (line: string) => void) => void;
  readonly say: (text: string) => Promise<void>;
  /** Waits, or until it is woken. */
  readonly pause: (milliseconds: number, woken: AbortSignal) => Promise<void>;
  /** Ends this process at once, as a crash would. */
  readonly crash: () => void;
}

/** Those of this process. */
export function standardStreams(): Standard {
  return {
    argv: process.argv.slice(2),
    env: Object.fromEntries(
      Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    lines: (take) => void createInterface({ input: process.stdin }).on('line', take),
    say: (text) =>
      new Promise((resolve, reject) =>
        process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
      ),
    pause: (milliseconds, signal) => pause(milliseconds, undefined, { signal }).catch(() => {}),
    crash: () => process.kill(process.pid, 'SIGKILL'),
  };
}
