import type { File } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import { newestFirst } from '../order.ts';
import type { Site } from '../site.ts';
import { isCurrent } from '../view/banner.ts';
import { entriesView } from '../view/entry.ts';
import { counted, opening } from '../view/names.ts';
import { commitView } from '../view/provenance.ts';
import { shelfView } from './lists.ts';
import { page } from './page.ts';

const LATEST = 12;

/** The first page: what is here, the current manifest, the latest notes, the ways in. */
export function homePage(site: Site): File {
  const at = 'index.html';
  const { documents, lineages, ledger } = site.graph;
  const now = documents.filter((document) => {
    const current = lineages.get(document.id)?.current;
    return !document.archived && (current === undefined || isCurrent(document, current));
  });
  const manifests = now.filter((document) => document.kind === 'manifest').sort(newestFirst);
  const lines = (from: typeof now) => entriesView(site, from, at, newestFirst).current;
  const count = (severity: string): number =>
    site.findings.filter((finding) => finding.severity === severity).length;
  return page(site, at, 'home.liquid', '', {
    counts: [counted(lineages.size, 'note', 'notes'), counted(documents.length, 'version', 'versions')],
    commit: ledger.record?.head ? commitView(ledger.record.head) : null,
    manifests: lines(manifests).map((entry) => ({
      ...entry,
      summary: entry.summary === null ? null : opening(entry.summary, 280),
    })),
    latest: lines(now.sort(newestFirst)).slice(0, LATEST),
    phases: shelfView(site, 'phases', at),
    kinds: shelfView(site, 'kinds', at),
    health: {
      href: hrefBetween(at, 'health/index.html'),
      errors: counted(count('error'), 'error', 'errors'),
      warnings: counted(count('warning'), 'warning', 'warnings'),
    },
  });
}
