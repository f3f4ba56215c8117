import type { Document, Draft, Edge } from '../../types.ts';
import { groupBy } from '../group.ts';
import { hrefBetween } from '../href.ts';
import { newestFirst } from '../order.ts';
import type { Site } from '../site.ts';
import { isCurrent } from './banner.ts';
import { headingText } from './contents.ts';
import type { LinkView } from './masthead.ts';
import { titleOf, versionName } from './names.ts';

/** One note that cites this one, and where. */
export interface BacklinkView extends LinkView {
  readonly version: string | null;
  readonly date: string | null;
  /** The first few. */
  readonly places: readonly CitationView[];
  /** Places that are not quoted. */
  readonly more: number;
}

/** Who cites a document: documents in force, and superseded or archived ones. */
export interface BacklinksView {
  readonly current: readonly BacklinkView[];
  readonly older: readonly BacklinkView[];
}

/** One mention: the section it stands in, and the sentence around it cut so that the mention can be marked. */
export interface CitationView {
  readonly section: LinkView | null;
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** Notes that are quoted, and places of one note: a note that everything cites must stay a page. */
const MOST_QUOTED = 12;
const MOST_PLACES = 4;

/** Who cites a document: newest citing note first, mentions in the order of its text. */
export function backlinksView(site: Site, document: Document, page: string): BacklinksView {
  const edges = (site.graph.in.get(document.path) ?? []).filter((edge) => edge.from !== document.path);
  return citingView(site, edges, page);
}

/** The notes that some edges come from: newest first, those in force apart from the others. */
export function citingView(site: Site, edges: readonly Edge[], page: string): BacklinksView {
  const citing = [...groupBy(edges, (edge) => edge.from)].flatMap(([from, mentions]) => {
    const note = site.graph.byPath.get(from);
    return note === undefined ? [] : [{ note, mentions }];
  });
  citing.sort((left, right) => newestFirst(left.note, right.note));
  const view = ({ note, mentions }: (typeof citing)[number], at: number): BacklinkView => {
    const there = site.addresses.view.get(note.path) ?? '';
    const places = distinct(mentions.map((edge) => citation(edge, note.draft, page, there)));
    const most = at < MOST_QUOTED ? MOST_PLACES : 0;
    return {
      text: titleOf(note),
      href: hrefBetween(page, there),
      version: versionName(note),
      date: note.date,
      places: places.slice(0, most),
      more: Math.max(0, places.length - most),
    };
  };
  const inForce = ({ note }: (typeof citing)[number]): boolean =>
    !note.archived && isCurrent(note, site.graph.lineages.get(note.id)?.current ?? note);
  return {
    current: citing.filter(inForce).map(view),
    older: citing.filter((one) => !inForce(one)).map(view),
  };
}

function citation(edge: Edge, draft: Draft | null, page: string, there: string): CitationView {
  const { sentence, span, field } = edge.mention;
  const section =
    field === null
      ? draft?.sections.findLast(({ span: of, depth }) => depth > 0 && of.start <= span.start)
      : undefined;
  return {
    section:
      section === undefined
        ? null
        : { text: headingText(section), href: hrefBetween(page, there, section.slug) },
    ...cut(sentence, written(edge)),
  };
}

/** How the mention was written, as far as it can be found again in its sentence. */
function written({ mention: { target } }: Edge): string {
  if (target.type === 'document') return target.name;
  if (target.type === 'section') return `§${target.address}`;
  if (target.type === 'item') return target.id;
  return target.type === 'file' ? target.path : '';
}

function cut(sentence: string, mention: string): Omit<CitationView, 'section'> {
  const at = mention === '' ? -1 : sentence.indexOf(mention);
  if (at === -1) return { before: sentence, marked: '', after: '' };
  return {
    before: sentence.slice(0, at),
    marked: mention,
    after: sentence.slice(at + mention.length),
  };
}

/** A sentence that names the same note twice is shown once. */
function distinct(places: readonly CitationView[]): readonly CitationView[] {
  const key = ({ section, before, marked, after }: CitationView): string =>
    `${section?.href ?? ''}\n${before}${marked}${after}`;
  return [...groupBy(places, key).values()].flatMap((same) => same.slice(0, 1));
}
