import { Refusal } from '../refusal.ts';
import { visible } from '../report/width.ts';
import { whyNot } from '../write/why-not.ts';
import type { About } from './terminal.ts';

/** How the program ends, and what it says to standard error before. */
export interface Failure {
  readonly code: 2 | 3;
  readonly text: string;
}

/**
 * What went wrong, in words: a refusal, something that the machine denies (Node's errors of system calls), or
 * else a bug. `machine` names Node and system, for the report of a bug.
 */
export function describeFailure(error: unknown, about: About, machine: string): Failure {
  if (error instanceof Refusal) return { code: 2, text: `slop: ${printable(error.message)}\n` };
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    const said =
      error.syscall === 'uv_cwd'
        ? 'The folder that you are in is gone: go to one that is there.'
        : `Cannot proceed: ${printable(whyNot(error))}.`;
    return { code: 2, text: `slop: ${said}\n` };
  }
  const request = `Please report it, with these lines, at ${about.homepage}/issues`;
  return {
    code: 3,
    text: `slop: This is a bug of slop, not of your record. ${request}\n\nslop ${about.version}, ${machine}\n${printable(stackOf(error))}\n`,
  };
}

/** Where an error comes from, with what led to it. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\nCaused by: ${stackOf(error.cause)}`;
}

function printable(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
