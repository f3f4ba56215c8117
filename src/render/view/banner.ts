import type { Document } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import type { LinkView } from './masthead.ts';
import { titleOf, versionName } from './names.ts';

/** Where a document stands, told by word and shape; colour only repeats it. */
interface BannerView {
  readonly state: 'current' | 'draft' | 'superseded' | 'archived';
  /** A shape that differs for every state. */
  readonly mark: string;
  /** The status line's word, as the record has always had it. */
  readonly word: string;
  /** One sentence, without the link that may follow. */
  readonly sentence: string;
  readonly link: LinkView | null;
  /** How a version was changed after it was filed, empty where it was not. */
  readonly amended: string;
}

const MARKS = { current: '●', draft: '◐', superseded: '○', archived: '□' } as const;

/** The banner of a document as seen from the page at `page`. */
export function bannerView(site: Site, document: Document, page: string): BannerView {
  const { state, sentence, link } = standing(site, document);
  return {
    state,
    mark: MARKS[state],
    word: {
      current: 'Current',
      draft: 'Current, draft',
      superseded: document.archived ? 'Superseded, archived (read-only)' : 'Superseded',
      archived: 'Archived (read-only)',
    }[state],
    sentence,
    link:
      link === null
        ? null
        : { text: link.text, href: hrefBetween(page, site.addresses.view.get(link.to) ?? '') },
    amended: amendedSentence(site, document),
  };
}

interface Standing {
  readonly state: BannerView['state'];
  readonly sentence: string;
  readonly link: { readonly text: string; readonly to: string } | null;
}

function standing(site: Site, document: Document): Standing {
  const current = site.graph.lineages.get(document.id)?.current ?? document;
  const by = site.replacedBy.get(document.path)?.at(-1);
  if (!isCurrent(document, current)) {
    return {
      state: 'superseded',
      sentence: `${named(current)} has taken its place.`,
      link: { text: 'Read the current version', to: current.path },
    };
  }
  if (by !== undefined) {
    return {
      state: 'superseded',
      sentence: 'Its place is taken by',
      link: { text: titleOf(by), to: by.path },
    };
  }
  if (document.archived) {
    return { state: 'archived', sentence: 'Archived: kept as it was, no longer in force.', link: null };
  }
  if (/\bdraft/i.test(document.status?.value ?? document.status?.text.slice(0, 40) ?? '')) {
    return { state: 'draft', sentence: 'A draft: it may still change.', link: null };
  }
  return {
    state: 'current',
    sentence: site.versionsOf(document).length > 1 ? 'The current version.' : 'The current and only version.',
    link: null,
  };
}

/** Sections of one change that are named. */
const NAMED = 6;

function amendedSentence({ graph }: Site, { path }: Document): string {
  const amendment = graph.ledger.amendments?.of.get(path);
  const last = amendment?.changes.at(-1);
  if (amendment === undefined || last === undefined) return '';
  const { length } = amendment.changes;
  const day = last.commit.date.slice(0, 10);
  const times = length === 1 ? `on ${day}` : `${length} times, last on ${day}`;
  const sections = [...new Set(amendment.changes.flatMap((change) => change.sections))];
  const named = sections.slice(0, NAMED).join(', ') + (sections.length > NAMED ? ' and more' : '');
  const filed = `filed on ${amendment.first.date.slice(0, 10)}`;
  return `Its text was changed ${times}, after it was ${filed}${named === '' ? '' : `: ${named}`}.`;
}

/** True for the current document and for its twin: same version, another format. */
export function isCurrent(document: Document, current: Document): boolean {
  return document.path === current.path || versionName(document) === versionName(current);
}

function named(document: Document): string {
  const version = versionName(document)?.replace(/^v/, 'Version ') ?? 'A later file';
  return document.date === null ? version : `${version} of ${document.date}`;
}
