import type { Probe, TestCounts } from '../../types.ts';
import { firstMatch } from '../pattern.ts';
import { goCounts } from './go.ts';
import { junitCounts } from './junit.ts';
import { jestCounts, pytestCounts, vitestCounts } from './summaries.ts';
import { tapCounts } from './tap.ts';

/** What the output of a probe says. */
interface OutputReading {
  readonly counts: TestCounts | null;
  readonly value: string | null;
}

/** Reads the output of a test program; null when it holds no summary. */
type CountReader = (text: string) => TestCounts | null;

const READERS: Readonly<Record<Exclude<Probe['output'], 'exit' | 'pattern'>, CountReader>> = {
  pytest: pytestCounts,
  vitest: vitestCounts,
  jest: jestCounts,
  go: goCounts,
  tap: tapCounts,
  junit: junitCounts,
};

const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_])/g;

/**
 * What a probe measured, from its output and exit code; null when the output is not of the kind that the probe says.
 * Colours and other escapes of terminals are taken out first.
 */
export function readOutput(
  { output, pattern }: Pick<Probe, 'output' | 'pattern'>,
  text: string,
  exitCode: number | null,
): OutputReading | null {
  const plain = text.replace(ESCAPES, '').replaceAll('\r\n', '\n');
  if (output === 'exit') return exitCode === null ? null : { counts: null, value: String(exitCode) };
  if (output === 'pattern') return matched(pattern ?? '', plain);
  const counts = READERS[output](plain);
  return counts === null ? null : { counts, value: null };
}

/** Groups named passed, failed and skipped are counts; else the first group, or all of it, is the value. */
function matched(pattern: string, text: string): OutputReading | null {
  const match = firstMatch(pattern, text);
  if (match === null) return null;
  const { passed = null, failed = null, skipped = null } = match.named;
  if (passed === null && failed === null && skipped === null) {
    return { counts: null, value: (match.groups[0] ?? match.whole).trim() };
  }
  const count = (written: string | null): number | null =>
    written === null || !/^[\d,]{1,12}$/.test(written) ? null : Number(written.replaceAll(',', ''));
  return { counts: { passed: count(passed), failed: count(failed), skipped: count(skipped) }, value: null };
}
