import { counted } from '../../parse/in-threes.ts';
import type { OpenMatter } from '../../rules/open-matters.ts';
import type { Document, Page } from '../../types.ts';
import { dayOf } from '../events.ts';
import { hrefBetween } from '../href.ts';
import { newestFirst } from '../order.ts';
import type { Site } from '../site.ts';
import { isCurrent } from '../view/banner.ts';
import { type EntryView, entriesView } from '../view/entry.ts';
import { opening } from '../view/names.ts';
import { openView } from '../view/open.ts';
import { phaseBarsView } from '../view/phase-bars.ts';
import { commitView } from '../view/provenance.ts';
import { shelfView } from './lists.ts';
import { page } from './page.ts';

const LATEST = 12;
/** Phases told one by one. */
const PHASES = 12;
/** Open matters that stand on the first page. */
const PRESSING: ReadonlySet<OpenMatter['why']> = new Set(['halt', 'option', 'undecided', 'handoff']);
/** Notes of one sort that are told here. */
const MOST = 20;

/** The first page: what is here, the current manifest, what waits, the latest notes, the ways in. */
export function homePage(
  site: Site,
  changes: ReadonlyMap<string, { readonly summary: string }>,
  matters: readonly OpenMatter[],
): Page {
  const at = 'index.html';
  const { documents, lineages, ledger } = site.graph;
  const now = standingOf(site);
  const lines = (from: readonly Document[]) =>
    entriesView(site, [...from].sort(newestFirst).slice(0, MOST), at, newestFirst).current;
  const told = (entry: EntryView) => ({
    ...entry,
    summary: entry.summary === null ? null : opening(entry.summary, 280),
  });
  const count = (severity: string): number =>
    site.findings.filter((finding) => finding.severity === severity).length;
  const phases = shelfView(site, 'phases', at);
  return page(site, at, 'home.liquid', '', {
    counts: [counted(lineages.size, 'note'), counted(documents.length, 'version')],
    commit: ledger.record?.head ? commitView(ledger.record.head) : null,
    manifests: lines(now.filter(({ kind }) => kind === 'manifest')).map(told),
    open: openView(
      site,
      matters.filter(({ why }) => PRESSING.has(why)),
      at,
    ),
    allOpen: {
      count: matters.length,
      text: counted(matters.length, 'open matter', 'open matters'),
      href: hrefBetween(at, 'open/index.html'),
    },
    latest: latestView(site, changes, at),
    phases: phases.slice(0, PHASES),
    allPhases:
      phases.length > PHASES
        ? { text: `All ${phases.length} phases`, href: hrefBetween(at, 'phases/index.html') }
        : null,
    bars: phaseBarsView(phases),
    kinds: shelfView(site, 'kinds', at),
    timeline: hrefBetween(at, 'timeline/index.html'),
    health: {
      href: hrefBetween(at, 'health/index.html'),
      errors: counted(count('error'), 'error'),
      warnings: counted(count('warning'), 'warning'),
    },
  });
}

/** What the first page tells as changed lately, latest first. */
export function latestOf(site: Site): readonly Document[] {
  return [...standingOf(site)].sort(latestFirst(site)).slice(0, LATEST);
}

function latestFirst(site: Site): (left: Document, right: Document) => number {
  const dated = (one: Document) => ({ path: one.path, date: dayOf(site.graph, one) });
  return (left, right) => newestFirst(dated(left), dated(right));
}

/** What is in force: the current version of each note. */
function standingOf({ graph: { documents, lineages } }: Site): readonly Document[] {
  return documents.filter((document) => {
    const current = lineages.get(document.id)?.current;
    return !document.archived && (current === undefined || isCurrent(document, current));
  });
}

/** The latest notes, each with what its version changed. */
function latestView(site: Site, changes: ReadonlyMap<string, { readonly summary: string }>, at: string) {
  return entriesView(site, latestOf(site), at, latestFirst(site)).current.map((entry) => ({
    ...entry,
    date: dayOf(site.graph, entry),
    change: changes.get(entry.path)?.summary ?? '',
  }));
}
