import type { File } from '../../types.ts';
import { recordPath } from '../addresses.ts';
import { groupBy } from '../group.ts';
import { hrefBetween } from '../href.ts';
import { plain } from '../order.ts';
import type { Site } from '../site.ts';
import { findingsView } from '../view/findings.ts';
import { counted, titleOf } from '../view/names.ts';
import { verifiedView } from '../view/verified.ts';
import { page } from './page.ts';

/** Findings told one by one; the rest are counted, and stand on the page of their note. */
const MOST_TOLD = 2_000;

/** What the check found (a count per rule, then the findings of each note), and what was verified. */
export async function healthPage(site: Site): Promise<File> {
  const at = 'health/index.html';
  const { findings, graph, addresses } = site;
  const notes = [];
  let told = 0;
  for (const [path, own] of [...site.findingsOf].sort(byWorst)) {
    if (told >= MOST_TOLD) break;
    told += own.length;
    const document = graph.byPath.get(path);
    const view = addresses.view.get(path);
    notes.push({
      title: document === undefined ? recordPath(site.config, path) : titleOf(document),
      path: recordPath(site.config, path),
      href: view === undefined ? '' : hrefBetween(at, view),
      findings: findingsView(site, path, await site.textOf(path), at),
    });
  }
  return page(site, at, 'health.liquid', 'Health', {
    counts: (['error', 'warning', 'info'] as const).map((severity) => ({
      severity,
      text: counted(
        findings.filter((finding) => finding.severity === severity).length,
        severity === 'info' ? 'remark' : severity,
        severity === 'info' ? 'remarks' : `${severity}s`,
      ),
    })),
    verified: verifiedView(site, at),
    total: findings.length,
    untold: findings.length - told,
    rules: [...groupBy(findings, (finding) => finding.rule)]
      .sort(([left], [right]) => plain(left, right))
      .map(([rule, own]) => {
        const to = addresses.view.get(site.rulePages.get(rule) ?? '');
        return { rule, count: own.length, href: to === undefined ? '' : hrefBetween(at, to) };
      }),
    notes,
  });
}

function byWorst(
  [left, ofLeft]: readonly [string, readonly { readonly severity: string }[]],
  [right, ofRight]: readonly [string, readonly { readonly severity: string }[]],
): number {
  const errors = (of: readonly { readonly severity: string }[]): number =>
    of.some((finding) => finding.severity === 'error') ? 0 : 1;
  return errors(ofLeft) - errors(ofRight) || plain(left, right);
}
