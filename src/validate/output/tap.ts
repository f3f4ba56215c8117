import type { TestCounts } from '../../types.ts';

/** https://testanything.org/tap-version-14-specification.html; what is indented is a subtest. */
const POINT = /^(not )?ok\b[^#\n]*(?:#[ \t]*(skip|todo)\b)?.*$/gim;
const PLAN = /^1\.\.(\d{1,9})\b/m;
const BAILED = /^Bail out!/m;

/** Counts of TAP. What was planned and did not come counts as failed; null without a plan or after a bail out. */
export function tapCounts(text: string): TestCounts | null {
  const planned = PLAN.exec(text)?.[1];
  if (planned === undefined || BAILED.test(text)) return null;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [, not, directive] of text.matchAll(POINT)) {
    if (directive !== undefined) counts.skipped += 1;
    else if (not === undefined) counts.passed += 1;
    else counts.failed += 1;
  }
  const seen = counts.passed + counts.failed + counts.skipped;
  return { ...counts, failed: counts.failed + Math.max(0, Number(planned) - seen) };
}
