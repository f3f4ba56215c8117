import type { Finding, Graph, Suppression } from '../types.ts';
import { nearest } from '../validate/nearest.ts';
import { findingOf } from './check.ts';
import { ruleById } from './rules.ts';

/** A file or a head that could not be read is reported every time: nothing in it may ask for silence. */
const UNREADABLE: ReadonlySet<string> = new Set([
  'source/unreadable',
  'source/not-utf8',
  'source/nul-byte',
  'source/too-large',
  'head/unreadable',
  'head/language',
]);

/** True when the finding says that the file could not be read. */
export function isUnreadable({ rule }: Pick<Finding, 'rule'>): boolean {
  return UNREADABLE.has(rule);
}

/**
 * Takes out the findings that a suppression of their file covers, and adds a finding for every suppression that
 * covered nothing or gives no reason. The added ones cannot be suppressed. Levels of slop.yaml play no part, so
 * that turning a rule off makes no comment idle.
 */
export function suppress(findings: readonly Finding[], graph: Graph): readonly Finding[] {
  const used = new Set<Suppression>();
  const kept = findings.filter((finding) => {
    const suppressions = graph.byPath.get(finding.path)?.draft?.suppressions ?? [];
    const covering = isUnreadable(finding) ? [] : suppressions.filter((one) => covers(one, finding));
    for (const suppression of covering) used.add(suppression);
    return covering.length === 0;
  });
  for (const { path, draft } of graph.documents) {
    for (const suppression of draft?.suppressions ?? []) {
      const { rule, reason, span } = suppression;
      const known = ruleById.has(rule);
      if (!used.has(suppression)) {
        const data = { rule, known, nearest: known ? null : nearest(rule, ruleById.keys()) };
        kept.push(findingOf({ rule: 'suppression/unused', span, data }, path));
      }
      if (reason.trim() === '' && known)
        kept.push(findingOf({ rule: 'suppression/no-reason', span, data: { rule } }, path));
    }
  }
  return kept;
}

function covers({ rule, covers }: Suppression, finding: Finding): boolean {
  return rule === finding.rule && finding.span.start >= covers.start && finding.span.start <= covers.end;
}
