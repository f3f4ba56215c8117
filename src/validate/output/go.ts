import type { TestCounts } from '../../types.ts';

const RESULT = /^--- (PASS|FAIL|SKIP): /gm;
const WORDS: ReadonlyMap<string, keyof TestCounts> = new Map([
  ['PASS', 'passed'],
  ['FAIL', 'failed'],
  ['SKIP', 'skipped'],
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['skip', 'skipped'],
]);

/**
 * Counts of `go test -v` or `go test -json`, subtests not counted. A package that does not build counts as failed.
 * Null for `go test` alone, which does not name what passed.
 */
export function goCounts(text: string): TestCounts | null {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const add = (word: string): void => {
    const key = WORDS.get(word);
    if (key !== undefined) counts[key] += 1;
  };
  const events = text.split('\n').flatMap((line) => (line.startsWith('{') ? eventIn(line) : []));
  if (events.length > 0) for (const { action } of events) add(action);
  else for (const [, word = ''] of text.matchAll(RESULT)) add(word);
  counts.failed += [...text.matchAll(/^FAIL\t.*\[(?:build|setup) failed\]$/gm)].length;
  return counts.passed + counts.failed + counts.skipped === 0 ? null : counts;
}

/** A result of one test; empty for other events, and for those of subtests and packages. */
function eventIn(line: string): readonly { readonly action: string }[] {
  try {
    const { Action, Test } = JSON.parse(line) as { Action?: unknown; Test?: unknown };
    return typeof Action === 'string' && typeof Test === 'string' && !Test.includes('/')
      ? [{ action: Action }]
      : [];
  } catch {
    return [];
  }
}
