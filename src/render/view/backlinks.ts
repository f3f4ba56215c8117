import { counted } from '../../parse/in-threes.ts';
import { groupBy } from '../../read/order.ts';
import type { Document, Draft, Edge } from '../../types.ts';
import { AT_LENGTH, BESIDE, citingEdges, type Most } from '../cited.ts';
import { hrefBetween } from '../href.ts';
import { newestFirst } from '../order.ts';
import type { Site } from '../site.ts';
import { isCurrent } from './banner.ts';
import { sectionLink, sectionOf } from './contents.ts';
import type { LinkView } from './masthead.ts';
import { titleOf, versionName } from './names.ts';

const JOINED_BEFORE = /[\p{L}\p{N}_-]$/u;
const JOINED_AFTER = /^[._-]?[\p{L}\p{N}]/u;

/** One note that cites this one, and where. */
interface BacklinkView extends LinkView {
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
  /** Where all of it stands; null when that is here. */
  readonly whole: LinkView | null;
}

/** One mention: where it stands, and the sentence around it cut so that the mention can be marked. */
interface CitationView {
  /** Null in the head, and before the first heading. */
  readonly section: LinkView | null;
  readonly inHead: boolean;
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/**
 * Who cites a document: newest citing note first, mentions in the order of its text; `whole` is where all of it
 * stands.
 */
export function backlinksView(site: Site, document: Document, page: string): BacklinksView {
  return citingView(site, citingEdges(site.graph, document), page, site.addresses.cited.get(document.path));
}

/**
 * The notes that some edges come from, as far as they stand beside the thing: newest first, those in force apart from
 * the others.
 */
export function citingView(
  site: Site,
  edges: readonly Edge[],
  page: string,
  whole: string | undefined,
): BacklinksView {
  const [current, older] = citingNotes(site, edges);
  const views = citationsView(site, [...current.items, ...older.items].slice(0, BESIDE.notes), page, BESIDE);
  const shown = Math.min(views.length, current.items.length);
  const count = current.items.length + older.items.length;
  return {
    current: views.slice(0, shown),
    older: views.slice(shown),
    whole:
      whole === undefined
        ? null
        : {
            text: `Every mention, in ${counted(count, 'document')}`,
            href: hrefBetween(page, whole),
          },
  };
}

/** A note with the edges that lead from it to what is cited. */
interface CitingNote {
  readonly note: Document;
  readonly mentions: readonly Edge[];
}

/** The notes that some edges come from, newest first: those in force, then the others. */
export function citingNotes(
  site: Site,
  edges: readonly Edge[],
): readonly [current: CitingGroup, older: CitingGroup] {
  const citing = [...groupBy(edges, (edge) => edge.from)].flatMap(([from, mentions]) => {
    const note = site.graph.byPath.get(from);
    return note === undefined ? [] : [{ note, mentions }];
  });
  citing.sort((left, right) => newestFirst(left.note, right.note));
  const inForce = ({ note }: CitingNote): boolean =>
    !note.archived && isCurrent(note, site.graph.lineages.get(note.id)?.current ?? note);
  return [
    { title: 'In force', items: citing.filter(inForce) },
    { title: 'Superseded or archived', items: citing.filter((one) => !inForce(one)) },
  ];
}

interface CitingGroup {
  readonly title: string;
  readonly items: readonly CitingNote[];
}

/** Citing notes with their sentences. */
export function citationsView(
  site: Site,
  citing: readonly CitingNote[],
  page: string,
  most: Most = AT_LENGTH,
): readonly BacklinkView[] {
  let quoted = 0;
  return citing.map(({ note, mentions }) => {
    const there = site.addresses.view.get(note.path) ?? '';
    const places = distinct(mentions, note.draft);
    const told = places.slice(0, most.places).filter(({ mention }) => {
      quoted += mention.sentence.length;
      return quoted <= most.quoted;
    });
    return {
      text: titleOf(note),
      href: hrefBetween(page, there),
      version: versionName(note),
      date: note.date,
      places: told.map((edge) => citation(edge, note.draft, page, there)),
      more: places.length - told.length,
    };
  });
}

function citation(edge: Edge, draft: Draft | null, page: string, there: string): CitationView {
  const { span, sentence, field } = edge.mention;
  const section = field === null ? sectionLink(draft, span.start, page, there) : null;
  return { section, inHead: field !== null, ...cut(sentence, written(edge)) };
}

/** How the mention was written, as far as it can be found again in its sentence. */
function written({ mention: { target } }: Edge): string {
  if (target.type === 'document') return target.name;
  if (target.type === 'section') return `§${target.address}`;
  if (target.type === 'item') return target.id;
  return target.type === 'file' ? target.path : '';
}

function cut(sentence: string, mention: string): Pick<CitationView, 'before' | 'marked' | 'after'> {
  const at = mention === '' ? -1 : placeIn(sentence, mention);
  if (at === -1) return { before: sentence, marked: '', after: '' };
  return {
    before: sentence.slice(0, at),
    marked: mention,
    after: sentence.slice(at + mention.length),
  };
}

/** Where a sentence says a name: rather not where that is but a part of a longer one. */
function placeIn(sentence: string, mention: string): number {
  const first = sentence.indexOf(mention);
  for (let at = first; at !== -1; at = sentence.indexOf(mention, at + 1)) {
    const end = at + mention.length;
    // The letter before may be of two units, and the one after may follow a sign.
    const isPart =
      JOINED_BEFORE.test(sentence.slice(Math.max(at - 2, 0), at)) ||
      JOINED_AFTER.test(sentence.slice(end, end + 3));
    if (!isPart) return at;
  }
  return first;
}

/** A sentence that names the same note twice is shown once. */
function distinct(edges: readonly Edge[], draft: Draft | null): readonly Edge[] {
  const key = ({ mention: { span, sentence, field } }: Edge): string => {
    const section = field === null ? sectionOf(draft, span.start) : null;
    return `${section?.slug ?? ''}\n${sentence}`;
  };
  return [...groupBy(edges, key).values()].flatMap((same) => same.slice(0, 1));
}
