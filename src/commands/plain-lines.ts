import type { LaneCommand } from './lane/lane.ts';

/** A line that scripts, hooks and prompts of shells ask all the time. */
export type PlainLine =
  | { readonly program: 'check' }
  | { readonly program: 'lane'; readonly command: LaneCommand; readonly json: boolean };

/**
 * Reads `slop check`, `slop lane status [lane] [--json]` and `slop lane turn <lane> <note> [--no-wait] [--json]`, without
 * the reader of command lines and all commands that it knows. Null for every other line.
 */
export function plainLine(argv: readonly string[]): PlainLine | null {
  const [first, verb, ...others] = argv;
  if (first === 'check') return argv.length === 1 ? { program: 'check' } : null;
  if (first !== 'lane') return null;
  const flags = new Set(others.filter((word) => word.startsWith('-')));
  const names = others.filter((word) => !word.startsWith('-'));
  const json = flags.delete('--json');
  const isPlain = (...known: readonly string[]): boolean => [...flags].every((flag) => known.includes(flag));
  const [lane, note, ...more] = names;
  if (verb === 'status' && isPlain() && note === undefined) {
    return { program: 'lane', command: { verb, lane: lane ?? null }, json };
  }
  if (
    verb === 'turn' &&
    isPlain('--no-wait') &&
    lane !== undefined &&
    note !== undefined &&
    more.length === 0
  ) {
    const command = { verb, lane, note, wait: !flags.has('--no-wait'), minutes: null } as const;
    return { program: 'lane', command, json };
  }
  return null;
}
