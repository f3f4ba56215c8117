import { counted } from '../parse/in-threes.ts';
import type { Finding, Severity } from '../types.ts';
import { countBySeverity, severities, type Tally } from './tell.ts';

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
