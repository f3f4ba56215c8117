import { counted } from '../../parse/in-threes.ts';
import type { Document, SiteFile } from '../../types.ts';
import { decisionsOf, eventsOf } from '../events.ts';
import { hrefBetween } from '../href.ts';
import { oldestFirst } from '../order.ts';
import { inPages } from '../paging.ts';
import type { Site } from '../site.ts';
import { baselinesView } from '../view/baselines.ts';
import { namedCommitView, namedIn } from '../view/commits.ts';
import { cyclesView } from '../view/cycles.ts';
import { entriesView } from '../view/entry.ts';
import { daysOf, daysView } from '../view/event.ts';
import { groupView } from '../view/group.ts';
import { itemView } from '../view/items.ts';
import { lanesView } from '../view/lanes.ts';
import { phaseName } from '../view/names.ts';
import { reservedView } from '../view/reserved.ts';
import { page } from './page.ts';

/** Commits and tags that stand on the page of a phase; more have pages of their own. */
const MOST_COMMITS = 60;

/**
 * The page of one phase: its time axis, halts and cycles, commits, baselines, reserve and notes; and of its commits
 * where they are many.
 */
export function* phasePages(site: Site, phase: string, documents: readonly Document[]): Generator<SiteFile> {
  const at = site.addresses.phase.get(phase) ?? '';
  const ordered = [...documents].sort(oldestFirst);
  const named = namedIn(
    site,
    ordered.flatMap(({ path }) => site.graph.out.get(path) ?? []),
  );
  const decisions = decisionsOf(site.graph, site.itemsOf.get(phase) ?? []);
  const events = eventsOf(site.graph, ordered, named, decisions);
  const commits = at.replace(/index\.html$/, 'commits/index.html');
  const many = named.length > MOST_COMMITS;
  const { from, to } = groupView(phaseName(phase), at, documents);
  yield page(site, at, 'phase.liquid', phaseName(phase), {
    title: phaseName(phase),
    shelf: { text: 'Phases', href: hrefBetween(at, 'phases/index.html') },
    count: counted(documents.length, 'document'),
    from: from ?? '',
    to: to ?? '',
    lanes: lanesView(
      site,
      events.filter(({ decision }) => decision === null),
      at,
    ),
    days: daysView(site, daysOf(events), at),
    cycles: cyclesView(site, ordered, at),
    reserved: reservedView(ordered),
    baselines: baselinesView(site, ordered, at),
    items: (site.itemsOf.get(phase) ?? []).flatMap((key) => {
      const item = site.graph.items.get(key);
      return item === undefined ? [] : [itemView(site, key, item, at)];
    }),
    commits: named.slice(0, MOST_COMMITS).map((one) => namedCommitView(site, one, at)),
    allCommits: many
      ? { text: `All ${named.length} commits and tags`, href: hrefBetween(at, commits) }
      : null,
    entries: entriesView(site, documents, at, oldestFirst),
  });
  if (!many) return;
  yield* inPages(commits, [{ items: named }], (here, [part], paging) =>
    page(site, here, 'commit-list.liquid', `Commits of ${phaseName(phase)}`, {
      title: phaseName(phase),
      up: { text: phaseName(phase), href: hrefBetween(here, at) },
      count: counted(named.length, 'commit or tag is named', 'commits and tags are named'),
      commits: (part?.items ?? []).map((one) => namedCommitView(site, one, here)),
      paging,
    }),
  );
}
