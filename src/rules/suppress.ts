import { firstFrom } from '../parse/first-from.ts';
import { groupBy } from '../read/order.ts';
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
  const kept: Finding[] = [];
  for (const [path, own] of groupBy(findings, (finding) => finding.path)) {
    const coveringOf = covers(graph.byPath.get(path)?.draft?.suppressions ?? []);
    for (const finding of own.sort((a, b) => a.span.start - b.span.start)) {
      const covering = isUnreadable(finding) ? [] : coveringOf(finding);
      for (const suppression of covering) used.add(suppression);
      if (covering.length === 0) kept.push(finding);
    }
  }
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

/** Tells which suppressions of a file cover a finding in it; findings are asked for in the order of the text. */
function covers(suppressions: readonly Suppression[]): (finding: Finding) => readonly Suppression[] {
  const starting = [...suppressions].sort((a, b) => a.covers.start - b.covers.start);
  let next = 0;
  let open: Suppression[] = [];
  return ({ rule, span }) => {
    const until = firstFrom(starting, span.start + 1, (one) => one.covers.start);
    open = [...open, ...starting.slice(next, until)].filter((one) => one.covers.end >= span.start);
    next = until;
    return open.filter((one) => one.rule === rule);
  };
}
