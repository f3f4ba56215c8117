import { parseXml, XmlElement, type XmlNode } from '@rgrove/parse-xml';
import type { TestCounts } from '../../types.ts';

/** Counts of the test cases of a JUnit XML report; null when it is not well-formed, or no such report. */
export function junitCounts(text: string): TestCounts | null {
  const start = text.indexOf('<');
  const root = start === -1 ? null : rootOf(text.slice(start));
  if (root === null || !/^testsuites?$/.test(root.name)) return null;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const waiting: XmlNode[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!(node instanceof XmlElement)) continue;
    if (node.name !== 'testcase') {
      for (const child of node.children) waiting.push(child);
      continue;
    }
    const told = node.children.flatMap((child) => (child instanceof XmlElement ? [child.name] : []));
    if (told.some((name) => name === 'failure' || name === 'error')) counts.failed += 1;
    else if (told.includes('skipped')) counts.skipped += 1;
    else counts.passed += 1;
  }
  return counts;
}

/** Entities of a document's own are not expanded: such a document is refused. */
function rootOf(text: string): XmlElement | null {
  try {
    return parseXml(text).root;
  } catch {
    return null;
  }
}
