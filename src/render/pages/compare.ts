import {
  type Comparison,
  compareVersionTexts,
  type VersionPair,
  type VersionText,
} from '../../plan/compare/compare.ts';
import { changeSummary, countChanges } from '../../plan/compare/history.ts';
import type { Document, SiteFile } from '../../types.ts';
import { ahead } from '../ahead.ts';
import { type ComparedPair, comparisonKey } from '../comparisons.ts';
import { type FormerAnchors, formerAnchors } from '../former-anchors.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { comparisonView } from '../view/comparison.ts';
import type { LinkView } from '../view/masthead.ts';
import { capital, titleOf, versionName } from '../view/names.ts';
import { page } from './page.ts';

/** What a version changed against the one before it. */
export interface Change {
  /** In a few words: `2 sections changed, 1 added; 34 words added`. */
  readonly summary: string;
  readonly former: FormerAnchors;
}

/**
 * The pages that compare the versions of each lineage. What each version changed is put into `changes`, by path: the
 * work is done once, and the pages of the versions tell it too.
 */
export async function* comparePages(site: Site, changes: Map<string, Change>): AsyncGenerator<SiteFile> {
  const lineages = [...site.compared.values()].filter(({ length }) => length > 0);
  for await (const compared of ahead(lineages, site.ahead, (pairs) => compareAll(site, pairs)))
    yield* lineagePages(site, compared, changes);
}

interface Compared extends ComparedPair {
  readonly comparison: Comparison;
}

async function compareAll(site: Site, pairs: readonly ComparedPair[]): Promise<readonly Compared[]> {
  const version = async ({ path, draft }: ComparedPair['before']): Promise<VersionText> => {
    const { form, head, headSpan, sections } = draft;
    return { draft: { form, head, headSpan, sections }, text: await site.textOf(path) };
  };
  const texts = await Promise.all(
    pairs.map(async ({ before, after }) => ({ before: await version(before), after: await version(after) })),
  );
  // One by one: a version that changes leaves what is known of the other pairs.
  const there = await Promise.all(texts.map((pair) => site.elsewhere<Comparison>('comparisons', [pair])));
  return pairs.map((pair, index) => {
    const { before, after } = texts[index] as VersionPair;
    return { ...pair, comparison: there[index]?.[0] ?? compareVersionTexts(before, after) };
  });
}

function* lineagePages(
  site: Site,
  pairs: readonly Compared[],
  changes: Map<string, Change>,
): Generator<SiteFile> {
  for (const pair of pairs) {
    const { before, after, neighbours, comparison } = pair;
    const summary = changeSummary(countChanges(comparison));
    if (neighbours) {
      const former = formerAnchors(comparison, changes.get(before.path)?.former ?? new Map());
      changes.set(after.path, { summary, former });
    }
    const at = addressOf(site, pair);
    yield page(
      site,
      at,
      'compare.liquid',
      `${titleOf(after)}, ${versionName(before)} → ${versionName(after)}`,
      {
        title: titleOf(after),
        summary: capital(summary),
        before: versionLink(site, before, at),
        after: versionLink(site, after, at),
        ways: waysFrom(site, pair, pairs, at),
        comparison: comparisonView(comparison),
      },
    );
  }
}

function addressOf(site: Site, { before, after }: ComparedPair): string {
  return site.addresses.compare.get(comparisonKey(before, after)) ?? '';
}

function versionLink(
  site: Site,
  document: Document,
  at: string,
): LinkView & { readonly date: string | null } {
  return {
    text: versionName(document) ?? 'no version',
    href: hrefBetween(at, site.addresses.view.get(document.path) ?? ''),
    date: document.date,
  };
}

/** The other comparisons of the lineage. */
function waysFrom(
  site: Site,
  here: ComparedPair,
  pairs: readonly ComparedPair[],
  at: string,
): readonly (LinkView & { readonly here: boolean })[] {
  return pairs.map((pair) => ({
    text: `${versionName(pair.before)} → ${versionName(pair.after)}`,
    href: hrefBetween(at, addressOf(site, pair)),
    here: pair === here,
  }));
}
