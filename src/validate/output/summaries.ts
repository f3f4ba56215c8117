import type { TestCounts } from '../../types.ts';

/** `1 failed, 421 passed, 3 skipped in 41.03s`, with or without a frame of `=`. */
const PYTEST = /^=*[ ]?((?:\d+ [a-z]+(?:, )?)+|no tests ran) in [\d.:]+ ?s?(?:econds)?.*$/gm;
/** `Tests  1 failed | 150 passed | 2 skipped (153)` */
const VITEST = /^[ \t]*Tests[ \t]{1,10}((?:\d+ [a-z ]+?(?: \| )?)+|no tests)(?: \(\d+\))?[ \t]*$/gm;
/** `Tests:       1 failed, 2 skipped, 150 passed, 153 total` */
const JEST = /^Tests:[ \t]+((?:\d+ [a-z ]+(?:, )?)+)$/gm;

/** Counts in the last summary that pytest prints. Errors count as failed. */
export function pytestCounts(text: string): TestCounts | null {
  return lastOf(text, PYTEST, { passed: /^passed/, failed: /^(?:failed|errors?)/, skipped: /^skipped/ });
}

/** Counts in the last summary that vitest prints. What is still to be written counts as skipped. */
export function vitestCounts(text: string): TestCounts | null {
  return lastOf(text, VITEST, { passed: /^passed/, failed: /^failed/, skipped: /^(?:skipped|todo)/ });
}

/** Counts in the last summary that jest prints. What is still to be written counts as skipped. */
export function jestCounts(text: string): TestCounts | null {
  return lastOf(text, JEST, { passed: /^passed/, failed: /^failed/, skipped: /^(?:skipped|pending|todo)/ });
}

function lastOf(
  text: string,
  summary: RegExp,
  words: Readonly<Record<keyof TestCounts, RegExp>>,
): TestCounts | null {
  const listed = [...text.matchAll(summary)].at(-1)?.[1];
  if (listed === undefined) return null;
  const counted = [...listed.matchAll(/(\d+) ([a-z]+)/g)];
  const sum = (word: RegExp): number =>
    counted.reduce((total, [, count, name = '']) => total + (word.test(name) ? Number(count) : 0), 0);
  return { passed: sum(words.passed), failed: sum(words.failed), skipped: sum(words.skipped) };
}
