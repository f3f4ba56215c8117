import type { Document, Edge, EdgeState, Mention, Section } from '../types.ts';
import type { Surroundings } from './document-edges.ts';
import { partWithin } from './parts.ts';
import type { Resolution } from './resolution.ts';
import { isHeadingText, type SectionOfDocument, sectionsInstead, titleWithin } from './sections.ts';
import { edgeOf } from './states.ts';

type SectionTarget = Extract<Mention['target'], { type: 'section' }>;

/** `§` and two quotes. */
const QUOTED = 3;

/** What is true of a document need not be true of each of its sections. */
const OF_THE_DOCUMENT_ALONE: ReadonlySet<EdgeState> = new Set(['missing', 'planned', 'amended']);

/**
 * The edge of a section of a document that was found: its state is that of the document, unless the section is
 * missing. Words after a `§` that fit no heading are `ambiguous`, since nobody can tell where a heading ends in prose.
 */
export function sectionEdge(
  citing: Document,
  mention: Mention,
  document: Document,
  owner: Pick<Edge, 'state' | 'facts'>,
  { findSection: find, isAmended, whole }: Pick<Surroundings, 'findSection' | 'isAmended' | 'whole'>,
): Edge {
  const address = addressOf(mention);
  const { path } = document;
  const from = citing.path;
  const facts = [owner.state, ...owner.facts].filter((fact) => !OF_THE_DOCUMENT_ALONE.has(fact));
  const toSection = ({ slug }: Section, cited = mention): Edge => {
    const states = isAmended(citing, path, slug) ? [...facts, 'amended' as const] : facts;
    return edgeOf(from, cited, { type: 'section', path, slug }, states);
  };
  const toWhole = (states: readonly EdgeState[], candidates?: readonly string[]): Edge =>
    edgeOf(from, mention, whole(path), states, candidates);

  const step = /^Step \d/.test(address) ? partWithin(document, null, address.toLowerCase()) : undefined;
  const section = step ?? find(document, address);
  if (section === undefined) return toWhole([...facts, 'unverified']);
  if (section !== null) {
    const { part } = mention.target as SectionTarget;
    const holder = part === undefined ? undefined : partWithin(document, section, part);
    if (holder === null) return toWhole([...facts, 'missing']);
    return toSection(holder ?? section);
  }
  // Nobody says more of such a step than that its sentence names the document.
  if ((mention.target as SectionTarget).loose) return toWhole([...facts, 'unverified']);
  // Of a file in another repository, the one here is but a copy.
  if (facts.includes('unverified')) return toWhole(facts);
  if (!isHeadingText(address) || isQuoted(mention) || step === null) {
    return toWhole([...facts, 'missing'], sectionsInstead(document, address));
  }
  const within = titleWithin(document.draft?.sections ?? [], address);
  return within === null
    ? edgeOf(from, mention, null, [...facts, 'ambiguous'], [path])
    : toSection(within.section, cutTo(mention, within.length));
}

/** The edge of a section whose document was not found: it says no more than that. */
export function ownerlessEdge(from: string, mention: Mention, owner: Edge): Edge {
  return { from, mention, to: null, state: owner.state, facts: owner.facts, candidates: owner.candidates };
}

/**
 * The edge of a section of which nobody says whose it is; the documents that have such a one are its candidates. One
 * that is said to be of something unknown is `unverified`.
 */
function unsaidEdge(
  from: string,
  mention: Mention,
  documents: Iterable<Document>,
  find: SectionOfDocument,
): Edge {
  if (mention.target.type === 'section' && mention.target.foreign)
    return edgeOf(from, mention, null, ['unverified']);
  const candidates = new Set<string>();
  for (const document of documents) {
    if (find(document, addressOf(mention))) candidates.add(document.path);
  }
  return edgeOf(from, mention, null, ['ambiguous'], [...candidates]);
}

function addressOf({ target }: Mention): string {
  return target.type === 'section' ? target.address : '';
}

/** Between quotes the words are the whole heading. */
function isQuoted({ span, target }: Mention): boolean {
  return target.type === 'section' && span.end - span.start === target.address.length + QUOTED;
}

/** Takes the words beyond the heading off a mention; only where the text has no folded space does the span follow. */
function cutTo(mention: Mention, length: number): Mention {
  const { span, target } = mention;
  if (target.type !== 'section') return mention;
  const isPlain = span.end - span.start === target.address.length + 1;
  const end = isPlain ? span.start + 1 + length : span.end;
  return {
    ...mention,
    span: { start: span.start, end },
    target: { ...target, address: target.address.slice(0, length) },
  };
}

/** What the documents that a note names were found to be, and what edges lead there. */
interface NamedDocuments {
  /** By mention; null for one that is no document or file. */
  readonly documentEdges: readonly (Edge | null)[];
  readonly resolutions: readonly (Resolution | null)[];
  /** The note itself, and each that was found. */
  readonly named: ReadonlySet<Document>;
  readonly surroundings: Surroundings;
}

/** The edge of a section of the document that its sentence gives it to, of the note itself, or of one that nobody says. */
export function sectionOf(
  citing: Document,
  mention: Mention,
  { documentEdges, resolutions, named, surroundings }: NamedDocuments,
): Edge {
  const { findSection } = surroundings;
  const of = mention.target.type === 'section' ? mention.target.of : null;
  const from = citing.path;
  if (of === 'here') return sectionEdge(citing, mention, citing, { state: 'ok', facts: [] }, surroundings);
  const owner = of === null ? null : (documentEdges[of] ?? null);
  if (of === null || owner === null || owner.mention.target.type === 'item')
    return unsaidEdge(from, mention, named, findSection);
  const resolution = resolutions[of];
  if (resolution?.type !== 'document') return ownerlessEdge(from, mention, owner);
  const edge = sectionEdge(citing, mention, resolution.document, owner, surroundings);
  return edge.state === 'missing' && isOwn(citing, mention, surroundings)
    ? unsaidEdge(from, mention, named, findSection)
    : edge;
}

/** True for a whole section whose document is but the last one named, where the citing note itself has such a one. */
function isOwn(citing: Document, mention: Mention, surroundings: Surroundings): boolean {
  const { target } = mention;
  if (target.type !== 'section' || target.near !== true || target.part !== undefined) return false;
  return sectionEdge(citing, mention, citing, { state: 'ok', facts: [] }, surroundings).state === 'ok';
}
