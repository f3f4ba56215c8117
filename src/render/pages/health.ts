import { counted } from '../../parse/in-threes.ts';
import { byText, groupBy } from '../../read/order.ts';
import type { Page, SiteFile } from '../../types.ts';
import { recordPath } from '../addresses.ts';
import { hrefBetween } from '../href.ts';
import { PAGE_OF, type Paging, pageAddress, pagingOf } from '../paging.ts';
import type { Site } from '../site.ts';
import { findingsView } from '../view/findings.ts';
import { titleOf } from '../view/names.ts';
import { verifiedView } from '../view/verified.ts';
import { page } from './page.ts';

/** Findings of one note that are told here; its page tells all. */
const MOST_TOLD = 25;

const FIRST = 'health/index.html';

/** What the check found (a count per rule, then the findings of each note), and what was verified. */
export async function* healthPages(site: Site): AsyncGenerator<SiteFile> {
  const parts = partsOf([...site.findingsOf].sort(byWorst));
  for (const [index, paths] of parts.entries())
    yield await healthPage(site, paths, pagingOf(FIRST, index, parts.length), pageAddress(FIRST, index));
}

/** Paths of notes by page: full of findings, however few notes that may be. */
function partsOf(notes: readonly (readonly [string, readonly unknown[]])[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  let told = 0;
  for (const [path, { length }] of notes) {
    if (told >= PAGE_OF) {
      parts.push([]);
      told = 0;
    }
    parts.at(-1)?.push(path);
    told += Math.min(length, MOST_TOLD);
  }
  return parts;
}

async function healthPage(site: Site, paths: readonly string[], paging: Paging, at: string): Promise<Page> {
  const { findings, graph, addresses } = site;
  const notes = [];
  for (const path of paths) {
    const document = graph.byPath.get(path);
    const view = addresses.view.get(path);
    const found = findingsView(site, path, await site.textOf(path), at);
    notes.push({
      title: document === undefined ? recordPath(site.config, path) : titleOf(document),
      path: recordPath(site.config, path),
      href: view === undefined ? '' : hrefBetween(at, view),
      findings: found.slice(0, MOST_TOLD),
      more: Math.max(0, found.length - MOST_TOLD),
    });
  }
  return page(site, at, 'health.liquid', 'Health', {
    paging,
    first: at === FIRST,
    counts: (['error', 'warning', 'info'] as const).map((severity) => ({
      severity,
      text: counted(
        findings.filter((finding) => finding.severity === severity).length,
        severity === 'info' ? 'remark' : severity,
        severity === 'info' ? 'remarks' : `${severity}s`,
      ),
    })),
    verified: verifiedView(site, at),
    open: hrefBetween(at, 'open/index.html'),
    total: findings.length,
    rules: [...groupBy(findings, (finding) => finding.rule)]
      .sort(([left], [right]) => byText(left, right))
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
  return errors(ofLeft) - errors(ofRight) || byText(left, right);
}
