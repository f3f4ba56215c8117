import { byText } from '../../read/order.ts';
import { withoutEnding } from '../../read/paths.ts';
import type { Document } from '../../types.ts';
import { permanentPage } from '../addresses.ts';
import { encodePart } from '../href.ts';
import type { Site } from '../site.ts';
import { absolute } from '../view/masthead.ts';
import { kindName, titleOf, versionName } from '../view/names.ts';

/** One document as a feed tells it. */
export interface FeedEntry {
  /** For ever the same, wherever the site stands. */
  readonly id: string;
  readonly title: string;
  /** Page, from the site's root. */
  readonly page: string;
  /** Absolute address of the page; null where slop.yaml names no address. */
  readonly url: string | null;
  /** RFC 3339. */
  readonly updated: string;
  readonly authors: readonly string[];
  readonly summary: string | null;
  readonly kind: string;
}

/** Entries of one feed. */
const MOST = 50;

/** When nothing says when. */
export const NEVER = '1970-01-01T00:00:00Z';

/** Documents → entries, newest first; of twins the Markdown one, and nothing without a date. */
export function feedEntries(site: Site, documents: readonly Document[]): readonly FeedEntry[] {
  const versions = new Map<string, Document>();
  for (const document of documents) {
    const key = `${document.id}\n${versionName(document) ?? withoutEnding(document.path)}`;
    if (versions.get(key)?.format !== 'md') versions.set(key, document);
  }
  return [...versions.values()]
    .flatMap((document) => {
      const updated = updatedOf(site, document);
      return updated === null ? [] : [{ document, updated, at: Date.parse(updated) }];
    })
    .sort((one, other) => other.at - one.at || byText(other.document.path, one.document.path))
    .slice(0, MOST)
    .map(({ document, updated }) => entryOf(site, document, updated));
}

function entryOf(site: Site, document: Document, updated: string): FeedEntry {
  const page = site.addresses.view.get(document.path) ?? '';
  const version = versionName(document);
  const permanent = permanentPage(site, document);
  return {
    id:
      absolute(site, permanent) ??
      `urn:slop:${encodePart(permanent === page ? page : document.id)}${version === null ? '' : `:${version}`}`,
    title: [titleOf(document), version].filter(Boolean).join(', '),
    page,
    url: absolute(site, page),
    updated,
    authors: document.authors,
    summary: document.summary,
    kind: kindName(site, document.kind),
  };
}

/** The last commit of the file, else the day that the head says. */
function updatedOf(site: Site, { path, date }: Document): string | null {
  const committed = site.graph.ledger.record?.paths.get(path)?.last.date;
  if (committed !== undefined && !Number.isNaN(Date.parse(committed))) return committed;
  const day = date === null ? '' : `${date}T00:00:00Z`;
  return /^\d{4}-\d\d-\d\dT/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null;
}
