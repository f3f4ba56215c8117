import type { SerializedError } from 'vitest';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Full names, with the reason where one was given. */
  readonly skipped: readonly string[];
}

/**
 * A vitest reporter that ends the run with `N passed, N failed, N skipped` (the last only when there are
 * any) alone on its line, after the names of what was skipped. A file that cannot be loaded counts as one failed
 * test, and so does an error outside of every test.
 */
// biome-ignore lint/style/noDefaultExport: vitest takes a reporter from the default export alone
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const counts = modules.map(countModule);
    const sum = (of: (counts: Counts) => number): number => counts.reduce((total, one) => total + of(one), 0);
    const skipped = counts.flatMap((one) => one.skipped);
    const failed = sum((one) => one.failed) + errors.length;
    process.stdout.write(skipped.map((name) => `skipped: ${name}\n`).join(''));
    process.stdout.write(
      closingLine(
        sum((one) => one.passed),
        failed,
        skipped.length,
      ),
    );
  }
}

/** The line by which a run of the tests is judged. */
export function closingLine(passed: number, failed: number, skipped: number): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}\n`;
}

function countModule(module: TestModule): Counts {
  const tests = [...module.children.allTests()];
  const state = (wanted: string): readonly TestCase[] =>
    tests.filter((test) => test.result().state === wanted);
  const failed = state('failed').length;
  // A module or a hook around tests can fail without any test of it having run.
  const outside = module.state() === 'failed' && failed === 0 ? 1 : 0;
  return {
    passed: state('passed').length,
    failed: failed + outside,
    skipped: [...state('skipped'), ...state('pending')].map((test) => nameOf(module, test)),
  };
}

function nameOf(module: TestModule, test: TestCase): string {
  const result = test.result();
  const note = result.state === 'skipped' && result.note !== undefined ? ` (${result.note})` : '';
  return `${module.relativeModuleId} > ${test.fullName}${note}`;
}
