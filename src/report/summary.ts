import { counted, inThrees } from '../parse/in-threes.ts';
import { byText } from '../read/order.ts';
import type { Finding, Severity } from '../types.ts';
import type { Paint } from './paint.ts';
import { countBySeverity, type ReportInput, severities, type Tally } from './tell.ts';

const NOUNS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'remark' };

/** `2 errors, 1 warning`, worst first; `no findings` when there are none. */
export function severityCounts(findings: readonly Finding[]): string {
  const counts = countBySeverity(findings);
  const parts = severities.filter((severity) => counts[severity] > 0);
  return parts.map((severity) => counted(counts[severity], NOUNS[severity])).join(', ') || 'no findings';
}

/** One sentence that closes a report: what was found, in how much, and what is left out. */
export function summary(findings: readonly Finding[], tally: Tally): string {
  const files = new Set(findings.map((finding) => finding.path)).size;
  const where = findings.length === 0 ? '' : ` in ${counted(files, 'file')}`;
  const left = [
    ...(tally.known > 0 ? [`${counted(tally.known, 'known finding')} in the baseline`] : []),
    ...(tally.elsewhere > 0 ? [`${counted(tally.elsewhere, 'finding')} elsewhere`] : []),
  ];
  const rest = left.length === 0 ? '' : ` (not shown: ${left.join(', ')})`;
  return `${severityCounts(findings)}${where}; ${counted(tally.notes, 'note')} checked${rest}`;
}

/** Findings that are still looked through one by one. */
const FEW = 50;

/**
 * What stands before the closing sentence where findings are many: how many each rule has, most frequent first, and
 * how to begin with a record that was there before slop. Empty where they are few.
 */
export function byRule({ findings, tally, hasBaseline }: ReportInput, paint: Paint): string {
  if (findings.length <= FEW) return '';
  const counts = new Map<string, { readonly severity: Severity; count: number }>();
  for (const { rule, severity } of findings) {
    const name = `${severity}[${rule}]`;
    const known = counts.get(name);
    if (known === undefined) counts.set(name, { severity, count: 1 });
    else known.count += 1;
  }
  const sorted = [...counts].sort(([a, one], [b, other]) => other.count - one.count || byText(a, b));
  const width = inThrees(sorted[0]?.[1].count ?? 0).length;
  const lines = sorted.map(
    ([name, { severity, count }]) => `${inThrees(count).padStart(width)} ${paint(severity, name)}\n`,
  );
  return `${lines.join('')}\n${hasBaseline || tally.elsewhere > 0 ? '' : `${BEGINNING}\n\n`}`;
}

const BEGINNING =
  'slop check --update-baseline writes down what is there, so that only new findings fail; rules: in slop.yaml turns a rule off, or sets its level, everywhere or by path.';
