import { parseXml, XmlElement, type XmlNode } from '@rgrove/parse-xml';
import type { TestCounts } from '../../types.ts';

/**
 * Counts of the test cases of a JUnit XML report, of one that lists none those that its suites give as attributes; null
 * when it is not well-formed, or no such report.
 */
export function junitCounts(text: string): TestCounts | null {
  const start = text.indexOf('<');
  const root = start === -1 ? null : rootOf(text.slice(start));
  if (root === null || !/^testsuites?$/.test(root.name)) return null;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const told = { passed: 0, failed: 0, skipped: 0 };
  const waiting: XmlNode[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!(node instanceof XmlElement)) continue;
    if (node.name !== 'testcase') {
      if (node.name === 'testsuite') add(told, node);
      for (const child of node.children) waiting.push(child);
      continue;
    }
    const ends = node.children.flatMap((child) => (child instanceof XmlElement ? [child.name] : []));
    if (ends.some((name) => name === 'failure' || name === 'error')) counts.failed += 1;
    else if (ends.includes('skipped')) counts.skipped += 1;
    else counts.passed += 1;
  }
  return Object.values(counts).some((count) => count > 0) ? counts : told;
}

/** Adds what a suite gives of itself, without those within it. */
function add(told: Record<keyof TestCounts, number>, { attributes, children }: XmlElement): void {
  if (children.some((child) => child instanceof XmlElement && /^test(?:suite|case)$/.test(child.name)))
    return;
  const [tests = 0, ...others] = ['tests', 'failures', 'errors', 'skipped'].map(
    (name) => Number(attributes[name]) || 0,
  );
  const [failures = 0, errors = 0, skipped = 0] = others;
  told.failed += failures + errors;
  told.skipped += skipped;
  told.passed += Math.max(0, tests - failures - errors - skipped);
}

/** Entities of a document's own are not expanded: such a document is refused. */
function rootOf(text: string): XmlElement | null {
  try {
    return parseXml(text).root;
  } catch {
    return null;
  }
}
