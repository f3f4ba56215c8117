import { describe, expect, test } from 'vitest';
import type { ProbeOutput } from '../../src/types.ts';
import { readOutput } from '../../src/validate/output/output.ts';

const counts = (passed: number, failed: number, skipped: number) => ({
  counts: { passed, failed, skipped },
  value: null,
});

const read = (output: ProbeOutput, text: string, pattern: string | null = null) =>
  readOutput({ output, pattern }, text, 0);

const goEvent = (action: string, test?: string): string =>
  `${JSON.stringify({ Action: action, Package: 'p', ...(test && { Test: test }) })}\n`;

const cases: readonly (readonly [string, ProbeOutput, string, ReturnType<typeof counts> | null])[] = [
  [
    'a summary of pytest',
    'pytest',
    '....F.s\n1 failed, 2279 passed, 32 skipped in 41.03s\n',
    counts(2279, 1, 32),
  ],
  [
    'one in its frame and with colours',
    'pytest',
    '\u001b[31m=== \u001b[1m1 failed\u001b[0m, \u001b[32m4 passed\u001b[0m, 2 warnings in 0.12s\u001b[0m ===\u001b[0m\n',
    counts(4, 1, 0),
  ],
  [
    'errors and long runs of pytest',
    'pytest',
    '421 passed, 3 skipped, 2 xfailed, 1 error in 125.31s (0:02:05)\r\n',
    counts(421, 1, 3),
  ],
  ['no tests of pytest', 'pytest', 'no tests ran in 0.01s\n', counts(0, 0, 0)],
  ['the last of several', 'pytest', '1 passed in 0.1s\n2 passed in 0.1s\n', counts(2, 0, 0)],
  ['another output than that of pytest', 'pytest', 'All 5 passed, I swear\n', null],
  [
    'a summary of vitest',
    'vitest',
    ' Test Files  1 failed | 11 passed (12)\n      Tests  1 failed | 150 passed | 2 skipped (153)\n   Start at  10:00:00\n',
    counts(150, 1, 2),
  ],
  [
    'vitest with colours and todo',
    'vitest',
    '\u001b[2m      Tests \u001b[22m \u001b[1m\u001b[32m93 passed\u001b[39m\u001b[22m\u001b[2m | \u001b[22m\u001b[33m1 todo\u001b[39m\u001b[90m (94)\u001b[39m\n',
    counts(93, 0, 1),
  ],
  [
    'a summary of jest',
    'jest',
    'Test Suites: 1 failed, 2 passed, 3 total\nTests:       1 failed, 2 skipped, 150 passed, 153 total\nSnapshots:   0 total\n',
    counts(150, 1, 2),
  ],
  [
    'go test -v, subtests left out',
    'go',
    '=== RUN   TestA\n    --- PASS: TestA/one (0.00s)\n--- PASS: TestA (0.00s)\n--- FAIL: TestB (0.00s)\n--- SKIP: TestC (0.00s)\nFAIL\nFAIL\tp\t0.01s\n',
    counts(1, 1, 1),
  ],
  [
    'go test -json',
    'go',
    goEvent('run', 'TestA') +
      goEvent('pass', 'TestA/one') +
      goEvent('pass', 'TestA') +
      goEvent('fail', 'TestB') +
      goEvent('fail'),
    counts(1, 1, 0),
  ],
  [
    'a package of go that does not build',
    'go',
    '--- PASS: TestA (0.00s)\nFAIL\tq [build failed]\n',
    counts(1, 1, 0),
  ],
  ['go test alone', 'go', 'ok  \tp\t0.01s\n', null],
  [
    'TAP',
    'tap',
    'TAP version 14\n1..5\nok 1 - a\n    ok 1 - inner\nnot ok 2 - b\nok 3 - c # SKIP no net\nnot ok 4 - d # TODO later\nok 5\n',
    counts(2, 1, 2),
  ],
  ['TAP that stops half way', 'tap', 'ok 1\n1..3\n', counts(1, 2, 0)],
  ['TAP that bails out', 'tap', '1..3\nok 1\nBail out! no database\n', null],
  ['TAP without a plan', 'tap', 'ok 1\nok 2\n', null],
  [
    'JUnit XML',
    'junit',
    'noise before\n<?xml version="1.0"?>\n<testsuites><testsuite tests="4"><testcase name="a"/><testcase name="b &lt;"><failure message="x">no</failure></testcase><testcase name="c"><error/></testcase><testcase name="d"><skipped/></testcase></testsuite></testsuites>',
    counts(1, 2, 1),
  ],
  [
    'JUnit XML of suites alone',
    'junit',
    '<testsuites tests="9"><testsuite tests="5" failures="1" skipped="1"></testsuite><testsuite tests="2" errors="1"/></testsuites>',
    counts(4, 2, 1),
  ],
  ['JUnit XML cut short', 'junit', '<testsuites><testsuite><testcase name="a"/>', null],
  ['XML that is no report', 'junit', '<html></html>', null],
  [
    'XML with entities of its own',
    'junit',
    '<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><testsuite><testcase name="&b;"/></testsuite>',
    null,
  ],
  ['nothing', 'pytest', '', null],
];

describe('readOutput() reads', () => {
  test.each(cases)('%s', (_what, output, text, expected) => {
    expect(read(output, text)).toEqual(expected);
  });

  test('an exit code', () => {
    expect(readOutput({ output: 'exit', pattern: null }, 'whatever', 2)).toEqual({
      counts: null,
      value: '2',
    });
    expect(readOutput({ output: 'exit', pattern: null }, 'whatever', null)).toBeNull();
  });

  test.each([
    ['the first group of a pattern', String.raw`^head: (\w+)`, { counts: null, value: '0064' }],
    ['all that a pattern matches', String.raw`\d{4}`, { counts: null, value: '0064' }],
    [
      'groups named after counts',
      String.raw`(?P<passed>[\d,]+) good, (?P<failed>\d+) bad`,
      { counts: { passed: 2279, failed: 1, skipped: null }, value: null },
    ],
    ['nothing where a pattern does not match', 'tail', null],
  ])('%s', (_what, pattern, expected) => {
    expect(read('pattern', 'x\nhead: 0064\n2,279 good, 1 bad\n', pattern)).toEqual(expected);
  });

  test('a megabyte of noise in its stride', () => {
    const noise = '= 1 passed, 1 failed, '.repeat(50_000);
    for (const output of ['pytest', 'vitest', 'jest', 'go', 'tap'] as const)
      expect(read(output, noise)).toBeNull();
    expect(read('junit', '<a>'.repeat(100_000))).toBeNull();
    expect(read('pattern', 'a'.repeat(1_000_000), '(a+)+$')).not.toBeNull();
  });
});
